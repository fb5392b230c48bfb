package io.fieldbench.assessment;

import io.fieldbench.exercise.MessagePattern.Condition;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a trainee wrote, read as JSON; numbers are decimals. */
final class Json {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Null where it is not one JSON value in UTF-8. */
  static @Nullable JsonNode read(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      JsonNode node = JSON.readTree(text);
      return node == null || node.isMissingNode() ? null : node;
    } catch (CharacterCodingException | JacksonException e) {
      return null;
    }
  }

  /** The value at a JSON pointer, null where there is none. */
  static @Nullable JsonNode value(@Nullable JsonNode json, String pointer) {
    if (json == null) {
      return null;
    }
    JsonNode value = json.at(JsonPointer.compile(pointer));
    return value.isMissingNode() ? null : value;
  }

  /** Whether every condition holds at its JSON pointer. */
  static boolean meets(@Nullable JsonNode json, Map<String, Condition> where) {
    return where.entrySet().stream()
        .allMatch(entry -> meets(value(json, entry.getKey()), entry.getValue()));
  }

  static boolean meets(@Nullable JsonNode value, Condition condition) {
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
}
