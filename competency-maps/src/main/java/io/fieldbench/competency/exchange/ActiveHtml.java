package io.fieldbench.competency.exchange;

import io.fieldbench.competency.FrameworkException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML that would do something on a page. Pages show every text as it is, and so nothing happens;
 * but no framework has any, other programs may be less careful with what we hand on, and who
 * imports a file should know. Marks as {@code <b>} stay.
 */
public final class ActiveHtml {
  static final String PROBLEM = "has HTML that does something on a page; take it out";

  private static final Pattern ACTIVE =
      Pattern.compile(
          "(?i)<\\s*/?\\s*(?:script|iframe|frame|object|embed|applet|form|meta|link|base|svg|math"
              + "|style)\\b"
              + "|<[^<>]{1,300}\\s(?:on[a-z]{3,20}|style)\\s*="
              + "|<[^<>]{1,300}=\\s*[\"']?\\s*(?:javascript|vbscript|data)\\s*:"
              + "|^\\s*(?:javascript|vbscript):\\S");

  private ActiveHtml() {}

  static boolean isIn(String text) {
    return ACTIVE.matcher(text).find();
  }

  /**
   * Of a file of which the lines are the texts.
   *
   * @throws FrameworkException with the line and column of each
   */
  public static void refuse(String name, byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    var problems = new ArrayList<String>();
    for (int i = 0; i < lines.size() && problems.size() < Problems.TOLD; i++) {
      Matcher active = ACTIVE.matcher(lines.get(i));
      if (active.find()) {
        problems.add(
            "%s: line %d, column %d: %s".formatted(name, i + 1, active.start() + 1, PROBLEM));
      }
    }
    if (!problems.isEmpty()) {
      throw new FrameworkException(problems);
    }
  }
}
