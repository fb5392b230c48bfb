package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A portal stays up for longer than the pool keeps a connection to the database, 30 minutes; here
 * as briefly as the pool allows. H2 checks a constraint in the session that has made it, and that
 * may be gone.
 */
class LongUptimeIntegrationTests {
  private static final Duration KEPT = Duration.ofSeconds(30);

  private PortalProcess portal;

  @AfterEach
  void end() {
    portal.close();
  }

  @Test
  void writesGoOnWithOtherConnections() throws Exception {
    portal =
        new PortalProcess(
            PortalIntegrationTest.newFolder(),
            "embedded",
            Map.of("SPRING_DATASOURCE_HIKARI_MAX_LIFETIME", String.valueOf(KEPT.toMillis())));
    portal.start();
    Browser before = portal.signIn("trainee");
    assertThat(before.post("/settings/language", "language", "zh").statusCode()).isEqualTo(303);

    await().pollDelay(KEPT.plusSeconds(10)).timeout(KEPT.multipliedBy(2)).until(() -> true);
    assertThat(before.post("/settings/language", "language", "zh").statusCode()).isEqualTo(303);
    HttpResponse<String> started = before.post("/exercises/" + ShortExercise.ID + "/start");
    assertThat(Browser.location(started)).contains("/work/");
    HttpResponse<String> proposed =
        portal
            .signIn("instructor")
            .post(
                "/instructor/links",
                "from",
                "cn-2-02-10-10:1a-A1.1.1",
                "to",
                "iiot-specialist",
                "code",
                "C080",
                "match",
                "CLOSE",
                "reason",
                "After the connections of the start");
    assertThat(proposed.statusCode()).isEqualTo(302);
  }
}
