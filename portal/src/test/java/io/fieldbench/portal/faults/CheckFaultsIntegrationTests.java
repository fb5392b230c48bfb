package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of ours can go wrong during a check costs the trainee nothing. */
class CheckFaultsIntegrationTests extends PortalIntegrationTest {
  @Test
  void aBrokerThatStopsUsesNoAttemptUp() throws Exception {
    Work work = newWork("broker-stops");
    work.browser().post(work.path() + "/check");
    await().until(() -> Integer.valueOf(2).equals(attempts(work).getLast().get("phase")));
    handle(work).faults().stop("broker");
    Map<String, Object> attempt = awaitAttempt(work, "ABANDONED");
    assertUnused(attempt);
    assertThat(attempt).containsEntry("tries", 3);
    assertThat(attempt.get("reason_en").toString()).contains("broker");
    assertThat(attempt.get("reason_zh").toString()).contains("消息代理");
    assertThat(work.browser().page(work.path())).contains(attempt.get("reason_en").toString());

    handle(work).faults().start("broker");
    await().atMost(Duration.ofSeconds(20)).until(() -> reads(work));
    work.browser().post(work.path() + "/check");
    Map<String, Object> second = awaitAttempt(work, "GRADED");
    assertThat(second).containsEntry("number", 1);
    assertThat(recordEntries(second.get("id"))).isEqualTo(2);
  }

  /** Whether the kit's readings reach somebody who subscribes now. */
  private boolean reads(Work work) {
    try (MqttUser user = trainee(work)) {
      return user.hears(lab(work).kit().readings().get("motor-temperature"));
    }
  }

  @Test
  void aLabIsNotClosedUnderARunningCheckNorDoesItExpire() {
    Work work = newWork("keeps-open");
    jdbc.sql("update lab_session set expires_at = :at where id = :id")
        .param("at", Timestamp.from(Instant.now().plusSeconds(30)))
        .param("id", labId(work).value())
        .update();
    work.browser().post(work.path() + "/check");
    var answer = work.browser().post(work.path() + "/lab/close");
    assertThat(Browser.location(answer)).endsWith("?notice=checking");
    assertThat(lab(work).ready()).isTrue();
    assertThat(lab(work).expiresAt()).isAfter(Instant.now().plus(Duration.ofMinutes(9)));
    assertThat(awaitAttempt(work, "GRADED")).containsEntry("number", 1).containsEntry("tries", 1);
  }

  @Test
  void thereIsNoGradeWithoutItsRecord() {
    Work work = newWork("no-record");
    // The second of the two entries of an attempt cannot be written.
    UUID user =
        jdbc.sql("select user_id from enrolment where id = :id")
            .param("id", work.enrolment())
            .query(UUID.class)
            .single();
    jdbc.sql(
            "alter table record_entry add constraint provoked check (competency <> 'C078' or"
                + " user_id <> cast('%s' as uuid))".formatted(user))
        .update();
    try {
      work.browser().post(work.path() + "/check");
      Map<String, Object> attempt = awaitAttempt(work, "ABANDONED");
      assertUnused(attempt);
      assertThat(attempt.get("reason_en")).isNotNull();
      assertThat(attempt.get("reason_zh")).isNotNull();
    } finally {
      jdbc.sql("alter table record_entry drop constraint provoked").update();
    }
    work.browser().post(work.path() + "/check");
    Map<String, Object> second = awaitAttempt(work, "GRADED");
    assertThat(second).containsEntry("number", 1);
    assertThat(recordEntries(second.get("id"))).isEqualTo(2);
  }

  private void assertUnused(Map<String, Object> attempt) {
    assertThat(attempt)
        .containsEntry("number", null)
        .containsEntry("points", null)
        .containsEntry("verdict", null)
        .containsEntry("evidence_sha256", null)
        .containsEntry("active", null);
    assertThat(recordEntries(attempt.get("id"))).isZero();
    assertThat(evidence(attempt.get("id"))).isEmpty();
  }
}
