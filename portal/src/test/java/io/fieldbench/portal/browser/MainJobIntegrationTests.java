package io.fieldbench.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Grader;
import io.fieldbench.assessment.Verdict;
import io.fieldbench.exercise.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/** A trainee does the whole job, with a wrong program first and the right one after. */
@EnabledIf(
    value = "io.fieldbench.portal.browser.Chromium#isInstalled",
    disabledReason = "chromium is not installed")
@TestPropertySource(
    properties = {
      "spring.datasource.url=jdbc:h2:mem:main-job" + PortalBrowserTest.MEMORY,
      "fieldbench.data=target/browser/main-job"
    })
class MainJobIntegrationTests extends PortalBrowserTest {
  private static final Locator.GetByTextOptions EXACT =
      new Locator.GetByTextOptions().setExact(true);
  private static final Duration HEATING = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void fromSignInToTheRecord(Reader reader) throws IOException {
    Page page = window(reader.locale, 1400).newPage();
    signInByKeyboard(page, reader);
    startByKeyboard(page, reader);
    WorkPage work = new WorkPage(page).awaitLab();
    assertThat(page.locator("#lab-bar .fb-state")).hasText(reader.running);
    assertThat(page.locator("#services").getByText("Docker", EXACT)).hasCount(onDocker() ? 1 : 0);
    aChangeDuringAFetchIsNotLost(page, reader);
    theKitAnswers(page, reader);
    theOtherLanguageShowsTheSameLab(page, reader);

    Path starter = work.starter(folder);
    assertThat(Files.readString(starter.resolve("lab.properties")))
        .contains(page.locator("#c-port code").textContent())
        .contains(page.locator("#c-pass code").textContent());
    Proof wrong = proof("mutants/" + reader.mutant, reader.user);
    try (var program = TraineeProgram.run(starter, work.source(wrong))) {
      checkAndWatch(work, reader, wrong.points());
    }
    theChecksHelp(page, reader, wrong);
    Proof right = proof("solution/java", reader.user);
    try (var program = TraineeProgram.run(starter, work.source(right))) {
      tabTo(page, work.check());
      page.keyboard().press("Enter");
      work.awaitPoints("100");
    }
    assertThat(page.locator("#checks details.is-bad")).hasCount(0);
    theResultIsProven(page, reader);
    theRecordHoldsIt(page, reader);
    assertThat(complaints).isEmpty();
  }

  boolean onDocker() {
    return false;
  }

  private void signInByKeyboard(Page page, Reader reader) {
    page.navigate("/");
    assertThat(page.locator("#username")).isFocused();
    page.keyboard().type(reader.user);
    tabTo(page, page.locator("#password"));
    page.keyboard().type(password(reader.user));
    tabTo(page, page.locator("main button[type=submit]"));
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(":\\d+/$"));
  }

  private static void startByKeyboard(Page page, Reader reader) {
    if (!page.locator("html").getAttribute("lang").startsWith(reader.locale.substring(0, 2))) {
      tabTo(page, page.locator("form[action='/settings/language'] button"));
      page.keyboard().press("Enter");
    }
    follow(page, page.locator(".fb-top a[href='/competencies']"));
    assertThat(page.locator("h1")).hasText(reader.competencies);
    follow(page, page.locator("main nav a[href='/competencies/iiot-specialist']"));
    tabTo(page, page.locator("[data-tree] [tabindex='0']"));
    arrowTo(page, page.locator("main a[href='/competencies/iiot-specialist/C078']"));
    page.keyboard().press("Enter");
    follow(page, page.locator("main a[href='/exercises/" + WorkPage.EXERCISE + "']"));
    assertThat(page.locator("h1")).hasText(reader.exercise);
    Locator start = page.getByRole(AriaRole.BUTTON, named(reader.start));
    tabTo(page, start);
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/work/"));
  }

  /** An answer that is already old when it comes is followed by a new one. */
  private static void aChangeDuringAFetchIsNotLost(Page page, Reader reader) {
    String change = "document.body.dispatchEvent(new CustomEvent('fb-refresh'))";
    var fetches = new AtomicInteger();
    page.route(
        "**/part/bar",
        route -> {
          if (fetches.getAndIncrement() > 0) {
            route.resume();
            return;
          }
          String body = route.fetch().text();
          page.evaluate(change);
          route.fulfill(
              new Route.FulfillOptions()
                  .setContentType("text/html;charset=UTF-8")
                  .setBody(body.replace(reader.running, "old")));
        });
    page.evaluate(change);
    page.waitForCondition(
        () -> fetches.get() > 1, new Page.WaitForConditionOptions().setTimeout(10_000));
    assertThat(page.locator("#lab-bar .fb-state")).hasText(reader.running);
    page.unroute("**/part/bar");
  }

  /** Live readings, and the load buttons move them. */
  private static void theKitAnswers(Page page, Reader reader) {
    assertThat(page.locator("#kit .fb-reading")).containsText(reader.temperature);
    assertThat(page.locator("#kit .fb-reading .fb-state")).containsText("GOOD");
    double before = temperature(page);
    page.locator("#kit button[value='100']").click();
    await().atMost(HEATING).until(() -> temperature(page) > before + 5);
    assertThat(page.locator("#kit button[value='100']")).hasAttribute("aria-pressed", "true");
    page.locator("#kit button[value='0']").click();
    double hot = temperature(page);
    await().atMost(HEATING).until(() -> temperature(page) < hot - 3);
  }

  private static double temperature(Page page) {
    String text = page.locator("#kit .fb-reading strong").textContent();
    return text.equals("–") ? Double.NaN : Double.parseDouble(text);
  }

  private static void theOtherLanguageShowsTheSameLab(Page page, Reader reader) {
    String password = page.locator("#c-pass code").textContent();
    page.getByRole(AriaRole.BUTTON, named(reader.otherLanguage)).click();
    assertThat(page.locator("html"))
        .hasAttribute("lang", reader == Reader.ENGLISH ? "zh-CN" : "en");
    assertThat(page.locator("#c-pass code")).hasText(password);
    assertThat(page.locator("#lab-bar")).not().containsText(reader.running);
    page.locator("form[action='/settings/language'] button").click();
    assertThat(page.locator("#lab-bar")).containsText(reader.running);
  }

  /** The progress is there after a reload and in a second tab. */
  private static void checkAndWatch(WorkPage work, Reader reader, int points) {
    Page page = work.page();
    assertThat(work.check()).hasText(reader.check);
    tabTo(page, work.check());
    page.keyboard().press("Enter");
    Locator progress = page.locator("#checks [role=status]");
    assertThat(progress).containsText(reader.step);
    assertThat(work.check()).isDisabled();
    assertThat(page.locator("#kit button[value='100']")).isDisabled();
    page.reload();
    assertThat(progress).containsText(reader.step);
    Page second = page.context().newPage();
    second.navigate(page.url());
    assertThat(second.locator("#checks [role=status]")).containsText(reader.step);
    new WorkPage(second).awaitPoints(String.valueOf(points));
    second.close();
    work.awaitPoints(String.valueOf(points));
  }

  private static void theChecksHelp(Page page, Reader reader, Proof wrong) {
    assertThat(page.locator("#checks details.is-bad")).hasCount(wrong.failed().size());
    for (String check : wrong.failed()) {
      Locator failed = page.locator("#w-" + check);
      assertThat(failed).hasAttribute("open", Pattern.compile(".*"));
      assertThat(failed.locator(".fb-ev .seen")).not().isEmpty();
      assertThat(failed.locator(".fb-log tr").first()).isVisible();
    }
    assertThat(page.locator("#checks")).containsText(reader.advice);
    follow(page, page.locator("#checks a[href^='/results/']"));
    assertThat(page.locator("main .fb-state").first()).hasText(reader.notYet);
    assertThat(page.locator("main .fb-value")).hasText(String.valueOf(wrong.points()));
    page.goBack();
  }

  private void theResultIsProven(Page page, Reader reader) throws IOException {
    page.locator("#checks a[href^='/results/']").click();
    assertThat(page.locator("main .fb-state").first()).hasText(reader.proven);
    assertThat(page.locator("main .fb-value")).hasText("100");
    page.locator("#r-raise > summary").click();
    assertThat(page.locator("#r-raise .fb-log")).containsText("qos=1 retain=0");
    Download download =
        page.waitForDownload(() -> page.locator("main a[href$='/evidence.json']").click());
    Path file = folder.resolve("evidence.json");
    download.saveAs(file);
    Evidence evidence = Evidence.fromJson(Files.readString(file));
    Verdict again = Grader.grade(variant(reader.user).checks(), evidence);
    assertThat(again.points()).isEqualTo(100);
    assertThat(page.locator("main .fb-check.is-ok")).hasCount((int) again.passed());
  }

  private static void theRecordHoldsIt(Page page, Reader reader) {
    page.navigate("/record");
    Locator rows = page.locator("main tbody tr");
    List<String> codes = List.of("C078", "C080", "C164", "1b-A1.4.2", "1a-A2.2.2");
    assertThat(rows).hasCount(codes.size());
    for (String code : codes) {
      Locator row = rows.filter(new Locator.FilterOptions().setHasText(code));
      assertThat(row).containsText(reader.proven);
      assertThat(row).containsText("100 %");
      assertThat(row).containsText(reader.exercise);
    }
    page.navigate("/");
    assertThat(page.locator("main section[aria-labelledby=recent-h] tbody tr")).hasCount(2);
    assertThat(page.locator("main section[aria-labelledby=recent-h] tbody tr").first())
        .containsText(reader.proven);
    assertThat(
            page.locator("main section[aria-labelledby=progress-h] tr")
                .filter(new Locator.FilterOptions().setHasText("C078")))
        .containsText(reader.proven);
  }

  private static void follow(Page page, Locator link) {
    tabTo(page, link);
    String from = page.url();
    page.keyboard().press("Enter");
    page.waitForURL(url -> !url.equals(from));
  }

  /** Presses Tab until that element has the focus. */
  private static void tabTo(Page page, Locator target) {
    pressTo(page, "Tab", target);
  }

  /** In a tree. */
  private static void arrowTo(Page page, Locator target) {
    pressTo(page, "ArrowDown", target);
  }

  private static void pressTo(Page page, String key, Locator target) {
    assertThat(target).isEnabled();
    for (int i = 0; i < 200; i++) {
      if (Boolean.TRUE.equals(target.evaluate("e => e === document.activeElement"))) {
        return;
      }
      page.keyboard().press(key);
    }
    throw new AssertionError(key + " does not reach " + target);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
