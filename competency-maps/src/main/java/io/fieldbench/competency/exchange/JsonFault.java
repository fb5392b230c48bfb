package io.fieldbench.competency.exchange;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Says in words of a user what Jackson says in its own. */
final class JsonFault {
  /** How its reader could be made to take what is no JSON, and places that it does not know. */
  private static final Pattern OWN_WORDS =
      Pattern.compile(
          ": enable `[^`]*` to allow|\\(not recognized[^)]*\\)|\\(consider enabling `.*"
              + "| *\\((?:for \\w+ starting|start marker) at \\[Source: [^\\]]*]\\)");

  private JsonFault() {}

  static String of(JacksonException e) {
    String said = String.valueOf(e.getOriginalMessage());
    if (e instanceof StreamConstraintsException) {
      return limit(said);
    }
    String first = said.lines().findFirst().orElse("");
    return "is no valid JSON: " + OWN_WORDS.matcher(first).replaceAll("").strip();
  }

  /** Which limit of {@link JsonFile} it was is told by the first words alone. */
  private static String limit(String said) {
    if (said.startsWith("Document nesting")) {
      return "is nested deeper than " + JsonFile.DEEPEST;
    }
    if (said.startsWith("Token count")) {
      return "holds more than %d values, names and brackets; no framework needs so many"
          .formatted(JsonFile.MOST);
    }
    if (said.startsWith("String")) {
      return "has a text of more than %d characters".formatted(JsonFile.LONGEST_TEXT);
    }
    if (said.startsWith("Number")) {
      return "has a number of more than %d characters".formatted(JsonFile.LONGEST_NUMBER);
    }
    return "has a name of more than %d characters".formatted(JsonFile.LONGEST_NAME);
  }
}
