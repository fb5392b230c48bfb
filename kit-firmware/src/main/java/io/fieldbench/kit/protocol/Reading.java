package io.fieldbench.kit.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * The payload of a measurement: a JSON object {@code
 * {"value":71.52,"unit":"°C","quality":"GOOD","time":"2026-01-01T00:00:00.123Z","seq":17}}.
 *
 * @param value finite; rounded here to two decimals; what the sensor gave even when the quality is
 *     BAD
 * @param time when it was measured, by the kit's clock, UTC, milliseconds
 * @param seq counts up by one for each reading of a tag since the kit's start
 */
public record Reading(double value, String unit, Quality quality, Instant time, long seq) {
  public Reading {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value " + value + " is not finite");
    }
    value = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
  }
}
