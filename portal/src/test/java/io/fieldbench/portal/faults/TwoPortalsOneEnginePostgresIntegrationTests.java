package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two portals on one database and one Engine: neither takes the other's labs for left over. */
@EnabledIf(
    value = "io.fieldbench.portal.faults.DockerHere#answers",
    disabledReason = DockerHere.MISSING)
class TwoPortalsOneEnginePostgresIntegrationTests {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private PortalProcess first;
  private PortalProcess second;

  @BeforeEach
  void start() throws Exception {
    first = new PortalProcess(PortalIntegrationTest.newFolder(), "docker", Map.of());
    second = first.beside(PortalIntegrationTest.newFolder());
    first.start();
    second.start();
    second.newPassword("trainee2");
  }

  @AfterEach
  void end() throws Exception {
    first.kill();
    second.kill();
    DockerHere.remove(installation());
  }

  @Test
  void eachRemovesWhatIsLeftOfItsOwnLabsAlone() throws Exception {
    String atFirst = startLab(first.signIn("trainee"));
    Properties lab = PortalProcess.starter(first.signIn("trainee"), atFirst);
    List<String> ofFirst = containers();
    Browser other = second.signIn("trainee2");
    String atSecond = startLab(other);
    List<String> both = containers();
    assertThat(ofFirst).hasSize(3);
    assertThat(both).hasSize(6).containsAll(ofFirst);
    var ofSecond = new ArrayList<>(both);
    ofSecond.removeAll(ofFirst);
    write(other, atSecond, "second\n");

    Properties others = PortalProcess.starter(other, atSecond);
    try (MqttUser own =
        MqttUser.connect(
            others.getProperty("host"),
            Integer.parseInt(others.getProperty("port")),
            others.getProperty("user"),
            others.getProperty("password"))) {
      first.kill();
      first.start();
      Browser again = first.signIn("trainee");
      awaitLab(again, atFirst);
      assertThat(PortalProcess.starter(again, atFirst)).isEqualTo(lab);
      assertThat(containers()).isEqualTo(both);

      // Its owner gives it up elsewhere while its portal is down, which finds it when it is back.
      first.kill();
      second.signIn("trainee").post(atFirst + "/lab/close", "anyway", "true");
      first.start();
      await().atMost(PATIENCE).until(() -> containers().equals(ofSecond));
      assertThat(own.connected()).isTrue();
    }
    assertThat(other.get(atSecond + "/file?path=work.txt").body()).contains("second\\n");
    assertThat(other.page(atSecond)).contains("Lab running");
  }

  private static void write(Browser browser, String work, String text) {
    var answer = browser.post(work + "/file", "path", "work.txt", "text", text, "base", "");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static String startLab(Browser browser) {
    String target =
        Browser.location(browser.post("/exercises/" + ShortExercise.WORKSPACE + "/start"));
    String work = target.substring(target.indexOf("/work/"));
    awaitLab(browser, work);
    return work;
  }

  private static void awaitLab(Browser browser, String work) {
    await().atMost(PATIENCE).until(() -> browser.page(work).contains("Lab running"));
  }

  private List<String> containers() throws Exception {
    return DockerHere.containers(installation());
  }

  private String installation() throws Exception {
    try (Connection database = first.database();
        var rows = database.createStatement().executeQuery("select id from installation")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
