package io.fieldbench.portal.web;

import io.fieldbench.portal.web.UserSettings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The switches in the top bar; both return to the page they were pressed on. */
@Controller
class SettingsController {
  private final Choices choices;

  SettingsController(Choices choices) {
    this.choices = choices;
  }

  @PostMapping("/settings/language")
  ResponseEntity<Void> language(
      @RequestParam String language,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    check(language, Choices.LANGUAGES);
    choices.save(request, response, new Settings(language, choices.of(request).theme()));
    return back(to);
  }

  @PostMapping("/settings/theme")
  ResponseEntity<Void> theme(
      @RequestParam String theme,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    check(theme, Choices.THEMES);
    choices.save(request, response, new Settings(choices.of(request).language(), theme));
    return back(to);
  }

  private static void check(String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "one of " + allowed);
    }
  }

  private static ResponseEntity<Void> back(@Nullable String to) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(LocalPath.orHome(to)))
        .build();
  }
}
