package io.fieldbench.assessment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes text from a lab fit to be shown: nothing invisible, nothing that reorders, bounded. */
final class PlainText {
  private PlainText() {}

  /** The beginning of a payload, read as UTF-8. */
  static String of(byte[] payload, int limit) {
    int bytes = Math.min(payload.length, 4 * limit + 4);
    String text = new String(Arrays.copyOf(payload, bytes), StandardCharsets.UTF_8);
    return of(bytes < payload.length ? text + "…" : text, limit);
  }

  /**
   * Replaces white space by spaces, and what does not show or changes the direction of what follows
   * by U+FFFD.
   *
   * @param limit code points that are kept; a longer text ends with an ellipsis
   */
  static String of(String text, int limit) {
    var result = new StringBuilder();
    int kept = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (kept++ == limit) {
        return result.append('…').toString();
      }
      result.appendCodePoint(shown(text.codePointAt(i)));
    }
    return result.toString();
  }

  private static int shown(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          ' ';
      case Character.CONTROL -> c == '\n' || c == '\r' || c == '\t' ? ' ' : 0xFFFD;
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.ENCLOSING_MARK ->
          0xFFFD;
      default -> c;
    };
  }
}
