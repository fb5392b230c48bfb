package io.fieldbench.portal.web;

import io.fieldbench.competency.LocalizedText;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** {@code @text} in templates. */
@Component("text")
class TextHelper {
  /** The text in the language of the request. */
  public String of(LocalizedText text) {
    return text.in(LocaleContextHolder.getLocale());
  }
}
