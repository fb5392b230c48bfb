package io.fieldbench.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.fieldbench.portal.faults.DockerHere;
import io.fieldbench.portal.lab.Labs;
import io.fieldbench.portal.web.UserSettings;
import io.fieldbench.portal.web.UserSettings.Settings;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A trainee works in the browser alone: terminal, files and editor of a lab of containers. */
@EnabledIf(
    value = "io.fieldbench.portal.browser.WorkspaceIntegrationTests#canRun",
    disabledReason = WorkspaceIntegrationTests.MISSING)
@TestPropertySource(
    properties = {
      "spring.datasource.url=jdbc:h2:mem:workspace" + PortalBrowserTest.MEMORY,
      "fieldbench.data=target/browser/workspace",
      "fieldbench.lab.runtime=docker"
    })
class WorkspaceIntegrationTests extends PortalBrowserTest {
  static final String MISSING = "chromium is not installed, or " + DockerHere.MISSING;

  private static final String EXERCISE = "payload-normaliser";
  private static final double LONG = 60_000;

  static boolean canRun() {
    return Chromium.isInstalled() && DockerHere.answers();
  }

  @Autowired UserSettings settings;
  @Autowired Labs labs;

  @AfterEach
  void removeLabs() {
    DockerHere.endLabs(database, labs);
  }

  private static void awaitTerminal(Page page) {
    assertThat(page.locator("#terminal-state [data-state=connected]"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG));
    awaitPrinted(page, "\\$");
  }

  private static void awaitPrinted(Page page, String pattern) {
    assertThat(page.locator(".xterm-rows"))
        .containsText(
            Pattern.compile(pattern), new LocatorAssertions.ContainsTextOptions().setTimeout(LONG));
  }

  private static void type(Page page, String line) {
    page.locator(".xterm-helper-textarea").focus();
    page.keyboard().type(line);
    page.keyboard().press("Enter");
  }

  private static Locator file(Page page, String name) {
    return page.locator("#files a").filter(new Locator.FilterOptions().setHasText(name));
  }

  @Test
  void terminalFilesAndEditorShowOneWorkspace() {
    Page page = signedIn(window("en-GB", 1400), "trainee");
    page.navigate("/exercises/" + EXERCISE);
    page.locator("form[action$='/start'] button").click();
    page.waitForURL(url -> url.contains("/work/"));
    awaitTerminal(page);
    // The network of a new lab makes the browser try its requests again.
    complaints.clear();
    assertThat(page.locator("#services")).containsText("Docker");

    type(page, "echo one-$((40+2))");
    awaitPrinted(page, "one-42");
    page.reload();
    awaitTerminal(page);
    awaitPrinted(page, "one-42");

    file(page, "namespace.json").click();
    assertThat(page.locator(".cm-content")).isFocused();
    page.keyboard().press("Control+a");
    page.keyboard().type("{\"from\": \"the editor\"}");
    page.keyboard().press("Control+s");
    assertThat(page.locator("#file-state [data-state=saved]")).isVisible();
    type(page, "clear; cat namespace.json");
    awaitPrinted(page, "from\": \"the editor");

    everyoneCanSeeIt(page);
    whatTheLabChangesIsNotWrittenOver(page);
    namesStayText(page);
    theKeyboardGetsOut(page);
    assertThat(page.locator("#save-state")).containsText("Saved");
  }

  /** With a file open; in both languages, both themes and two widths. */
  private void everyoneCanSeeIt(Page page) {
    var inspection = new Inspection(complaints, settings);
    for (String language : List.of("zh", "en")) {
      settings.save("trainee", new Settings(language, "light"));
      page.reload();
      awaitTerminal(page);
      file(page, "normaliser.py").click();
      assertThat(page.locator(".cm-content")).containsText("import");
      inspection.inspect("workspace", page, language, 200, 200);
    }
    assertThat(inspection.faults()).isEmpty();
    file(page, "namespace.json").click();
    assertThat(page.locator(".cm-content")).containsText("the editor");
  }

  private void whatTheLabChangesIsNotWrittenOver(Page page) {
    page.locator(".cm-content").click();
    page.keyboard().type("mine ");
    type(page, "echo theirs > namespace.json");
    type(page, "echo done-$((1+1))");
    awaitPrinted(page, "done-2");
    page.locator("#file-save").click();
    assertThat(page.locator("#file-conflict")).isVisible();
    page.locator("#file-theirs").click();
    assertThat(page.locator(".cm-content")).containsText("theirs");
    assertThat(page.locator("#file-conflict")).isHidden();
    // The refusal is what was wanted; the browser notes it.
    complaints.removeIf(text -> text.contains("status of 409"));
  }

  private static void namesStayText(Page page) {
    String name = "<img src=x onerror=document.title=1>";
    String output = "<script>document.title=2</script>";
    type(
        page,
        "touch '"
            + name
            + ".txt' \"$(printf 'a\\033]0;b\\007')\"; printf '\\033]0;title\\007\\033[31m"
            + output
            + "\\n'");
    awaitPrinted(page, "<script>");
    assertThat(file(page, "<img src=x")).isVisible();
    assertThat(page.locator("#files img")).hasCount(0);
    assertThat(page.locator(".xterm-rows script")).hasCount(0);
    assertThat(page).hasTitle(Pattern.compile("Fieldbench$"));
    runsInACarelessPage(page, name, "1");
    runsInACarelessPage(page, output, "2");
  }

  /** The control: a page that has the same text as it is. */
  private static void runsInACarelessPage(Page page, String text, String title) {
    try (Page careless = page.context().newPage()) {
      careless.setContent("<ul><li>" + text + "</li></ul>");
      assertThat(careless).hasTitle(title);
    }
  }

  private static void theKeyboardGetsOut(Page page) {
    page.locator(".xterm-helper-textarea").focus();
    page.keyboard().press("Tab");
    assertThat(page.locator(".xterm-helper-textarea")).isFocused();
    page.keyboard().press("Shift+Tab");
    assertThat(page.locator("#terminal-reader")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#terminal-reader")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator(".xterm-accessibility")).hasCount(1);
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    // The link over the terminal, for those who do not want to go through it.
    assertThat(page.locator(".fb-terminal .fb-skip")).isFocused();
  }
}
