package io.fieldbench.portal.web;

import io.fieldbench.portal.web.UserSettings.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.util.WebUtils;

/**
 * Language and theme of a request: the user's stored ones, else those of the cookies, else what the
 * browser asks for.
 */
@Component
class Choices {
  static final List<String> LANGUAGES = List.of("en", "zh");
  static final List<String> THEMES = List.of("light", "dark", "auto");

  private static final Logger log = LoggerFactory.getLogger(Choices.class);
  private static final String CACHED = Choices.class.getName();
  private static final String LANGUAGE_COOKIE = "fb-lang";
  private static final String THEME_COOKIE = "fb-theme";

  private final ObjectProvider<UserSettings> stored;

  Choices(ObjectProvider<UserSettings> stored) {
    this.stored = stored;
  }

  Settings of(HttpServletRequest request) {
    String username = Visitor.currentName();
    if (request.getAttribute(CACHED) instanceof Cached cached && cached.isOf(username)) {
      return cached.settings();
    }
    Settings settings = username == null ? null : find(username);
    if (settings == null) {
      settings = ofBrowser(request);
    }
    request.setAttribute(CACHED, new Cached(username, settings));
    return settings;
  }

  void save(HttpServletRequest request, HttpServletResponse response, Settings settings) {
    String username = Visitor.currentName();
    UserSettings store = stored.getIfAvailable();
    if (username != null && store != null) {
      store.save(username, settings);
    }
    // The sign-in page speaks the language that its last user chose.
    keep(response, request, LANGUAGE_COOKIE, settings.language());
    keep(response, request, THEME_COOKIE, settings.theme());
    request.removeAttribute(CACHED);
  }

  /** Null where there is no store, or it fails: then a page about that failure still has a look. */
  private @Nullable Settings find(String username) {
    UserSettings store = stored.getIfAvailable();
    if (store == null) {
      return null;
    }
    try {
      return store.find(username);
    } catch (DataAccessException | TransactionException e) {
      log.warn("The settings of a user could not be read", e);
      return null;
    }
  }

  private static Settings ofBrowser(HttpServletRequest request) {
    String language = cookie(request, LANGUAGE_COOKIE, LANGUAGES);
    String theme = cookie(request, THEME_COOKIE, THEMES);
    return new Settings(
        language == null ? preferred(request) : language, theme == null ? "light" : theme);
  }

  private static String preferred(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
      return "en";
    }
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .filter(LANGUAGES::contains)
        .findFirst()
        .orElse("en");
  }

  private static @Nullable String cookie(
      HttpServletRequest request, String name, List<String> allowed) {
    Cookie cookie = WebUtils.getCookie(request, name);
    return cookie != null && allowed.contains(cookie.getValue()) ? cookie.getValue() : null;
  }

  private static void keep(
      HttpServletResponse response, HttpServletRequest request, String name, String value) {
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .path("/")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(Duration.ofDays(365))
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private record Cached(@Nullable String username, Settings settings) {
    boolean isOf(@Nullable String other) {
      return Objects.equals(username, other);
    }
  }
}
