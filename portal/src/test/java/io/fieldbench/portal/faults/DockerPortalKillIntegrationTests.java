package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The portal is killed, or the Engine is gone for it, while labs of containers go on. */
@EnabledIf(
    value = "io.fieldbench.portal.faults.DockerHere#answers",
    disabledReason = DockerHere.MISSING)
class DockerPortalKillIntegrationTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EngineLine line;
  private PortalProcess portal;
  private Browser browser;
  private String work;

  private static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE).dontCatchUncaughtExceptions();
  }

  @BeforeEach
  void begin() throws Exception {
    Path folder = PortalIntegrationTest.newFolder();
    // The path of such a socket has at most 107 bytes.
    line = new EngineLine(Files.createTempDirectory("engine").resolve("s"));
    portal = new PortalProcess(folder, "docker", Map.of("DOCKER_HOST", line.address()));
    portal.start();
    browser = portal.signIn("trainee");
    String target =
        Browser.location(browser.post("/exercises/" + ShortExercise.WORKSPACE + "/start"));
    work = target.substring(target.indexOf("/work/"));
    awaitLab();
  }

  @AfterEach
  void end() throws Exception {
    portal.kill();
    DockerHere.remove(installation());
    line.close();
  }

  private void awaitLab() {
    await().until(() -> browser.page(work).contains("Lab running"));
  }

  private String origin() {
    return "http://127.0.0.1:" + portal.port();
  }

  /** As the page does, it tries again while the way to the Engine is broken. */
  private TerminalUser terminal() {
    TerminalUser terminal =
        await()
            .ignoreException(TerminalUser.Refusal.class)
            .until(
                () -> TerminalUser.open(browser.client(), portal.port(), work, origin()),
                Objects::nonNull);
    await().until(() -> terminal.printed().contains("$ "));
    return terminal;
  }

  private String installation() throws Exception {
    try (Connection database = portal.database();
        var rows = database.createStatement().executeQuery("select id from installation")) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void aLabOutlivesThePortalWithItsSessionAndItsBroker() throws Exception {
    Properties lab = PortalProcess.starter(browser, work);
    try (MqttUser own =
            MqttUser.connect(
                lab.getProperty("host"),
                Integer.parseInt(lab.getProperty("port")),
                lab.getProperty("user"),
                lab.getProperty("password"));
        TerminalUser before = terminal()) {
      before.type("SECRET=kept-$((40+2)); echo told-$SECRET\n");
      await().until(() -> before.printed().contains("told-kept-42"));
      portal.kill();
      await().until(before::isClosed);
      assertThat(own.publish("still/there", "{}", true)).isTrue();

      portal.start();
      browser = portal.signIn("trainee");
      awaitLab();
      assertThat(own.connected()).isTrue();
      assertThat(PortalProcess.starter(browser, work)).isEqualTo(lab);
      assertThat(browser.page(work)).doesNotContain("retained messages are gone");
      try (TerminalUser after = terminal()) {
        after.type("echo again-$SECRET\n");
        await().until(() -> after.printed().contains("again-kept-42"));
      }
    }
  }

  /**
   * Whatever it was at when it was killed: what was written is there, in this lab or the next, and
   * the Engine has the containers of one lab or of none.
   */
  @Test
  void tenKillsLoseNoWorkAndLeaveNoOrphan() throws Exception {
    var random = new Random(20261121);
    for (int kill = 1; kill <= 10; kill++) {
      String text = "kill " + kill + "\n";
      String version = read().path("version").asString();
      var written = browser.post(work + "/file", "path", "work.txt", "text", text, "base", version);
      assertThat(written.statusCode()).isEqualTo(200);
      switch (random.nextInt(3)) {
        case 0 -> {}
        case 1 -> browser.post(work + "/lab/close");
        default -> {
          browser.post(work + "/lab/close");
          browser.post("/exercises/" + ShortExercise.WORKSPACE + "/start");
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3000)));
      portal.kill();
      portal.start();
      browser = portal.signIn("trainee");
      browser.post("/exercises/" + ShortExercise.WORKSPACE + "/start");
      awaitLab();
      assertThat(read().path("text").asString()).as("after kill %d", kill).isEqualTo(text);
    }
    browser.post(work + "/lab/close");
    portal.kill();
    String installation = installation();
    portal.start();
    await().until(() -> DockerHere.containers(installation).isEmpty());
  }

  /** What was written last is saved before the lab ends, although no portal was there in time. */
  @Test
  void aLabWhoseTimeEndsWhileThePortalIsDownLosesNoWork() throws Exception {
    browser.post(work + "/file", "path", "work.txt", "text", "early\n", "base", "");
    String version = read().path("version").asString();
    await().until(() -> browser.page(work + "/part/saved").contains("Saved"));
    browser.post(work + "/file", "path", "work.txt", "text", "last\n", "base", version);
    portal.kill();
    try (Connection database = portal.database();
        var change =
            database.prepareStatement("update lab_session set expires_at = current_timestamp")) {
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
    portal.start();
    browser = portal.signIn("trainee");
    await().until(() -> browser.page(work).contains("Lab expired"));
    browser.post("/exercises/" + ShortExercise.WORKSPACE + "/start");
    awaitLab();
    assertThat(read().path("text").asString()).isEqualTo("last\n");
  }

  private JsonNode read() {
    return JSON.readTree(browser.get(work + "/file?path=work.txt").body());
  }

  @Test
  void whatNoRowKnowsIsRemovedAtTheNextStart() throws Exception {
    portal.kill();
    String installation = installation();
    List<String> labs = DockerHere.containers(installation);
    assertThat(labs).hasSize(3);
    try (Connection database = portal.database()) {
      database.createStatement().executeUpdate("update lab_session set state = 'CLOSED'");
    }
    portal.start();
    await().until(() -> DockerHere.containers(installation).isEmpty());
    browser = portal.signIn("trainee");
    assertThat(browser.page(work)).contains("Lab ended");
  }

  @Test
  void aLabIsBackWhenTheEngineIs() throws Exception {
    try (TerminalUser terminal = terminal()) {
      terminal.type("echo mine > mine.txt; VALUE=kept-$((1+1))\n");
      await().until(() -> browser.page(work + "/files").contains("mine.txt"));
      line.cut();
      await().until(terminal::isClosed);
    }
    await().until(() -> browser.page(work).contains("Lab is coming back"));
    await().until(() -> browser.page(work).contains("does not answer"));
    // A check that is asked for now waits: it is nobody's failed attempt.
    browser.post(work + "/check");
    assertThat(browser.page("/exercises/" + ShortExercise.WORKSPACE))
        .contains("Cannot be started now", "does not answer");
    line.mend();
    awaitLab();
    try (TerminalUser terminal = terminal()) {
      terminal.type("cat mine.txt; echo still-$VALUE\n");
      await().until(() -> terminal.printed().contains("still-kept-2"));
    }
    await().until(() -> !browser.page(work).contains("every 3s"));
    assertThat(browser.page(work)).contains("1 attempt so far");
  }
}
