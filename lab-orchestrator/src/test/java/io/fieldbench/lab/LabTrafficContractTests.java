package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How messages travel through a lab's broker on every runtime, by MQTT 5 and 3.1.1. */
abstract class LabTrafficContractTests extends OneLab {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void messagesFlowAtEachQuality(int qos) throws MqttException {
    try (var observer = user("observer").connect();
        var trainee = user("trainee").connect()) {
      observer.subscribe("flow/#");
      for (int i = 0; i < 100; i++) {
        trainee.publish("flow/" + i, "m" + i, qos, false);
      }
      await().until(() -> observer.received().size() >= 100);
      assertThat(observer.received())
          .extracting(MqttUser.Received::text)
          .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "m" + i).toList());
      assertThat(observer.received()).extracting(MqttUser.Received::qos).containsOnly(qos);
    }
  }

  @Test
  void aRetainedMessageReachesALaterSubscriber() throws MqttException {
    try (var trainee = user("trainee").connect();
        var first = user("observer").connect();
        var second = user("observer").connect()) {
      trainee.publish("keep", "kept", 1, true);
      first.subscribe("keep");
      awaitTexts(first, List.of("kept"));
      assertThat(first.received().getFirst().retained()).isTrue();

      trainee.publish("keep", "", 1, true);
      second.subscribe("keep");
      trainee.publish("keep", "end");
      awaitTexts(second, List.of("end"));
    }
  }

  @Test
  void aPacketOf1MiBIsRefused() throws Exception {
    try (var observer = user("observer").connect()) {
      observer.subscribe("big");
      // The MQTT 5 client would refuse by itself: it is told the maximum in the CONNACK.
      var trainee = old("trainee");
      try {
        trainee.publish("big", new byte[10_000], 1, false);
        await().until(() -> observer.received().size() == 1);
        assertThatThrownBy(() -> trainee.publish("big", new byte[1024 * 1024], 1, false))
            .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
        await().until(() -> !trainee.isConnected());
        assertThat(observer.received()).hasSize(1);
      } finally {
        trainee.close();
      }
    }
  }

  @Test
  void mqtt311HasTheSameRights() throws Exception {
    try (var grader = user("grader").connect()) {
      grader.subscribe("#");
      var trainee = old("trainee");
      trainee.publish(READING, "forged".getBytes(), 1, false);
      trainee.publish("allowed", "end".getBytes(), 1, false);
      awaitTexts(grader, List.of("end"));
      trainee.disconnectForcibly(0, 1_000);
      trainee.close();
    }
    assertThatThrownBy(() -> old(new Credentials("trainee", "wrong")))
        .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
  }

  private org.eclipse.paho.client.mqttv3.MqttClient old(String client) throws Exception {
    return old(lab.credentials(client));
  }

  private org.eclipse.paho.client.mqttv3.MqttClient old(Credentials credentials) throws Exception {
    Endpoint mqtt = lab.endpoints().get("mqtt");
    var client =
        new org.eclipse.paho.client.mqttv3.MqttClient(
            "tcp://" + mqtt.host() + ":" + mqtt.port(),
            UUID.randomUUID().toString(),
            new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence());
    client.setTimeToWait(10_000);
    var options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setUserName(credentials.username());
    options.setPassword(credentials.password().toCharArray());
    client.connect(options);
    return client;
  }
}
