package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.lab.TopicFilters;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message with its payload read as JSON.
 *
 * @param json null when the payload is not one JSON value in UTF-8
 */
public record Message(MessageSeen seen, @Nullable JsonNode json) {
  public static Message of(MessageSeen seen) {
    return new Message(seen, Json.read(seen.payload()));
  }

  public int number() {
    return seen.number();
  }

  public Instant at() {
    return seen.at();
  }

  public String topic() {
    return seen.topic();
  }

  /** Whether topic and payload are as the pattern wants. */
  public boolean matches(MessagePattern pattern) {
    return TopicFilters.covers(pattern.topic(), topic()) && contentMatches(pattern);
  }

  boolean contentMatches(MessagePattern pattern) {
    return Json.meets(json, pattern.where());
  }

  /** The value at a JSON pointer, null where there is none. */
  @Nullable JsonNode value(String pointer) {
    return Json.value(json, pointer);
  }

  /** Whether both messages hold equal values of the same kind at every pointer. */
  boolean agrees(Message other, List<String> pointers) {
    return pointers.stream().allMatch(pointer -> equal(value(pointer), other.value(pointer)));
  }

  static boolean equal(@Nullable JsonNode a, @Nullable JsonNode b) {
    if (a == null || b == null) {
      return false;
    }
    return a.isNumber() && b.isNumber()
        ? a.decimalValue().compareTo(b.decimalValue()) == 0
        : a.equals(b);
  }
}
