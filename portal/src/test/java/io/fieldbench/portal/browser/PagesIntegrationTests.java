package io.fieldbench.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.fieldbench.exercise.Proof;
import io.fieldbench.portal.web.UserSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Every page of every role: axe finds nothing serious, nothing scrolls sideways, the console stays
 * empty.
 */
@EnabledIf(
    value = "io.fieldbench.portal.browser.Chromium#isInstalled",
    disabledReason = "chromium is not installed")
@TestPropertySource(
    properties = {
      "spring.datasource.url=jdbc:h2:mem:pages" + PortalBrowserTest.MEMORY,
      "fieldbench.data=target/browser/pages"
    })
class PagesIntegrationTests extends PortalBrowserTest {
  private static final String ESCO = "esco-2512-9";
  private static final String CARD = "iiot-specialist";
  private static final String STANDARD = "cn-2-02-10-10";

  private static final String BROKEN = "broken-exercise";

  @TempDir Path folder;
  @Autowired UserSettings settings;
  private Inspection inspection;

  /** The shipped content, and an exercise that is wrong. */
  @DynamicPropertySource
  static void content(DynamicPropertyRegistry registry) throws IOException {
    Path content = Files.createDirectories(Path.of("target", "browser", "content"));
    FileSystemUtils.deleteRecursively(content);
    FileSystemUtils.copyRecursively(
        Path.of("..", "competency-maps", "frameworks"), content.resolve("frameworks"));
    FileSystemUtils.copyRecursively(
        Path.of("..", "exercises", "catalog"), content.resolve("catalog"));
    Path broken = Files.createDirectories(content.resolve("catalog").resolve(BROKEN));
    Files.writeString(
        broken.resolve("exercise.yaml"), "format: 1\ntitle: { en: Broken }\nminutes: soon\n");
    registry.add("fieldbench.catalog.content", content::toString);
  }

  @Test
  void everyPageIsFitToBeSeen() throws IOException {
    inspection = new Inspection(complaints, settings);
    Map<String, BrowserContext> strangers =
        Map.of("en", window("en-GB", 1400), "zh", window("zh-CN", 1400));
    strangersPages(strangers);
    Page fresh = signedIn(window("en-GB", 1400), "trainee2");
    beforeTheFirstAttempt(fresh);
    Page instructor = signedIn(window("en-GB", 1400), "instructor");
    inspection.look("attempts-none", instructor, "instructor", "/instructor/attempts");

    Page trainee = signedIn(window("en-GB", 1400), "trainee");
    WorkPage work = start(trainee);
    String path = path(trainee);
    inspection.look("work", trainee, "trainee", path);
    Path starter = work.starter(folder);
    Proof wrong = proof("mutants/no-hysteresis", "trainee");
    String right = work.source(proof("solution/java", "trainee"));
    try (var program = TraineeProgram.run(starter, work.source(wrong))) {
      trainee.navigate(path);
      work.check().click();
      assertThat(trainee.locator("#checks .fb-meter")).isVisible();
      inspection.look("work-checking", trainee, "trainee", path);
      trainee.navigate(path);
      work.awaitPoints(String.valueOf(wrong.points()));
    }
    inspection.look("work-checked", trainee, "trainee", path);
    endingIsWithinReach(trainee, path);
    String failed = attempt();
    inspection.look("result-not-yet", trainee, "trainee", "/results/" + failed);
    try (var program = TraineeProgram.run(starter, right)) {
      trainee.navigate(path);
      work.check().click();
      inspection.look("home-running", trainee, "trainee", "/");
      trainee.navigate(path);
      work.awaitPoints("100");
    }
    withResults(trainee, path);
    inspection.look("attempts", instructor, "instructor", "/instructor/attempts");
    inspection.look("attempt", instructor, "instructor", "/instructor/attempts/" + failed);
    inspection.look("manage-exercises", instructor, "instructor", "/instructor/exercises");
    inspection.look(
        "manage-exercise", instructor, "instructor", "/instructor/exercises/" + WorkPage.EXERCISE);
    inspection.look(
        "manage-exercise-broken", instructor, "instructor", "/instructor/exercises/" + BROKEN);
    Page admin = signedIn(window("en-GB", 1400), "admin");
    administration(admin);
    labsInEveryState(trainee, path);
    attemptsOfEveryKind(trainee, path);
    inspection.look("labs-all-states", admin, "admin", "/admin/labs");
    errors(trainee);
    assertThat(inspection.faults()).isEmpty();
  }

  private void strangersPages(Map<String, BrowserContext> strangers) {
    inspection.look("sign-in", strangers, "/sign-in", 200);
    strangers.forEach((language, window) -> {
      Page page = window.newPage();
      page.navigate("/sign-in");
      page.fill("#username", "nobody");
      page.fill("#password", "not the password");
      page.keyboard().press("Enter");
      assertThat(page.locator("[role=alert].fb-note")).isVisible();
      complaints.clear();
      inspection.inspect("sign-in-refused", page, language, 200, 200);
      page.close();
    });
  }

  private void beforeTheFirstAttempt(Page fresh) {
    inspection.look("home-empty", fresh, "trainee2", "/");
    inspection.look("exercises", fresh, "trainee2", "/exercises");
    inspection.look("exercise", fresh, "trainee2", "/exercises/" + WorkPage.EXERCISE);
    inspection.look("record-empty", fresh, "trainee2", "/record");
    inspection.look("competencies", fresh, "trainee2", "/competencies/" + CARD);
    inspection.look("competencies-esco", fresh, "trainee2", "/competencies/" + ESCO);
    inspection.look("competencies-standard", fresh, "trainee2", "/competencies/" + STANDARD);
    inspection.look(
        "competency-standard", fresh, "trainee2", "/competencies/" + STANDARD + "/2c-A4.1.1");
    inspection.look("competency-untried", fresh, "trainee2", "/competencies/" + CARD + "/C080");
  }

  private static WorkPage start(Page page) {
    page.navigate("/exercises/" + WorkPage.EXERCISE);
    page.locator("form[action$='/start'] button").click();
    return new WorkPage(page).awaitLab();
  }

  /** At any width the question whether to end the lab can be read, and each answer given. */
  private static void endingIsWithinReach(Page page, String path) {
    for (int width : List.of(400, 800, 1400)) {
      page.setViewportSize(width, 900);
      page.navigate(path);
      page.locator("#close-lab > summary").click();
      page.locator("#close-lab strong").hover(new Locator.HoverOptions().setTrial(true));
      for (Locator answer : page.locator("#close-lab form button").all()) {
        answer.click(new Locator.ClickOptions().setTrial(true));
      }
    }
    page.setViewportSize(1400, 900);
  }

  private void withResults(Page trainee, String path) {
    inspection.look("work-proven", trainee, "trainee", path);
    inspection.look("result", trainee, "trainee", "/results/" + attempt());
    inspection.look("record", trainee, "trainee", "/record");
    inspection.look("home", trainee, "trainee", "/");
    inspection.look("exercise-tried", trainee, "trainee", "/exercises/" + WorkPage.EXERCISE);
    inspection.look("competency", trainee, "trainee", "/competencies/" + CARD + "/C078");
    inspection.look("competencies-proven", trainee, "trainee", "/competencies/" + CARD);
  }

  /** Rows of labs that nothing runs for stand in for states that last a moment. */
  private void administration(Page admin) {
    inspection.look("labs", admin, "admin", "/admin/labs");
    inspection.look("users", admin, "admin", "/admin/users");
    inspection.look("user", admin, "admin", "/admin/users/trainee2");
    inspection.look("audit", admin, "admin", "/admin/audit");
    inspection.look("account", admin, "admin", "/account");
  }

  private void labsInEveryState(Page trainee, String path) {
    for (String state : List.of("BUILDING", "READY", "FAILED", "EXPIRED", "CLOSED")) {
      String id = "lab-" + state.toLowerCase(java.util.Locale.ROOT);
      database.update(
          "insert into lab_session (id, owner_id, runtime, state, reason, request, kit, created_at,"
              + " ready_at, expires_at, memory_lost_at, version) select ?, owner_id, runtime, ?, ?,"
              + " request, kit, created_at, ready_at, expires_at, created_at, 0 from lab_session"
              + " where id not in ('lab-building', 'lab-ready', 'lab-failed', 'lab-expired') fetch"
              + " first row only",
          id,
          state,
          state.equals("FAILED") ? "no free port between 20000 and 29999" : null);
      String name = state.equals("READY") ? "restoring" : state.toLowerCase(java.util.Locale.ROOT);
      String real = lab();
      database.update("update enrolment set lab_id = ?", id);
      inspection.look("work-" + name, trainee, "trainee", path);
      database.update("update enrolment set lab_id = ?", real);
    }
    database.update("update lab_session set memory_lost_at = created_at where id = ?", lab());
    inspection.look("work-memory-lost", trainee, "trainee", path);
  }

  private void attemptsOfEveryKind(Page trainee, String path) {
    UUID id = UUID.randomUUID();
    database.update(
        "insert into attempt (id, enrolment_id, state, active, definition, lab_id, requested_at,"
            + " tries, phase, phases, phase_en, phase_zh, reason_en, reason_zh, maximum, version)"
            + " select ?, enrolment_id, 'RUNNING', true, definition, lab_id, current_timestamp, 2,"
            + " 2, phases, phase_en, phase_zh, 'The kit did not answer.', '套件没有响应。', maximum, 0"
            + " from attempt fetch first row only",
        id);
    inspection.look("work-repeated", trainee, "trainee", path);
    inspection.look("result-active", trainee, "trainee", "/results/" + id);
    database.update(
        "update attempt set state = 'ABANDONED', active = null, finished_at = current_timestamp"
            + " where id = ?",
        id);
    inspection.look("work-abandoned", trainee, "trainee", path);
    inspection.look("result-abandoned", trainee, "trainee", "/results/" + id);
  }

  private void errors(Page trainee) {
    inspection.look("error-404", trainee, "trainee", "/work/" + UUID.randomUUID(), 404);
    inspection.look("error-403", trainee, "trainee", "/admin/labs", 403);
    inspection.look("error-400", trainee, "trainee", "/results/not-an-id", 400);
    String broken = attempt();
    database.update("update attempt set verdict = '{' where id = ?", UUID.fromString(broken));
    inspection.look("error-500", trainee, "trainee", "/results/" + broken, 500);
  }

  /** The newest graded attempt. */
  private String attempt() {
    return database.queryForObject(
        "select id from attempt where state = 'GRADED' order by number desc fetch first row only",
        String.class);
  }

  private String lab() {
    return database.queryForObject("select lab_id from enrolment", String.class);
  }

  private static String path(Page page) {
    return java.net.URI.create(page.url()).getPath();
  }
}
