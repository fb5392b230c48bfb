package io.fieldbench.exercise;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which MQTT messages are meant.
 *
 * @param topic a topic filter
 * @param where conditions on the JSON payload by JSON pointer; a payload that is no JSON meets none
 */
public record MessagePattern(String topic, Map<String, Condition> where) {
  public MessagePattern {
    where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
  }

  /** All that is given must hold. Numbers are compared as decimals, other values as text. */
  public record Condition(
      @Nullable String equalTo, @Nullable BigDecimal atLeast, @Nullable BigDecimal atMost) {}
}
