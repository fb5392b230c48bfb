package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.exercise.MessagePattern.Condition;
import io.fieldbench.lab.TopicFilters;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message with its payload read as JSON.
 *
 * @param json null when the payload is not one JSON value in UTF-8
 */
public record Message(MessageSeen seen, @Nullable JsonNode json) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public static Message of(MessageSeen seen) {
    return new Message(seen, read(seen.payload()));
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
    return pattern.where().entrySet().stream()
        .allMatch(entry -> meets(value(entry.getKey()), entry.getValue()));
  }

  /** The value at a JSON pointer, null where there is none. */
  @Nullable JsonNode value(String pointer) {
    if (json == null) {
      return null;
    }
    JsonNode value = json.at(JsonPointer.compile(pointer));
    return value.isMissingNode() ? null : value;
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

  private static boolean meets(@Nullable JsonNode value, Condition condition) {
    if (value == null || value.isContainer()) {
      return false;
    }
    BigDecimal number = value.isNumber() ? value.decimalValue() : null;
    return (condition.equalTo() == null || equalsText(value, number, condition.equalTo()))
        && (condition.atLeast() == null
            || (number != null && number.compareTo(condition.atLeast()) >= 0))
        && (condition.atMost() == null
            || (number != null && number.compareTo(condition.atMost()) <= 0));
  }

  private static boolean equalsText(JsonNode value, @Nullable BigDecimal number, String wanted) {
    if (number == null) {
      return value.asString().equals(wanted);
    }
    try {
      return number.compareTo(new BigDecimal(wanted)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static @Nullable JsonNode read(byte[] payload) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      JsonNode node = JSON.readTree(text);
      return node == null || node.isMissingNode() ? null : node;
    } catch (CharacterCodingException | JacksonException e) {
      return null;
    }
  }
}
