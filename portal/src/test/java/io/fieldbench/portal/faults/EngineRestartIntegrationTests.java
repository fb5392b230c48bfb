package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The Engine is stopped and started anew, and every container with it. */
@EnabledIf(
    value = "io.fieldbench.portal.faults.OwnEngine#canRun",
    disabledReason = "no second Engine can be started: it needs root, dockerd, ip, and an Engine")
class EngineRestartIntegrationTests {
  private OwnEngine engine;
  private PortalProcess portal;
  private Browser browser;

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(90)).dontCatchUncaughtExceptions();
  }

  @BeforeEach
  void begin() throws Exception {
    engine = OwnEngine.start();
    portal =
        new PortalProcess(
            PortalIntegrationTest.newFolder(), "docker", Map.of("DOCKER_HOST", engine.address()));
    portal.start();
    browser = portal.signIn("trainee");
  }

  @AfterEach
  void end() throws Exception {
    portal.close();
    engine.close();
  }

  @Test
  void workAddressAndPasswordAreBackAfterwards() throws Exception {
    // Before: the exercise says what is missing, and a lab cannot be asked for.
    engine.stop();
    String card = "/exercises/" + ShortExercise.WORKSPACE;
    assertThat(browser.page(card)).contains("Cannot be started now", "does not answer");
    engine.restart();
    assertThat(browser.page(card)).doesNotContain("Cannot be started now");

    String target = Browser.location(browser.post(card + "/start"));
    String work = target.substring(target.indexOf("/work/"));
    await().until(() -> browser.page(work).contains("Lab running"));
    Properties lab = PortalProcess.starter(browser, work);
    var written =
        browser.post(work + "/file", "path", "work.txt", "text", "fifteen seconds\n", "base", "");
    assertThat(written.statusCode()).isEqualTo(200);
    await().until(() -> browser.page(work + "/part/saved").contains("Saved"));

    // During: a stop ends every container, and what was in their memory.
    engine.stop();
    await().until(() -> browser.page(work).contains("Lab is coming back"));
    engine.restart();
    await().until(() -> browser.page(work).contains("Lab running"));
    assertThat(browser.get(work + "/file?path=work.txt").body()).contains("fifteen seconds");
    assertThat(PortalProcess.starter(browser, work)).isEqualTo(lab);
    assertThat(browser.page(work)).contains("retained messages are gone");

    // After: a lab that was ended while the Engine was away is removed when it is back.
    engine.stop();
    browser.post(work + "/lab/close", "anyway", "true");
    assertThat(browser.page(work)).contains("Lab ended");
    engine.restart();
    portal.kill();
    portal.start();
    browser = portal.signIn("trainee");
    assertThat(browser.page(work)).contains("Lab ended");
    await().until(() -> engine.containers() == 0);
  }
}
