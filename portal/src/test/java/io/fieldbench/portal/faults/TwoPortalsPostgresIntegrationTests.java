package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two portals on one database: people, work and results are the same at both; a lab lives at one,
 * and the other says so.
 */
class TwoPortalsPostgresIntegrationTests {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ELSEWHERE = "Lab running at another portal";
  private static final String SILENT = "The portal that keeps this lab does not answer";

  private PortalProcess first;
  private PortalProcess second;
  private Browser atFirst;
  private Browser atSecond;

  @BeforeEach
  void startBothAtOnceOnAnEmptyDatabase() throws Exception {
    first = new PortalProcess(PortalIntegrationTest.newFolder());
    second = first.beside(PortalIntegrationTest.newFolder());
    first.launch();
    second.launch();
    first.awaitReady();
    second.awaitReady();
    await().until(() -> first.tellsPasswords() || second.tellsPasswords());
    atFirst = first.signIn("trainee");
    atSecond = atFirst.at(second.port());
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
  }

  @Test
  void shareEverythingButLabs() throws Exception {
    assertThat(Stream.of(first, second).filter(PortalProcess::tellsPasswords)).hasSize(1);
    assertThat(atSecond.get("/record").statusCode()).isEqualTo(200);

    String work = startAt(atFirst);
    await().atMost(PATIENCE).until(() -> atFirst.page(work).contains("Lab running"));
    assertThat(atFirst.page(work)).doesNotContain(ELSEWHERE);
    assertThat(atSecond.page(work)).contains(ELSEWHERE, "another one keeps your lab");
    assertThat(startAt(atSecond)).as("no second lab").isEqualTo(work);
    assertThat(atSecond.get(work + "/starter.zip").statusCode()).isEqualTo(404);

    for (Browser asked : new Browser[] {atFirst, atSecond, atSecond}) {
      asked.post(work + "/check");
      Browser other = asked == atFirst ? atSecond : atFirst;
      assertThat(other.page(work)).contains("every 3s");
      await().atMost(PATIENCE).until(() -> !other.page(work).contains("every 3s"));
    }
    assertThat(count("attempt where state = 'GRADED'")).isEqualTo(3);
    assertThat(count("record_entry")).isEqualTo(6);
    assertThat(count("attempt_evidence")).isEqualTo(3);
    assertThat(count("lab_session")).isEqualTo(1);

    Properties lab = PortalProcess.starter(atFirst, work);
    try (MqttUser own =
        MqttUser.connect(
            lab.getProperty("host"),
            Integer.parseInt(lab.getProperty("port")),
            lab.getProperty("user"),
            lab.getProperty("password"))) {
      atSecond.post(work + "/lab/close");
      await().atMost(PATIENCE).until(() -> !own.connected());
    }
    assertThat(startAt(atSecond)).isEqualTo(work);
    await().atMost(PATIENCE).until(() -> atFirst.page(work).contains(ELSEWHERE));
    assertThat(atSecond.page(work)).contains("Lab running").doesNotContain(ELSEWHERE);

    second.newPassword("trainee2");
    assertThat(first.signIn("trainee2").get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void oneGoesOnAndSaysWhatIsMissingWhileTheOtherIsDown() throws Exception {
    String work = startAt(atSecond);
    await().atMost(PATIENCE).until(() -> atSecond.page(work).contains("Lab running"));
    Properties lab = PortalProcess.starter(atSecond, work);
    atFirst.post(work + "/check");
    second.kill();
    assertThat(atFirst.page(work)).contains(ELSEWHERE);
    await().atMost(PATIENCE).until(() -> atFirst.page(work).contains(SILENT));
    await().atMost(PATIENCE.multipliedBy(2)).until(() -> count("attempt where active") == 0);
    assertThat(count("attempt where state = 'ABANDONED'")).isEqualTo(1);
    assertThat(atFirst.page(work)).contains("The lab was not there to be checked.", SILENT);
    var notNow = atFirst.post(work + "/check");
    assertThat(Browser.location(notNow)).endsWith("?notice=lab_not_ready");

    second.start();
    await().atMost(PATIENCE).until(() -> atFirst.page(work).contains(ELSEWHERE));
    atSecond = atFirst.at(second.port());
    await().atMost(PATIENCE).until(() -> atSecond.page(work).contains("Lab running"));
    assertThat(PortalProcess.starter(atSecond, work)).isEqualTo(lab);
    second.kill();
    atFirst.post(work + "/lab/close", "anyway", "true");
    startAt(atFirst);
    await().atMost(PATIENCE).until(() -> atFirst.page(work).contains("Lab running"));
    assertThat(atFirst.page(work)).doesNotContain(ELSEWHERE);
    assertThat(count("lab_session")).isEqualTo(2);
  }

  private static String startAt(Browser browser) {
    String target = Browser.location(browser.post("/exercises/" + ShortExercise.ID + "/start"));
    return target.substring(target.indexOf("/work/"));
  }

  private int count(String what) throws Exception {
    try (Connection database = first.database();
        var statement = database.createStatement()) {
      var rows = statement.executeQuery("select count(*) from " + what);
      rows.next();
      return rows.getInt(1);
    }
  }
}
