package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A lab that the tests of one class share. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OneLab {
  static final String READING = "harbour/press/reading";

  LabRuntime runtime;
  Lab lab;

  /** A runtime of its own for this class. */
  abstract LabRuntime create();

  @BeforeAll
  void startLab() throws LabException {
    runtime = create();
    lab = runtime.start(LabRequest.fresh(newId(), ContractLabs.guarded()));
  }

  @AfterAll
  void closeRuntime() {
    runtime.close();
  }

  static LabId newId() {
    return new LabId("t-" + UUID.randomUUID().toString().substring(0, 13));
  }

  static MqttUser user(Lab lab, String client) throws MqttException {
    return new MqttUser(lab.endpoints().get("mqtt"), lab.credentials(client));
  }

  MqttUser user(String client) throws MqttException {
    return user(lab, client);
  }

  static void assertRefused(MqttUser user) throws MqttException {
    try (user) {
      assertThatExceptionOfType(MqttException.class).isThrownBy(user::connect);
      assertThat(user.connected()).isFalse();
    }
  }

  /** Waits for the first of these texts to stand there, then demands exactly these. */
  static void awaitTexts(MqttUser user, List<String> texts) {
    await().until(() -> user.received().size() >= texts.size());
    assertThat(user.received()).extracting(MqttUser.Received::text).isEqualTo(texts);
  }
}
