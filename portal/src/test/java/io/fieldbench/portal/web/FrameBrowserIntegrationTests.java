package io.fieldbench.portal.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.fieldbench.portal.browser.Chromium;
import io.fieldbench.portal.web.UserSettings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What only a browser can tell of the frame: the policy holds, axe is content, scripts behave. */
@EnabledIf(
    value = "io.fieldbench.portal.browser.Chromium#isInstalled",
    disabledReason = "chromium is not installed")
class FrameBrowserIntegrationTests extends WebIntegrationTest {
  private static Chromium chromium;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void leave() {
    if (context != null) {
      context.close();
    }
  }

  private Page open(String path, int width, boolean script) {
    String[] signedIn = as("TRAINEE");
    context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setExtraHTTPHeaders(Map.of(signedIn[0], signedIn[1]))
                    .setViewportSize(width, 900)
                    .setJavaScriptEnabled(script)
                    .setColorScheme(ColorScheme.DARK)
                    .setPermissions(List.of("clipboard-read", "clipboard-write")));
    context.setDefaultTimeout(10_000);
    Page page = context.newPage();
    Chromium.watch(page, complaints::add);
    page.navigate(uri(path).toString());
    return page;
  }

  @ParameterizedTest
  @CsvSource({"en,light,1400", "zh,dark,1400", "en,dark,400", "zh,light,400", "en,auto,1400"})
  void looksRightToThePolicyAndToAxe(String language, String theme, int width) {
    settings.save("TRAINEE", new Settings(language, theme));
    Page page = open("/demo/page?heading=A+status", width, true);
    page.locator(".fb-menu > summary").click();
    List<String> serious = Chromium.violations(page);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                Path.of(
                    "target/screenshots/frame." + language + "." + theme + "." + width + ".png"))
            .setFullPage(true));
    assertThat(serious).isEmpty();
    assertThat(complaints).isEmpty();
    assertThat(Chromium.fits(page)).isTrue();
    assertThat(page.evaluate("document.documentElement.dataset.bsTheme"))
        .isEqualTo(theme.equals("light") ? "light" : "dark");
  }

  @Test
  void aSwapLeavesFocusAndWhatTheReaderOpened() {
    Page page = open("/demo/page?heading=a", 1400, true);
    page.locator("#check-1 > summary").click();
    page.locator("#check-2 > summary").click();
    page.locator("#checks").evaluate("e => e.dataset.old = 'yes'");
    page.locator("#again").click();
    assertThat(page.locator("#checks[data-old]")).hasCount(0);
    assertThat(page.locator("#check-2[open]")).hasCount(1);
    assertThat(page.locator("#check-1[open]")).hasCount(0);
    assertThat(page.locator("#again")).isFocused();
  }

  @Test
  void aFailedFetchIsSaidInTheCornerAndChangesNothingElse() {
    Page page = open("/demo/page?heading=a", 1400, true);
    page.locator("#fail").click();
    assertThat(page.locator("#fb-alert")).containsText("Something of ours failed");
    assertThat(page.locator("#check-1")).isVisible();
    page.locator("#fb-alert [data-dismiss]").click();
    assertThat(page.locator("#fb-alert .fb-note")).hasCount(0);
  }

  @Test
  void fetchesAgainOnAnEventAndAfterALostConnection() throws IOException {
    Page page = open("/demo/page?heading=a", 1400, true);
    await().until(() -> !DemoPages.Pages.listeners.isEmpty());
    String first = page.locator("#beats").textContent();
    for (SseEmitter listener : DemoPages.Pages.listeners) {
      listener.send(SseEmitter.event().name("beat").data("1"));
    }
    assertThat(page.locator("#beats")).not().hasText(first);
    String second = page.locator("#beats").textContent();
    context.setOffline(true);
    DemoPages.Pages.listeners.forEach(SseEmitter::complete);
    assertThat(page.locator("#fb-offline")).isVisible();
    context.setOffline(false);
    assertThat(page.locator("#fb-offline"))
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(30_000));
    assertThat(page.locator("#beats")).not().hasText(second);
  }

  @Test
  void aRequestThatFoundNoWayIsMadeAgainAndTheNoteGoes() throws IOException {
    Page page = open("/demo/page?heading=a", 1400, true);
    await().until(() -> !DemoPages.Pages.listeners.isEmpty());
    String first = page.locator("#beats").textContent();
    var refused = new AtomicInteger();
    page.route(
        "**/demo/page",
        route -> {
          if (refused.getAndIncrement() == 0) {
            route.abort();
          } else {
            route.resume();
          }
        });
    for (SseEmitter listener : DemoPages.Pages.listeners) {
      listener.send(SseEmitter.event().name("beat").data("1"));
    }
    assertThat(page.locator("#fb-offline")).isVisible();
    assertThat(page.locator("#beats")).not().hasText(first);
    assertThat(page.locator("#fb-offline")).isHidden();
    assertThat(refused.get()).isEqualTo(2);
    DemoPages.Pages.listeners.forEach(SseEmitter::complete);
  }

  @Test
  void copiesAndSaysSo() {
    Page page = open("/demo/page?heading=a", 1400, true);
    page.locator("[data-copy]").click();
    assertThat(page.locator("[data-copy]")).containsText("Copied");
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("127.0.0.1:1883");
  }

  @Test
  void aSecondPressSendsNothing() {
    int before = DemoPages.Pages.counted.get();
    Page page = open("/demo/page?heading=a", 1400, true);
    page.waitForNavigation(() ->
        page.evaluate(
            "() => { const b = document.querySelector('form[data-once]"
                + " [type=submit]:not(.btn-outline-danger)'); b.click(); b.click(); b.click(); }"));
    assertThat(page.locator("main")).isVisible();
    assertThat(DemoPages.Pages.counted.get()).isEqualTo(before + 1);
  }

  @Test
  void escapeClosesTheMenu() {
    Page page = open("/demo/page?heading=a", 1400, true);
    page.locator(".fb-menu > summary").click();
    assertThat(page.locator(".fb-menu[open]")).hasCount(1);
    page.keyboard().press("Escape");
    assertThat(page.locator(".fb-menu[open]")).hasCount(0);
    assertThat(page.locator(".fb-menu > summary")).isFocused();
  }

  @Test
  void menuThemeAndLanguageWorkWithoutScripts() {
    Page page = open("/demo/page?heading=a", 1400, false);
    page.locator(".fb-menu > summary").click();
    page.locator("button[name=theme][value=dark]").click();
    assertThat(page.locator("html[data-bs-theme=dark]")).hasCount(1);
    page.locator("button[name=language]").click();
    assertThat(page.locator("html[lang=zh-CN]")).hasCount(1);
    assertThat(page.locator("[data-copy]")).isHidden();
    assertThat(page.url()).endsWith("/demo/page?heading=a");
  }
}
