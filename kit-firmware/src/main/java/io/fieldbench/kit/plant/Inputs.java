package io.fieldbench.kit.plant;

/** Reads what a command sets. */
final class Inputs {
  private Inputs() {}

  /**
   * @throws IllegalArgumentException when the text is no plain decimal number within the limits
   */
  static double number(String input, String text, double from, double to) {
    if (text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      double number = Double.parseDouble(text);
      if (number >= from && number <= to) {
        return number;
      }
    }
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    throw new IllegalArgumentException(
        "%s takes a number from %.0f to %.0f, not '%s'".formatted(input, from, to, shown));
  }
}
