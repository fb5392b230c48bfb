package io.fieldbench.portal.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * {@code @times} in templates: moments in the server's time zone, dates as the language writes
 * them, 24-hour times. A moment is an Instant, OffsetDateTime or ZonedDateTime; null gives a dash.
 */
@Component("times")
class TimesHelper {
  private static final String NONE = "–";

  private final ZoneId zone = ZoneId.systemDefault();

  /** 21 Nov 2026, 10:41. */
  public String at(@Nullable TemporalAccessor moment) {
    return format(moment, "d MMM uuuu, HH:mm", "uuuu 年 M 月 d 日 HH:mm");
  }

  /** 21 Nov 2026, 10:41:06. */
  public String exact(@Nullable TemporalAccessor moment) {
    return format(moment, "d MMM uuuu, HH:mm:ss", "uuuu 年 M 月 d 日 HH:mm:ss");
  }

  /** 21 Nov 2026. */
  public String day(@Nullable TemporalAccessor moment) {
    return format(moment, "d MMM uuuu", "uuuu 年 M 月 d 日");
  }

  /** 10:41:06. */
  public String clock(@Nullable TemporalAccessor moment) {
    return format(moment, "HH:mm:ss", "HH:mm:ss");
  }

  /** 10:41:06.114, for evidence. */
  public String millis(@Nullable TemporalAccessor moment) {
    return format(moment, "HH:mm:ss.SSS", "HH:mm:ss.SSS");
  }

  /** For the attribute {@code datetime}; null for null, which leaves the attribute out. */
  public @Nullable String iso(@Nullable TemporalAccessor moment) {
    return moment == null ? null : Instant.from(moment).toString();
  }

  /** 47:12, from an hour on 1:47:12; never below 00:00. */
  public String left(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    long hours = seconds / 3600;
    String rest = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
    return hours == 0 ? rest : hours + ":" + rest;
  }

  private String format(@Nullable TemporalAccessor moment, String english, String chinese) {
    if (moment == null) {
      return NONE;
    }
    boolean zh = LocaleContextHolder.getLocale().getLanguage().equals("zh");
    return DateTimeFormatter.ofPattern(zh ? chinese : english, zh ? Locale.CHINESE : Locale.ENGLISH)
        .format(Instant.from(moment).atZone(zone));
  }
}
