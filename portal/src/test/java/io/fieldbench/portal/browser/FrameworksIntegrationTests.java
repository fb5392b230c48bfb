package io.fieldbench.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.fieldbench.portal.record.StandardWork;
import io.fieldbench.portal.web.UserSettings;
import io.fieldbench.portal.web.UserSettings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The ways through the frameworks, by mouse and by keyboard, and how their pages look. */
@EnabledIf(
    value = "io.fieldbench.portal.browser.Chromium#isInstalled",
    disabledReason = "chromium is not installed")
@TestPropertySource(
    properties = {
      "spring.datasource.url=jdbc:h2:mem:frameworks" + PortalBrowserTest.MEMORY,
      "fieldbench.data=target/browser/frameworks"
    })
class FrameworksIntegrationTests extends PortalBrowserTest {
  private static final String STANDARD = "/competencies/cn-2-02-10-10";
  private static final String CARD = "/competencies/iiot-specialist";

  @Autowired JdbcClient jdbc;
  @Autowired UserSettings settings;

  @DynamicPropertySource
  static void content(DynamicPropertyRegistry registry) throws IOException {
    StandardWork.register(registry, Path.of("target", "browser", "frameworks-content"));
  }

  @BeforeAll
  void someWork() {
    StandardWork.prove(jdbc, "trainee", "1a-A1.1.1", "1a-A2.2.2", "1a-K2.2.1", "1a-K2.2.2");
  }

  @BeforeEach
  void english() {
    settings.save("instructor", new Settings("en", "light"));
    settings.save("trainee", new Settings("en", "light"));
  }

  @Test
  void anInstructorGoesFromTheMapToWhatNothingCovers() {
    Page page = signedIn(window("en-GB", 1400), "instructor");
    page.locator(".fb-top a[href='/competencies']").click();
    page.locator("main a[href='" + STANDARD + "/coverage']").click();
    assertThat(page.locator("h1")).hasText("Coverage");
    assertThat(page.getByLabel("1a-A2.2.2: 2 exercises")).isVisible();
    Locator part = page.locator("td a[href='" + STANDARD + "/coverage/missing?section=1a-W2.2']");
    part.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).containsText("Nothing covers 4 of 5 competencies here.");
    page.locator("main a[href='" + STANDARD + "/1a-A2.2.1']").click();
    assertThat(page).hasURL(Pattern.compile("/1a-A2\\.2\\.1$"));
    assertThat(page.locator("main")).containsText("No exercise covers this competency yet.");
    assertThat(complaints).isEmpty();
  }

  @Test
  void anInstructorProposesALinkForAnotherToApprove() {
    Page page = signedIn(window("en-GB", 1400), "instructor");
    page.navigate(STANDARD + "/1a-A1.1.3");
    page.locator("main a[href^='/instructor/links/new']").click();
    page.locator("#to").selectOption("iiot-specialist");
    page.locator("#match").selectOption("NARROWER");
    page.locator("#code").fill("C999");
    page.locator("#reason").fill("Such an input is a part of connecting sensors");
    page.keyboard().press("Enter");
    assertThat(page.locator("#code-error")).containsText("no competency with this code");
    assertThat(page.locator("#match")).hasValue("NARROWER");
    page.locator("#code").fill("C081");
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).containsText("You proposed this; another instructor decides.");
    page.getByText("Withdraw", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("main")).containsText("Withdrawn");
    // Of the form that was refused.
    assertThat(complaints).singleElement().asString().contains("status of 422");
    complaints.clear();
  }

  @Test
  void aTraineeFindsACompetencyByKeyboard() {
    Page page = signedIn(window("en-GB", 1400), "trainee");
    page.navigate(STANDARD);
    Locator field = page.locator("#q");
    search(page, "1a-a2.2.2");
    assertThat(page.locator("#hits-h")).hasText("1 competency found");
    search(page, "传感器");
    assertThat(page.locator("#hits-h")).containsText("competencies found");
    assertThat(field).hasValue("传感器");
    search(page, "独角兽");
    assertThat(page.locator("main")).containsText("Use fewer words");
    page.locator("[data-slash-switch] input").uncheck();
    page.locator("h1").click();
    page.keyboard().press("/");
    assertThat(field).not().isFocused();
    page.reload();
    assertThat(page.locator("[data-slash-switch] input")).not().isChecked();
    assertThat(complaints).isEmpty();
  }

  @Test
  void theTreeIsWalkedByTheArrowKeysAndLeftByTab() {
    Page page = signedIn(window("en-GB", 1400), "trainee");
    page.navigate(STANDARD + "?part=1a");
    Locator function = page.locator(".fb-branch > summary").first();
    Locator content = page.locator(".fb-branch .fb-panel > summary").first();
    Locator ability = page.locator("main a[href='" + STANDARD + "/1a-A1.1.1']");
    assertThat(page.locator("[data-tree] [tabindex='0']")).hasCount(1);
    function.focus();
    page.keyboard().press("ArrowDown");
    assertThat(content).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(ability).isFocused();
    page.keyboard().press("ArrowLeft");
    assertThat(content).isFocused();
    page.keyboard().press("ArrowLeft");
    assertThat(ability).not().isVisible();
    page.keyboard().press("ArrowLeft");
    assertThat(function).isFocused();
    page.keyboard().press("End");
    assertThat(page.locator("[data-tree] th a").last()).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.locator("[data-tree] :focus")).hasCount(0);
    page.keyboard().press("Shift+Tab");
    assertThat(page.locator("[data-tree] th a").last()).isFocused();
    page.keyboard().press("Home");
    assertThat(function).isFocused();
    page.locator("[data-tree-all]").click();
    assertThat(content).not().isVisible();
    assertThat(page.locator("[data-tree-all]")).hasText("Open all");
    assertThat(page.locator("[data-tree] [tabindex='0']")).isVisible();
    page.locator("[data-tree-all]").click();
    function.focus();
    for (String key : new String[] {"ArrowDown", "ArrowDown", "Enter"}) {
      page.keyboard().press(key);
    }
    // The first of its work content was closed by hand and opened again with all others.
    assertThat(page).hasURL(Pattern.compile("/1a-A1\\.1\\.1$"));
    assertThat(complaints).isEmpty();
  }

  private static void search(Page page, String words) {
    page.locator("h1").click();
    page.keyboard().press("/");
    assertThat(page.locator("#q")).isFocused();
    page.keyboard().insertText(words);
    page.keyboard().press("Enter");
    assertThat(page.locator("#q")).hasValue(words);
    assertThat(page.locator("#hits-h")).isVisible();
  }

  @Test
  void everyPageIsFitToBeSeen() {
    var inspection = new Inspection(complaints, settings);
    Page instructor = signedIn(window("en-GB", 1400), "instructor");
    inspection.look("coverage", instructor, "instructor", STANDARD + "/coverage");
    inspection.look("coverage-senior", instructor, "instructor", STANDARD + "/coverage?part=3");
    inspection.look("coverage-list", instructor, "instructor", CARD + "/coverage");
    inspection.look(
        "coverage-missing", instructor, "instructor", STANDARD + "/coverage/missing?section=1a-F2");
    jdbc.sql(
            """
            insert into link_proposal (id, from_framework, from_code, to_framework, to_code, target,
              match, reason, state, open, proposed_by, proposed_at)
            values (:id, 'cn-2-02-10-10', '1a-A2.2.2', 'iiot-specialist', 'C080', 'C080',
              'RELATED', 'Who publishes and subscribes knows the protocol', 'OPEN', true,
              'somebody', current_timestamp)\
            """)
        .param("id", UUID.randomUUID())
        .update();
    inspection.look("links", instructor, "instructor", "/instructor/links");
    inspection.look(
        "link-new", instructor, "instructor", "/instructor/links/new?from=cn-2-02-10-10:1a-A2.2.2");
    Page trainee = signedIn(window("en-GB", 1400), "trainee");
    inspection.look("versions", trainee, "trainee", CARD + "/versions");
    inspection.look("progress", trainee, "trainee", STANDARD + "?part=1a");
    inspection.look("search", trainee, "trainee", STANDARD + "?q=MQTT");
    inspection.look("search-none", trainee, "trainee", STANDARD + "?q=unicorn&level=3");
    inspection.look("competency-linked", trainee, "trainee", STANDARD + "/1a-A1.3.2");
    inspection.look("competency-target", trainee, "trainee", CARD + "/C081");
    inspection.look("compare", trainee, "trainee", "/competencies/compare");
    inspection.look(
        "compare-back",
        trainee,
        "trainee",
        "/competencies/compare?left=iiot-specialist&right=cn-2-02-10-10");
    inspection.look("profiles", trainee, "trainee", "/profiles");
    inspection.look("profile", trainee, "trainee", "/profiles/iiot-engineer");
    assertThat(inspection.faults()).isEmpty();
  }
}
