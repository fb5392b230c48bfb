package io.fieldbench.competency.exchange;

import io.fieldbench.competency.LocalizedText;
import tools.jackson.databind.JsonNode;

/** Makes texts of a framework, which has two languages, of what other formats hold. */
final class Texts {
  private static final String NOTHING = "?";

  private final Faults faults;

  Texts(Faults faults) {
    this.faults = faults;
  }

  /** Where faults are noted, by path. */
  interface Faults {
    void add(String path, String message);
  }

  /**
   * A text with its Chinese, where we have noted that; else the one there is stands for both.
   *
   * @param path of the object that has the field
   * @param noted may have zh
   */
  LocalizedText text(String path, JsonNode object, String field, JsonNode noted) {
    String text = object.path(field).asString("").strip();
    if (!isText(path + "." + field, text)) {
      return new LocalizedText(NOTHING, NOTHING);
    }
    String zh = noted.path("zh").asString("").strip();
    return new LocalizedText(text, zh.isEmpty() ? text : zh);
  }

  /** A text that we have written in both languages. */
  LocalizedText both(String path, JsonNode text) {
    String en = text.path("en").asString("").strip();
    String zh = text.path("zh").asString("").strip();
    boolean good = isText(path + ".en", en) & isText(path + ".zh", zh);
    return good ? new LocalizedText(en, zh) : new LocalizedText(NOTHING, NOTHING);
  }

  /** Whether it has a letter or figure and no control character; a problem where it has not. */
  boolean isText(String path, String text) {
    int control =
        text.chars()
            .filter(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)
            .findFirst()
            .orElse(-1);
    if (control >= 0) {
      faults.add(path, "has the control character U+%04X; take it out".formatted(control));
    } else if (!EscoUri.isText(text)) {
      faults.add(path, "is '%s'; a text is needed".formatted(text));
      return false;
    }
    return control < 0;
  }
}
