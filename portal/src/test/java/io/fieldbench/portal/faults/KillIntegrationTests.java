package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portal is killed, or told to stop, while a trainee works; nothing is lost or doubled. */
class KillIntegrationTests {
  private static final Duration REVIVAL = Duration.ofSeconds(90);

  private final Random random = new Random(20261121);
  private PortalProcess portal;
  private Browser browser;
  private String work;

  @BeforeEach
  void prepare() throws Exception {
    portal = new PortalProcess(PortalIntegrationTest.newFolder());
  }

  @AfterEach
  void end() {
    portal.close();
  }

  @Test
  void whoeverWorksGoesOnAfterKills() throws Exception {
    portal.start();
    startExercise();
    killAfter(600);
    restart();
    await().atMost(REVIVAL).until(() -> browser.page(work).contains("Lab running"));
    Properties lab = PortalProcess.starter(browser, work);

    int checks = 0;
    try (MqttUser own = connect(lab)) {
      assertThat(own.publish(lab.getProperty("topic"), "{}", true)).isTrue();
      killAfter(1500);
      await().atMost(Duration.ofSeconds(10)).until(() -> !own.connected());
      restart();
      awaitSameLab(lab, own);
      for (int round = 0; round < 2; round++) {
        browser.post(work + "/check");
        checks++;
        killAfter(6000);
        restart();
        awaitSameLab(lab, own);
        await().atMost(REVIVAL).until(() -> !browser.page(work).contains("every 3s"));
      }
    }
    assertThat(portal.stop(Duration.ofSeconds(10))).isIn(0, 143);
    assertLedger(checks);
  }

  @Test
  void anOrderlyStopIsQuickLeavesNothingAndTheCheckGoesOnAfterwards() throws Exception {
    portal.start();
    startExercise();
    await().atMost(REVIVAL).until(() -> browser.page(work).contains("Lab running"));
    Properties lab = PortalProcess.starter(browser, work);
    try (MqttUser own = connect(lab);
        var events = browser.events(work + "/events")) {
      browser.post(work + "/check");
      await().until(() -> browser.page(work + "/part/checks").contains("Watching the alarm"));
      int code = portal.stop(Duration.ofSeconds(10));
      assertThat(code).as(() -> portal.output()).isIn(0, 143);
      try (var left = Files.list(portal.data().resolve("labs"))) {
        assertThat(left).isEmpty();
      }
      restart();
      awaitSameLab(lab, own);
      await().atMost(REVIVAL).until(() -> !browser.page(work).contains("every 3s"));
    }
    assertThat(portal.stop(Duration.ofSeconds(10))).isIn(0, 143);
    assertThat(assertLedger(1)).containsExactly("GRADED");
  }

  private void startExercise() {
    browser = portal.signIn("trainee");
    work = Browser.location(browser.post("/exercises/" + ShortExercise.ID + "/start"));
    work = work.substring(work.indexOf("/work/"));
  }

  private static MqttUser connect(Properties lab) {
    return MqttUser.connect(
        lab.getProperty("host"),
        Integer.parseInt(lab.getProperty("port")),
        lab.getProperty("user"),
        lab.getProperty("password"));
  }

  /** Kills it at a random moment within so many milliseconds. */
  private void killAfter(int most) throws InterruptedException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(most)));
    portal.kill();
  }

  private void restart() throws Exception {
    portal.start();
    browser = portal.signIn("trainee");
  }

  private void awaitSameLab(Properties lab, MqttUser own) {
    await().atMost(REVIVAL).until(() -> browser.page(work).contains("Lab running"));
    assertThat(PortalProcess.starter(browser, work)).isEqualTo(lab);
    assertThat(browser.page(work)).contains("retained messages are gone");
    await().atMost(Duration.ofSeconds(20)).until(own::connected);
    assertThat(own.publish(lab.getProperty("topic") + "/still-there", "{}", false)).isTrue();
  }

  /**
   * Every check that was asked for is there once: graded with two entries in the record and the
   * next number, or given up with neither.
   *
   * @return the states, oldest first
   */
  private List<String> assertLedger(int checks) throws Exception {
    var states = new ArrayList<String>();
    try (Connection database = portal.database()) {
      var rows =
          database
              .createStatement()
              .executeQuery(
                  "select state, number, (select count(*) from record_entry r where r.attempt_id ="
                      + " a.id) as entries, (select count(*) from attempt_evidence e where"
                      + " e.attempt_id = a.id) as proofs from attempt a order by requested_at");
      int graded = 0;
      while (rows.next()) {
        states.add(rows.getString("state"));
        if (rows.getString("state").equals("GRADED")) {
          assertThat(rows.getInt("number")).isEqualTo(++graded);
          assertThat(rows.getInt("entries")).isEqualTo(2);
          assertThat(rows.getInt("proofs")).isEqualTo(1);
        } else {
          assertThat(rows.getString("state")).isEqualTo("ABANDONED");
          assertThat(rows.getObject("number")).isNull();
          assertThat(rows.getInt("entries")).isZero();
          assertThat(rows.getInt("proofs")).isZero();
        }
      }
      assertThat(states).hasSize(checks);
      assertThat(count(database))
          .containsEntry("enrolment", 1)
          .containsEntry("lab_session", 1)
          .containsEntry("scheduled_tasks where task_name <> 'expire-labs'", 0);
    }
    return states;
  }

  private static Map<String, Integer> count(Connection database) throws Exception {
    var counts = new HashMap<String, Integer>();
    for (String table :
        List.of("enrolment", "lab_session", "scheduled_tasks where task_name <> 'expire-labs'")) {
      var rows = database.createStatement().executeQuery("select count(*) from " + table);
      rows.next();
      counts.put(table, rows.getInt(1));
    }
    return counts;
  }
}
