package io.fieldbench.assessment;

import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.exercise.MessagePattern.Condition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Names and values, written alike in both languages: {@code state = RAISED, seq = 412}. */
public final class Facts {
  private Facts() {}

  /**
   * The conditions of a pattern: {@code quality = GOOD, value ≥ 68.5}; empty where there are none.
   */
  public static String conditions(MessagePattern pattern) {
    return new TreeMap<>(pattern.where())
        .entrySet().stream().map(Facts::condition).collect(Collectors.joining(", "));
  }

  private static String condition(Map.Entry<String, Condition> entry) {
    String name = name(entry.getKey());
    Condition condition = entry.getValue();
    var parts = new ArrayList<String>();
    if (condition.equalTo() != null) {
      parts.add(name + " = " + condition.equalTo());
    }
    if (condition.atLeast() != null) {
      parts.add(name + " ≥ " + condition.atLeast().toPlainString());
    }
    if (condition.atMost() != null) {
      parts.add(name + " ≤ " + condition.atMost().toPlainString());
    }
    return String.join(", ", parts);
  }

  /** What a message says where the pattern and the pointers look, and its QoS. */
  static String of(Message message, MessagePattern pattern, List<String> pointers) {
    var all = new LinkedHashSet<String>(new TreeMap<>(pattern.where()).keySet());
    all.addAll(pointers);
    String values = values(message, List.copyOf(all));
    return (values.isEmpty() ? PlainText.of(message.seen().payload(), 40) : values)
        + ", QoS "
        + message.seen().qos();
  }

  static String values(Message message, List<String> pointers) {
    return values(message.json(), pointers);
  }

  static String values(@Nullable JsonNode json, List<String> pointers) {
    return pointers.stream()
        .map(pointer -> name(pointer) + " = " + value(Json.value(json, pointer)))
        .collect(Collectors.joining(", "));
  }

  static String names(List<String> pointers) {
    return pointers.stream().map(Facts::name).collect(Collectors.joining(", "));
  }

  private static String name(String pointer) {
    return pointer.startsWith("/") ? pointer.substring(1) : pointer;
  }

  private static String value(@Nullable JsonNode value) {
    return value == null
        ? "–"
        : PlainText.of(value.isString() ? quoted(value) : value.toString(), 40);
  }

  /** Text that could be taken for a number is shown with its quotes. */
  private static String quoted(JsonNode value) {
    String text = value.stringValue();
    return text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) >= 0 ? value.toString() : text;
  }
}
