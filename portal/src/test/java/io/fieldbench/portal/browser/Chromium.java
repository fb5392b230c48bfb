package io.fieldbench.portal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Debian's chromium under Playwright. To be used by one thread. */
public final class Chromium implements AutoCloseable {
  private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
  private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /**
   * What the console says where an address of this machine came or went, as with the containers of
   * other tests: the browser then drops what is under way, and the page asks again. htmx repeats
   * that a request failed; the browser itself says why, in a message of its own.
   */
  private static final List<String> OF_THE_MACHINE =
      List.of("net::ERR_NETWORK_CHANGED", "htmx:sendError,", "htmx:afterRequest,");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(EXECUTABLE);
  }

  public static Chromium start() {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options = new LaunchOptions().setExecutablePath(EXECUTABLE).setArgs(FLAGS);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  public Browser browser() {
    return browser;
  }

  /**
   * Tells every error that the page's console shows (broken policy included) or a script throws.
   */
  public static void watch(Page page, Consumer<String> complaints) {
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")
          && OF_THE_MACHINE.stream().noneMatch(message.text()::contains)) {
        complaints.accept(message.text());
      }
    });
    page.onPageError(complaints);
  }

  /** What axe finds serious or critical: rule and elements, one entry a rule. */
  public static List<String> violations(Page page) {
    if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
      try {
        page.evaluate(Files.readString(AXE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(v => ['serious', 'critical'].includes(v.impact))
              .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 200)).join(' | '))
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** Whether the page is no wider than its window. */
  public static boolean fits(Page page) {
    return Boolean.TRUE.equals(
        page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
