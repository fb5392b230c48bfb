package io.fieldbench.lab.docker;

import java.util.regex.Pattern;

/** Texts from containers and the Engine, made harmless for logs and pages. */
final class Printable {
  private static final Pattern ESCAPE = Pattern.compile("\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|.)");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]+");

  private Printable() {}

  /** Without escape sequences and control characters; lines are joined by " | ". */
  static String of(String text) {
    return String.join(
        " | ",
        text.lines()
            .map(line -> UNPRINTABLE.matcher(ESCAPE.matcher(line).replaceAll("")).replaceAll(" "))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList());
  }
}
