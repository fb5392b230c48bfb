package io.fieldbench.exercise;

import io.fieldbench.competency.LocalizedText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that differs from candidate to candidate.
 *
 * @param label present where the candidate is told the value
 * @param unit may be empty
 */
record Parameter(String name, Rule rule, @Nullable LocalizedText label, String unit) {

  /** How the value comes about. */
  sealed interface Rule {
    /**
     * @param draw a number from 0 to below the one given
     * @param earlier the values of the parameters before this one
     */
    String value(IntUnaryOperator draw, Map<String, String> earlier);
  }

  /** One of several; takes one draw. */
  record Choose(List<String> options) implements Rule {
    @Override
    public String value(IntUnaryOperator draw, Map<String, String> earlier) {
      return options.get(draw.applyAsInt(options.size()));
    }
  }

  /** A number on an evenly divided range, both ends included; takes one draw. */
  record Range(BigDecimal from, BigDecimal step, int steps) implements Rule {
    @Override
    public String value(IntUnaryOperator draw, Map<String, String> earlier) {
      return write(from.add(step.multiply(BigDecimal.valueOf(draw.applyAsInt(steps + 1)))));
    }
  }

  /** Earlier numbers, each times its factor, and a constant; takes no draw. */
  record Sum(Map<String, BigDecimal> factors, BigDecimal plus) implements Rule {
    @Override
    public String value(IntUnaryOperator draw, Map<String, String> earlier) {
      BigDecimal sum = plus;
      for (var term : factors.entrySet()) {
        BigDecimal value = new BigDecimal(earlier.getOrDefault(term.getKey(), "0"));
        sum = sum.add(value.multiply(term.getValue()));
      }
      return write(sum);
    }
  }

  /** A text with earlier values put in; takes no draw. */
  record Text(String text) implements Rule {
    @Override
    public String value(IntUnaryOperator draw, Map<String, String> earlier) {
      return Placeholders.fill(text, earlier);
    }
  }

  /**
   * An earlier whole number in two's complement, in hexadecimal digits; takes no draw.
   *
   * @param order of its bytes, A the most significant: ABCD, CDAB
   */
  record Hex(String of, String order) implements Rule {
    @Override
    public String value(IntUnaryOperator draw, Map<String, String> earlier) {
      String letters = Placeholders.fill(order, earlier);
      long number = new BigDecimal(earlier.getOrDefault(of, "0")).longValue();
      var hex = new StringBuilder();
      for (char letter : letters.toCharArray()) {
        int shift = 8 * (letters.length() - 1 - (letter - 'A'));
        hex.append("%02X".formatted((number >> shift) & 0xFF));
      }
      return hex.toString();
    }
  }

  /** Numbers are written exactly, without an exponent and without trailing zeros: 68.5, 68, 0. */
  private static String write(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
