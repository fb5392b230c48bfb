package io.fieldbench.lab;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in place of {@code ${name}}; {@code $$} stands for a dollar sign.
 *
 * <p>It works on one text of a parsed file, so a value can not become another key or another type.
 */
record Interpolation(Map<String, String> variables) {
  private static final Pattern DOLLAR =
      Pattern.compile("\\$(?:\\$|\\{(?<name>[A-Za-z][A-Za-z0-9_-]*)})?");
  private static final Pattern ANYTHING = Pattern.compile("(?s).*");

  /** Reports what is wrong and then returns the text with that part as it was. */
  String apply(String text, Consumer<String> problems) {
    return apply(text, ANYTHING, "", problems);
  }

  /**
   * As {@link #apply(String, Consumer)}, where a value must match a pattern.
   *
   * @param rule what the pattern demands, for the message
   */
  String apply(String text, Pattern value, String rule, Consumer<String> problems) {
    return DOLLAR
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                one(found.group(), found.group("name"), value, rule, problems)));
  }

  private String one(
      String found, @Nullable String name, Pattern value, String rule, Consumer<String> problems) {
    if (found.equals("$$")) {
      return "$";
    }
    if (name == null) {
      problems.accept("a lone '$'; write ${name} for a variable and $$ for a dollar sign");
      return found;
    }
    String replacement = variables.get(name);
    if (replacement == null) {
      problems.accept(
          "unknown variable '%s'; known: %s".formatted(name, new TreeSet<>(variables.keySet())));
      return found;
    }
    if (!value.matcher(replacement).matches()) {
      problems.accept("the value of the variable '%s' %s".formatted(name, rule));
    }
    return replacement;
  }
}
