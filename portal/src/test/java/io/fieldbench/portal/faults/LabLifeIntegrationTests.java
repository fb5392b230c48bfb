package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.Endpoint;
import io.fieldbench.portal.lab.LabState;
import io.fieldbench.portal.lab.LabView;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

class LabLifeIntegrationTests extends PortalIntegrationTest {
  @Autowired ApplicationContext context;

  @Test
  void anExpiredLabIsGoneAndTheNextOneHasTheSameValues() {
    Work work = newWork("expires");
    LabView first = lab(work);
    MqttUser user = trainee(work);
    jdbc.sql("update lab_session set expires_at = :at where id = :id")
        .param("at", Timestamp.from(Instant.now().minusSeconds(1)))
        .param("id", first.id().value())
        .update();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> lab(work).state() == LabState.EXPIRED && !user.connected());
    user.close();
    assertThat(labs.handle(first.id())).isEmpty();
    assertThat(work.browser().page(work.path())).contains("Lab expired");
    var notNow = work.browser().post(work.path() + "/check");
    assertThat(Browser.location(notNow)).endsWith("?notice=lab_not_ready");
    assertThat(attempts(work)).isEmpty();

    work.browser().post("/exercises/" + ShortExercise.ID + "/start");
    await().atMost(Duration.ofSeconds(30)).until(() -> lab(work).ready());
    assertThat(lab(work).id()).isNotEqualTo(first.id());
    assertThat(lab(work).kit()).isEqualTo(first.kit());
    assertThat(lab(work).request().spec()).isEqualTo(first.request().spec());
  }

  @Test
  void aLabWhosePortWasTakenFailsWithAReasonAndCanBeTriedAgain() throws Exception {
    Work work = newWork("port-taken");
    LabView before = lab(work);
    Endpoint endpoint = handle(work).endpoints().get("mqtt");
    var credentials = handle(work).credentials("trainee");
    // As after a restart: what ran is gone, the row says READY, another program has the port.
    handle(work).destroy();
    try (var other = new ServerSocket(endpoint.port(), 1, InetAddress.getByName(endpoint.host()))) {
      assertThat(other.isBound()).isTrue();
      restart();
      awaitFailure(work, endpoint);
      retry(work);
      awaitFailure(work, endpoint);
    }
    retry(work);
    await().atMost(Duration.ofSeconds(30)).until(() -> lab(work).ready());
    assertThat(handle(work).endpoints()).containsValue(endpoint);
    assertThat(handle(work).credentials("trainee")).isEqualTo(credentials);
    assertThat(lab(work).id()).isEqualTo(before.id());
    assertThat(lab(work).kit()).isEqualTo(before.kit());
    assertThat(lab(work).reason()).isNull();
    try (MqttUser user = trainee(work)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> user.hears(before.kit().readings().get("motor-temperature")));
    }
    assertThat(work.browser().page(work.path())).contains("retained messages are gone");
  }

  /** Lets the keeper bring back the labs, as it does when the portal starts. */
  private void restart() {
    ReflectionTestUtils.invokeMethod(context.getBean("labKeeper"), "restore");
  }

  private void awaitFailure(Work work, Endpoint endpoint) {
    await().atMost(Duration.ofSeconds(30)).until(() -> lab(work).state() == LabState.FAILED);
    assertThat(lab(work).reason()).contains(Integer.toString(endpoint.port()));
    assertThat(work.browser().page(work.path()))
        .contains("Lab could not be built", lab(work).reason());
    var notNow = work.browser().post(work.path() + "/check");
    assertThat(Browser.location(notNow)).endsWith("?notice=lab_not_ready");
  }

  private static void retry(Work work) {
    assertThat(Browser.location(work.browser().post(work.path() + "/lab/retry")))
        .endsWith(work.path());
  }
}
