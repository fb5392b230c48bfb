package io.fieldbench.portal.web;

import io.fieldbench.portal.web.UserSettings.Settings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layout knows of a request; every template reads it as {@code frame}.
 *
 * @param person who is signed in, or null
 * @param path where the language switch returns to, with its query
 * @param now the server's time
 */
record Frame(@Nullable Visitor person, Settings settings, String path, Instant now) {
  public String language() {
    return settings.language();
  }

  public String theme() {
    return settings.theme();
  }

  public List<String> themes() {
    return Choices.THEMES;
  }

  /** The theme to paint until a script has asked the device. */
  public String firstTheme() {
    return followsDevice() ? "light" : settings.theme();
  }

  public boolean followsDevice() {
    return settings.theme().equals("auto");
  }

  public String htmlLanguage() {
    return tag(language());
  }

  public String otherLanguage() {
    return language().equals("zh") ? "en" : "zh";
  }

  public String otherHtmlLanguage() {
    return tag(otherLanguage());
  }

  /** Its name in itself, for those who cannot read the present one. */
  public String otherLanguageName() {
    return language().equals("zh") ? "English" : "中文";
  }

  public List<Navigation.Entry> navigation() {
    return Navigation.of(person);
  }

  private static String tag(String language) {
    return language.equals("zh") ? "zh-CN" : "en";
  }
}
