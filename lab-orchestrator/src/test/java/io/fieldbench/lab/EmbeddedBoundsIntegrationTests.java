package io.fieldbench.lab;

import static io.fieldbench.lab.MqttUser.QUOTA_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trainee can take of the portal's memory, and of the kit's place. */
class EmbeddedBoundsIntegrationTests {
  @TempDir Path folder;
  private EmbeddedRuntime runtime;
  private Lab lab;

  @BeforeEach
  void start() throws LabException {
    runtime = new EmbeddedRuntime("127.0.0.1", folder);
    lab = runtime.start(LabRequest.fresh(OneLab.newId(), ContractLabs.guarded()));
  }

  @AfterEach
  void stop() {
    runtime.close();
  }

  private MqttUser user(String client) throws MqttException {
    return OneLab.user(lab, client);
  }

  private MqttUser trainee(String clientId, long sessionExpiry) throws MqttException {
    return new MqttUser(lab.endpoints().get("mqtt"), lab.credentials("trainee"), clientId)
        .withSessionExpiry(sessionExpiry);
  }

  @Test
  void connectionsOfATraineeEndAt16AndLeaveRoomForTheKit() throws MqttException {
    var open = new ArrayList<MqttUser>();
    for (int i = 0; i < 16; i++) {
      open.add(user("trainee").connect());
    }
    OneLab.assertRefused(user("trainee"));
    user("kit").connect().close();

    open.removeLast().close();
    open.removeLast().vanish();
    await()
        .ignoreExceptions()
        .until(() -> {
          open.add(user("trainee").connect());
          return open.size() == 16;
        });
    OneLab.assertRefused(user("trainee"));
    for (MqttUser user : open) {
      user.close();
    }
  }

  @Test
  void lastingSessionsOfATraineeEndAt8() throws MqttException {
    for (int i = 0; i < 8; i++) {
      trainee("lasting-" + i, 600).connect().close();
    }
    OneLab.assertRefused(trainee("lasting-8", 600));
    trainee("lasting-3", 600).connect().close();
    trainee("passing", 0).connect().close();
  }

  @Test
  void retainedMessagesOfATraineeEndAt256TopicsAnd4MiB() throws MqttException {
    try (var trainee = user("trainee").connect();
        var kit = user("kit").connect()) {
      for (int i = 0; i < 256; i++) {
        assertThat(trainee.publish("r/" + i, "x", 1, true)).isNotEqualTo(QUOTA_EXCEEDED);
      }
      assertThat(trainee.publish("r/256", "x", 1, true)).isEqualTo(QUOTA_EXCEEDED);
      assertThat(trainee.publish("r/0", "again", 1, true)).isNotEqualTo(QUOTA_EXCEEDED);
      assertThat(trainee.publish("r/256", "x", 1, false)).isNotEqualTo(QUOTA_EXCEEDED);
      assertThat(kit.publish("harbour/x/reading", "x", 1, true)).isNotEqualTo(QUOTA_EXCEEDED);
      assertThat(trainee.publish("r/0", "", 1, true)).isNotEqualTo(QUOTA_EXCEEDED);
      assertThat(trainee.publish("r/256", "x", 1, true)).isNotEqualTo(QUOTA_EXCEEDED);

      String large = "x".repeat(200 * 1024);
      int stored = 1;
      while (stored < 100 && trainee.publish("r/" + stored, large, 1, true) != QUOTA_EXCEEDED) {
        stored++;
      }
      assertThat(stored).isBetween(20, 21);
    }
  }

  @Test
  void subscriptionsOfAConnectionEndAt200() throws MqttException {
    try (var trainee = user("trainee").connect()) {
      for (int i = 0; i < 200; i++) {
        assertThat(trainee.subscribe("s/" + i)).isEqualTo(2);
      }
      // The answer is "quota exceeded", which Paho takes for no valid SUBACK.
      assertThatExceptionOfType(MqttException.class).isThrownBy(() -> trainee.subscribe("s/200"));
    }
  }

  /** The queues of sessions that nobody reads would take the portal's whole memory. */
  @Test
  void aTraineeFillsNoQueuesWithMoreThan10MiBAtOnce() throws MqttException {
    String large = "x".repeat(200 * 1024);
    try (var trainee = user("trainee").connect();
        var grader = user("grader").connect()) {
      int sent = 0;
      while (sent < 100 && trainee.publish("q/1", large) != QUOTA_EXCEEDED) {
        sent++;
      }
      assertThat(sent).isBetween(50, 52);
      OneLab.assertRefused(user("trainee").withWill("q/2", large));
      for (int i = 0; i < 100; i++) {
        assertThat(grader.publish("fieldbench/kit/x", large)).isNotEqualTo(QUOTA_EXCEEDED);
      }
    }
  }

  @Test
  void anEmptyLastWillDoesNotGiveBackWhatIsStillRetained() throws MqttException {
    try (var trainee = user("trainee").connect()) {
      for (int i = 0; i < 256; i++) {
        assertThat(trainee.publish("r/" + i, "x", 1, true)).isNotEqualTo(QUOTA_EXCEEDED);
      }
      user("trainee").withRetainedWill("r/0", "").connect().close();
      assertThat(trainee.publish("r/256", "x", 1, true)).isEqualTo(QUOTA_EXCEEDED);
    }
  }

  @Test
  void propertiesOfRetainedMessagesCountToo() throws MqttException {
    try (var trainee = user("trainee").connect()) {
      int stored = 0;
      while (stored < 100
          && trainee.publishWithProperty("r/" + stored, "x".repeat(60_000)) != QUOTA_EXCEEDED) {
        stored++;
      }
      assertThat(stored).isBetween(68, 70);
    }
  }

  @Test
  void subscriptionsOfALastingSessionAreCountedOverItsConnections() throws MqttException {
    for (int connection = 0; connection < 2; connection++) {
      try (var trainee = trainee("lasting", 600).withSessionKept().connect()) {
        for (int i = 0; i < 100; i++) {
          assertThat(trainee.subscribe("s/" + connection + "/" + i)).isEqualTo(2);
        }
      }
    }
    try (var trainee = trainee("lasting", 600).withSessionKept().connect()) {
      assertThat(trainee.subscribe("s/0/0")).isEqualTo(2);
      assertThatExceptionOfType(MqttException.class).isThrownBy(() -> trainee.subscribe("s/2"));
    }
  }

  @Test
  void sharedSubscriptionsOfAConnectionEndAt8() throws MqttException {
    try (var trainee = user("trainee").connect()) {
      for (int i = 0; i < 8; i++) {
        assertThat(trainee.subscribe("$share/g" + i + "/s")).isEqualTo(1);
      }
      assertThatExceptionOfType(MqttException.class)
          .isThrownBy(() -> trainee.subscribe("$share/g8/s"));
    }
  }
}
