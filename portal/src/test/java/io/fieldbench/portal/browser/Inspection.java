package io.fieldbench.portal.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.fieldbench.portal.web.UserSettings;
import io.fieldbench.portal.web.UserSettings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at pages in both languages, both themes and two widths, and notes what axe, the console and
 * the narrow window say.
 */
final class Inspection {
  private static final int WIDE = 1400;
  private static final int NARROW = 400;
  private static final boolean KEEP = Boolean.getBoolean("screenshots");
  private static final Path KEPT = Path.of("..", "docs", "screenshots");
  private static final Path ALL = Path.of("target", "screenshots");

  private static final Set<String> CHINESE_TOO =
      Set.of(
          "sign-in",
          "home",
          "competencies",
          "competency",
          "competency-linked",
          "coverage",
          "search",
          "exercise",
          "work",
          "workspace",
          "result-not-yet",
          "result",
          "record");

  /** Long ones that show what another does too. */
  private static final Set<String> NOT_KEPT =
      Set.of("compare-back", "coverage-list", "coverage-senior", "profile", "progress");

  private final List<String> faults = new ArrayList<>();
  private final List<String> complaints;
  private final UserSettings settings;

  /**
   * @param complaints what the consoles of all windows say
   */
  Inspection(List<String> complaints, UserSettings settings) {
    this.complaints = complaints;
    this.settings = settings;
  }

  /** What was wrong on any page so far. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** One page of a signed-in person, by its address. */
  void look(String name, Page page, String user, String path) {
    look(name, page, user, path, 200);
  }

  void look(String name, Page page, String user, String path, int status) {
    for (String language : List.of("en", "zh")) {
      settings.save(user, new Settings(language, "light"));
      Response response = page.navigate(path);
      inspect(name, page, language, response.status(), status);
    }
  }

  /** One page of a stranger, whose device says the language. */
  void look(String name, Map<String, BrowserContext> windows, String path, int status) {
    windows.forEach((language, window) -> {
      Page page = window.newPage();
      Response response = page.navigate(path);
      inspect(name, page, language, response.status(), status);
      page.close();
    });
  }

  /** The page as it is now, without asking for it again. */
  void inspect(String name, Page page, String language, int status, int expected) {
    String at = name + "." + language;
    if (status != expected) {
      faults.add(at + ": answered " + status);
    }
    for (int width : new int[] {WIDE, NARROW}) {
      page.setViewportSize(width, 900);
      for (String theme : List.of("dark", "light")) {
        page.evaluate("theme => document.documentElement.dataset.bsTheme = theme", theme);
        for (String violation : Chromium.violations(page)) {
          faults.add(at + "." + theme + "." + width + ": " + violation);
        }
        if (KEEP) {
          shoot(name, language, page, theme, width);
        }
      }
      if (!Chromium.fits(page)) {
        faults.add(at + "." + width + ": wider than its window");
      }
    }
    complaints.stream()
        .filter(text -> expected == 200 || !text.contains("status of " + expected))
        .forEach(text -> faults.add(at + ": " + text));
    complaints.clear();
    page.setViewportSize(WIDE, 900);
  }

  /** All in the build's folder, and some beside the documents. */
  private static void shoot(String name, String language, Page page, String theme, int width) {
    String dark = theme.equals("dark") ? ".dark" : "";
    String file = name + "." + language + dark + "." + width + ".png";
    byte[] png =
        page.screenshot(new Page.ScreenshotOptions().setPath(ALL.resolve(file)).setFullPage(true));
    if (dark.isEmpty() && isKept(name, language, width)) {
      SmallPicture.write(png, KEPT.resolve(file));
    }
  }

  /** Every page in English, the main ones in Chinese; the work page's states in one width. */
  private static boolean isKept(String name, String language, int width) {
    if (NOT_KEPT.contains(name)) {
      return false;
    }
    return language.equals("zh")
        ? CHINESE_TOO.contains(name)
        : width == WIDE || !name.startsWith("work-");
  }
}
