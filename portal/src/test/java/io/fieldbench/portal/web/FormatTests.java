package io.fieldbench.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.LocalizedText;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class FormatTests {
  private final TimesHelper times = new TimesHelper();
  private final FiguresHelper figures = new FiguresHelper();
  private final ZonedDateTime moment =
      LocalDateTime.of(2026, 11, 21, 22, 41, 6, 114_000_000).atZone(ZoneId.systemDefault());

  @AfterEach
  void reset() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Test
  void writesTimesAsTheLanguageDoes() {
    LocaleContextHolder.setLocale(Locale.ENGLISH);
    assertThat(times.at(moment.toInstant())).isEqualTo("21 Nov 2026, 22:41");
    assertThat(times.exact(moment.toOffsetDateTime())).isEqualTo("21 Nov 2026, 22:41:06");
    LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    assertThat(times.at(moment)).isEqualTo("2026 年 11 月 21 日 22:41");
    assertThat(times.day(moment)).isEqualTo("2026 年 11 月 21 日");
    assertThat(times.millis(moment)).isEqualTo("22:41:06.114");
    assertThat(times.at(null)).isEqualTo("–");
  }

  @Test
  void writesTheTimeLeft() {
    assertThat(times.left(Duration.ofSeconds(47 * 60 + 12))).isEqualTo("47:12");
    assertThat(times.left(Duration.ofSeconds(3600 + 62))).isEqualTo("1:01:02");
    assertThat(times.left(Duration.ofSeconds(-5))).isEqualTo("00:00");
  }

  @Test
  void writesFigures() {
    LocaleContextHolder.setLocale(Locale.ENGLISH);
    assertThat(figures.with(1234.5, "°C")).isEqualTo("1,234.5\u00a0°C");
    assertThat(figures.with(null, "°C")).isEqualTo("–\u00a0°C");
    assertThat(figures.share(1, 3)).isEqualTo("33.3");
    assertThat(figures.share(5, 3)).isEqualTo("100.0");
    assertThat(figures.share(5, 0)).isEqualTo("0.0");
  }

  @Test
  void takesTheTextOfTheLanguage() {
    LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    assertThat(new TextHelper().of(new LocalizedText("Check", "检查"))).isEqualTo("检查");
  }
}
