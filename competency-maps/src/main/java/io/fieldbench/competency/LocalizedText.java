package io.fieldbench.competency;

import java.util.Locale;
import java.util.Objects;

/** A text in the two languages that every page speaks. Neither may be blank. */
public record LocalizedText(String en, String zh) {
  public LocalizedText {
    if (Objects.requireNonNull(en, "en").isBlank() || Objects.requireNonNull(zh, "zh").isBlank()) {
      throw new IllegalArgumentException(
          "a text needs both languages; en: '" + en + "', zh: '" + zh + "'");
    }
  }

  /** One text for both, as of a source that has only one language. */
  public static LocalizedText same(String text) {
    return new LocalizedText(text, text);
  }

  /** The Chinese text for any Chinese locale, the English one for all others. */
  public String in(Locale locale) {
    return "zh".equals(locale.getLanguage()) ? zh : en;
  }
}
