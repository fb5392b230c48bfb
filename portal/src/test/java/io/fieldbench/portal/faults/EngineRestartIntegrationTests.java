package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The Engine is stopped and started anew, and every container with it. */
@EnabledIf(
    value = "io.fieldbench.portal.faults.OwnEngine#canRun",
    disabledReason = "no second Engine can be started: it needs root, dockerd, ip, and an Engine")
class EngineRestartIntegrationTests {
  private static OwnEngine engine;
  private PortalProcess portal;
  private Browser browser;

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(90)).dontCatchUncaughtExceptions();
  }

  @BeforeAll
  static void startEngine() throws Exception {
    engine = OwnEngine.start();
  }

  @AfterAll
  static void endEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    // The test before may have failed while it was stopped.
    engine.running();
    portal =
        new PortalProcess(
            PortalIntegrationTest.newFolder(), "docker", Map.of("DOCKER_HOST", engine.address()));
    portal.start();
    browser = portal.signIn("trainee");
  }

  @AfterEach
  void end() throws Exception {
    portal.close();
  }

  @Test
  void workAddressAndPasswordAreBackAfterwards() throws Exception {
    // Before: the exercise says what is missing, and a lab cannot be asked for.
    engine.stop();
    String card = "/exercises/" + ShortExercise.WORKSPACE;
    assertThat(browser.page(card)).contains("Cannot be started now", "does not answer");
    // What needs no container goes on, and goes on when the Engine is back.
    Browser other = portal.signIn("trainee2");
    String embedded = start(other, "/exercises/" + ShortExercise.ID);
    await().until(() -> other.page(embedded).contains("Lab running"));
    assertThat(other.page(embedded)).contains("begun without Docker");
    engine.restart();
    assertThat(browser.page(card)).doesNotContain("Cannot be started now");

    String work = start(browser, card);
    await().until(() -> browser.page(work).contains("Lab running"));
    Properties lab = PortalProcess.starter(browser, work);
    var written =
        browser.post(work + "/file", "path", "work.txt", "text", "fifteen seconds\n", "base", "");
    assertThat(written.statusCode()).isEqualTo(200);
    await().until(() -> browser.page(work + "/part/saved").contains("Saved"));

    // During: a stop ends every container, and what was in their memory.
    // It takes so long that the portal finds the lab gone and tries to build it on this Engine.
    engine.stopSlowly(30);
    engine.stop();
    await().until(() -> browser.page(work).contains("Lab is coming back"));
    assertThat(other.page(embedded)).contains("Lab running").doesNotContain("are gone");
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
    await().until(() -> engine.containers() == 0);

    // Each comes back to its own runtime.
    portal.kill();
    portal.start();
    Browser again = portal.signIn("trainee2");
    await().until(() -> again.page(embedded).contains("Lab running"));
    assertThat(again.page(embedded)).contains("begun without Docker");
  }

  @Test
  void whatIsMissingOrDoesNotGetReadyIsSaidAndCanBeTriedAgain() throws Exception {
    String card = "/exercises/" + ShortExercise.WORKSPACE;
    String desk = "fieldbench/workspace:1";
    engine.replace(desk, Optional.empty());
    assertThat(browser.page(card)).contains("Cannot be started now", desk);
    engine.putBack(desk);
    assertThat(browser.page(card)).doesNotContain("Cannot be started now");

    String broker = "fieldbench/mosquitto:1";
    engine.replace(broker, Optional.of("fieldbench/gate:1"));
    String work = start(browser, card);
    await().until(() -> browser.page(work).contains("Lab could not be built"));
    // What it was, and the end of the service's own log.
    assertThat(browser.page(work)).contains("service broker ended", "the end of its log: ");
    assertThat(engine.containers()).isZero();
    engine.putBack(broker);
    browser.post(work + "/lab/retry");
    await().until(() -> browser.page(work).contains("Lab running"));
    browser.post(work + "/lab/close");
    await().until(() -> engine.containers() == 0);
  }

  private static String start(Browser browser, String card) {
    String target = Browser.location(browser.post(card + "/start"));
    return target.substring(target.indexOf("/work/"));
  }
}
