package io.fieldbench.kit.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reading that a kit gives in place of a measured one, as a field device does in its simulation
 * mode. The value of the command {@code simulate} is a list of them for the next ticks, separated
 * by spaces: {@code "62.5*3 62.49 70! 71?*2"}, where {@code !} marks a BAD and {@code ?} an
 * UNCERTAIN one and {@code *3} repeats it; {@code none} ends a simulation early.
 */
public record SimulatedReading(double value, Quality quality) {
  private static final int MOST = 200;
  private static final Pattern FORM =
      Pattern.compile("(-?\\d{1,3}(?:\\.\\d{1,2})?)([!?]?)(?:\\*([1-9]\\d{0,2}))?");

  /**
   * Reads the value of a command.
   *
   * @return empty for {@code none}
   * @throws IllegalArgumentException naming the first part that is no reading
   */
  public static List<SimulatedReading> parse(String text) {
    if (text.equals("none")) {
      return List.of();
    }
    List<SimulatedReading> readings =
        Arrays.stream(text.strip().split(" +")).flatMap(SimulatedReading::repeated).toList();
    if (readings.size() > MOST) {
      throw new IllegalArgumentException(
          "simulate takes at most %d readings, not %d".formatted(MOST, readings.size()));
    }
    return readings;
  }

  private static Stream<SimulatedReading> repeated(String part) {
    Matcher form = FORM.matcher(part);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no reading to simulate; write a number with at most two decimals, then ! for BAD"
                  .formatted(part)
              + " or ? for UNCERTAIN, then *3 to repeat it");
    }
    Quality quality =
        switch (form.group(2)) {
          case "!" -> Quality.BAD;
          case "?" -> Quality.UNCERTAIN;
          default -> Quality.GOOD;
        };
    int times = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
    var reading = new SimulatedReading(Double.parseDouble(form.group(1)), quality);
    return Collections.nCopies(times, reading).stream();
  }
}
