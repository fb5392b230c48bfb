package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A trainee's program that publishes without end is graded as it is, once. */
class FloodIntegrationTests extends PortalIntegrationTest {
  @Test
  void aFloodIsGradedOnceAndThePortalGoesOn() throws Exception {
    Work work = newWork("flood");
    Work neighbour = newWork("neighbour");
    String topic = alarmTopic(work);
    var going = new AtomicBoolean(true);
    var sent = new AtomicInteger();
    var payload = new byte[1024];
    try (MqttUser first = trainee(work);
        MqttUser second = trainee(work)) {
      work.browser().post(work.path() + "/check");
      neighbour.browser().post(neighbour.path() + "/check");
      Thread[] pumps = {
        Thread.ofPlatform().start(() -> pump(first, topic, payload, going, sent)),
        Thread.ofPlatform().start(() -> pump(second, topic + "/more", payload, going, sent))
      };
      await().until(() -> sent.get() > 5000);
      assertThat(work.browser().get(work.path()).statusCode()).isEqualTo(200);
      Map<String, Object> attempt = awaitAttempt(work, "GRADED");
      going.set(false);
      for (Thread pump : pumps) {
        pump.join();
      }
      assertThat(attempt)
          .containsEntry("number", 1)
          .containsEntry("tries", 1)
          .containsEntry("points", 0);
      assertThat(evidence(attempt.get("id")).getFirst()).contains("recording-stopped");
      assertThat(work.browser().get("/results/" + attempt.get("id")).statusCode()).isEqualTo(200);
    }
    // The neighbour's lab was checked meanwhile as if nothing were.
    assertThat(awaitAttempt(neighbour, "GRADED")).containsEntry("number", 1);
    work.browser().post(work.path() + "/check");
    assertThat(awaitAttempt(work, "GRADED")).containsEntry("number", 2);
  }

  /** Not faster than the broker lets in for as long as the check takes. */
  private static void pump(
      MqttUser user, String topic, byte[] payload, AtomicBoolean going, AtomicInteger sent) {
    while (going.get()) {
      if (user.fire(topic, payload)) {
        sent.incrementAndGet();
      }
      LockSupport.parkNanos(300_000);
    }
  }
}
