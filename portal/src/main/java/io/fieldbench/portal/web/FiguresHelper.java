package io.fieldbench.portal.web;

import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** {@code @figures} in templates: numbers as the language writes them. */
@Component("figures")
class FiguresHelper {
  /** 1,234.5 with at most three decimals; a dash for null. */
  public String of(@Nullable Number number) {
    if (number == null) {
      return "–";
    }
    NumberFormat format = NumberFormat.getNumberInstance(LocaleContextHolder.getLocale());
    format.setMaximumFractionDigits(3);
    return format.format(number);
  }

  /** 61.4 °C, never broken between the two. */
  public String with(@Nullable Number number, String unit) {
    return of(number) + "\u00a0" + unit;
  }

  /** A length for a meter: the share of the limit in percent, 0 to 100, as SVG writes it. */
  public String share(Number part, Number limit) {
    double share = limit.doubleValue() <= 0 ? 0 : 100 * part.doubleValue() / limit.doubleValue();
    return String.format(Locale.ROOT, "%.1f", Math.clamp(share, 0, 100));
  }
}
