package io.fieldbench.exercise;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which messages are meant. */
final class PatternReader {
  private PatternReader() {}

  /** From {@code {topic: …, where: {/pointer: {equals | at-least | at-most: …}}}}. */
  static MessagePattern read(Node node) {
    return within(node.object("topic", "where"));
  }

  /** From a mapping that has other keys too, which the caller has looked at. */
  static MessagePattern within(Node node) {
    return new MessagePattern(
        node.at("topic").filter(),
        node.optional("where").map(PatternReader::conditions).orElse(Map.of()));
  }

  /** From {@code {/pointer: {equals | at-least | at-most: …}}}. */
  static Map<String, MessagePattern.Condition> conditions(Node node) {
    var where = new LinkedHashMap<String, MessagePattern.Condition>();
    node.members()
        .forEach((pointer, condition) -> {
          if (!pointer.startsWith("/")) {
            condition.problem("is no JSON pointer; write /" + pointer);
          }
          where.put(pointer, condition(condition));
        });
    return where;
  }

  private static MessagePattern.Condition condition(Node node) {
    Node given = node.object("equals", "at-least", "at-most");
    @Nullable String equal = given.optional("equals").map(Node::text).orElse(null);
    @Nullable BigDecimal least = given.optional("at-least").map(Node::decimal).orElse(null);
    @Nullable BigDecimal most = given.optional("at-most").map(Node::decimal).orElse(null);
    if (!given.missing() && given.members().isEmpty()) {
      given.problem("must have equals, at-least or at-most");
    }
    return new MessagePattern.Condition(equal, least, most);
  }
}
