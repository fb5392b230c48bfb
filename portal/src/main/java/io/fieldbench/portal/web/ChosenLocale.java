package io.fieldbench.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** The language of a request, from {@link Choices}; the name is the one that Spring looks for. */
@Component("localeResolver")
class ChosenLocale implements LocaleResolver {
  private final Choices choices;

  ChosenLocale(Choices choices) {
    this.choices = choices;
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return choices.of(request).language().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("A language is chosen by POST /settings/language");
  }
}
