package io.fieldbench.lab;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource limits as Compose writes them. */
final class Quantities {
  private static final Pattern MEMORY = Pattern.compile("([1-9]\\d{0,8})([bkmg])b?");
  private static final Pattern CPUS = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,4}");

  private Quantities() {}

  /** Bytes: 64M is 64 · 1024 · 1024. */
  static Optional<Long> memory(String text) {
    Matcher matcher = MEMORY.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int shift = 10 * "bkmg".indexOf(matcher.group(2));
    return Optional.of(Long.parseLong(matcher.group(1)) << shift);
  }

  /** More than 0, as a part of one processor. */
  static Optional<Double> cpus(String text) {
    return CPUS.matcher(text).matches()
        ? Optional.of(Double.valueOf(text)).filter(cpus -> cpus > 0)
        : Optional.empty();
  }

  /** From 1 to 99999. */
  static Optional<Integer> count(String text) {
    return COUNT.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** From 1 to 65535. */
  static Optional<Integer> port(String text) {
    return count(text).filter(port -> port <= 65_535);
  }
}
