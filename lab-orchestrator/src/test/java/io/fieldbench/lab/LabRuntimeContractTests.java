package io.fieldbench.lab;

import static io.fieldbench.lab.MqttUser.NOT_AUTHORIZED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lab's broker must do on every runtime: who gets in, and what they may say and hear. */
abstract class LabRuntimeContractTests extends OneLab {
  @ParameterizedTest
  @ValueSource(strings = {"trainee", "kit", "grader", "observer", "levels"})
  void theRightPasswordOpens(String client) throws MqttException {
    try (var user = user(client).connect()) {
      assertThat(user.connected()).isTrue();
    }
    assertThat(lab.ready()).isTrue();
    assertThat(runtime.unsupported(ContractLabs.guarded())).isEmpty();
  }

  @Test
  void nothingElseOpens() throws MqttException {
    Endpoint mqtt = lab.endpoints().get("mqtt");
    String password = lab.credentials("trainee").password();
    assertRefused(new MqttUser(mqtt, new Credentials("trainee", password + "x")));
    assertRefused(new MqttUser(mqtt, new Credentials("trainee", "")));
    assertRefused(new MqttUser(mqtt, new Credentials("trainee", "trainee")));
    assertRefused(new MqttUser(mqtt, new Credentials("nobody", password)));
    assertRefused(new MqttUser(mqtt, new Credentials("grader", lab.credentials("kit").password())));
    assertRefused(user("trainee").withoutCredentials());
  }

  @Test
  void aTraineeCannotEnterAnotherLab() throws Exception {
    Lab other = runtime.start(LabRequest.fresh(newId(), ContractLabs.guarded()));
    try (var own = user(other, "trainee").connect()) {
      assertRefused(new MqttUser(other.endpoints().get("mqtt"), lab.credentials("trainee")));
      assertRefused(new MqttUser(lab.endpoints().get("mqtt"), other.credentials("trainee")));
      assertThat(own.connected()).isTrue();
    } finally {
      other.destroy();
    }
  }

  @Test
  void aDeniedMessageComesBackWithAReasonAndIsNotDelivered() throws MqttException {
    try (var grader = user("grader").connect();
        var kit = user("kit").connect();
        var trainee = user("trainee").connect();
        var second = user("trainee").connect()) {
      grader.subscribe("#");
      assertThat(trainee.publish(READING, "forged")).isEqualTo(NOT_AUTHORIZED);
      // Paho gives up its connection when a PUBREC says no.
      assertThat(second.publish(READING, "forged", 2, false)).isEqualTo(NOT_AUTHORIZED);
      assertThat(trainee.publish("fieldbench/kit/1/command", "forged", 1, true))
          .isEqualTo(NOT_AUTHORIZED);
      trainee.publish(READING, "forged", 0, false);
      assertThat(trainee.publish("allowed", "end")).isZero();
      assertThat(trainee.connected()).as("still connected after a denial").isTrue();
      awaitTexts(grader, List.of("end"));

      kit.publish(READING, "genuine");
      awaitTexts(grader, List.of("end", "genuine"));
    }
  }

  @Test
  void theSameMessageIsDeliveredWhereNothingDeniesIt() throws Exception {
    Lab open = runtime.start(LabRequest.fresh(newId(), ContractLabs.open()));
    try (var grader = user(open, "grader").connect();
        var trainee = user(open, "trainee").connect()) {
      grader.subscribe("#");
      assertThat(trainee.publish(READING, "forged")).isZero();
      awaitTexts(grader, List.of("forged"));
    } finally {
      open.destroy();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kit, harbour/x/reading, true",
    "kit, harbour/x/y/reading, false",
    "kit, harbour/x/reading/more, false",
    "kit, elsewhere/x/reading, false",
    "kit, fieldbench/kit, true",
    "kit, fieldbench/kitchen, false",
    "grader, harbour/x/reading, false",
    "observer, anything, false",
    "levels, a/b/c, true",
    "levels, a//c, true",
    "levels, A/b/c, false"
  })
  void whatNoFilterAllowsIsDenied(String client, String topic, boolean allowed)
      throws MqttException {
    try (var observer = user("observer").connect();
        var user = user(client).connect()) {
      observer.subscribe(topic);
      int reason = user.publish(topic, "text");
      assertThat(reason).isEqualTo(allowed ? 0 : NOT_AUTHORIZED);
      if (allowed) {
        awaitTexts(observer, List.of("text"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kit, fieldbench/kit/#, true",
    "kit, fieldbench/kit/+/command, true",
    "kit, #, false",
    "kit, fieldbench/#, false",
    "kit, +/kit/command, false",
    "kit, harbour/x/reading, false",
    "kit, $share/g/fieldbench/kit/#, true",
    "kit, $share/g/#, false",
    "levels, a/+/c, true",
    "levels, a/b/c, true",
    "levels, a/#, false",
    "levels, a/+/+, false",
    "levels, b, true",
    "levels, b/+/d, true",
    "observer, +/#, true",
    "trainee, #, true"
  })
  void aSubscriptionMustLieInsideAnAllowedFilter(String client, String filter, boolean allowed)
      throws MqttException {
    try (var user = user(client).connect()) {
      int reason = user.subscribe(filter);
      if (allowed) {
        assertThat(reason).as("granted quality of service").isBetween(0, 2);
      } else {
        assertThat(reason).isEqualTo(NOT_AUTHORIZED);
      }
    }
  }

  @Test
  void aDeniedSubscriptionHearsNothing() throws MqttException {
    try (var kit = user("kit").connect();
        var trainee = user("trainee").connect();
        var grader = user("grader").connect()) {
      kit.subscribe("#");
      kit.subscribe("fieldbench/kit/#");
      trainee.publish("secret", "of the trainee");
      grader.publish("fieldbench/kit/1/command", "end");
      awaitTexts(kit, List.of("end"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kit-1", "grader", "grader-7", "observer-late", "portal-panel"})
  void aTraineeCannotUseAReservedClientId(String clientId) throws MqttException {
    Endpoint mqtt = lab.endpoints().get("mqtt");
    assertRefused(new MqttUser(mqtt, lab.credentials("trainee"), clientId));
  }

  @Test
  void aTraineeCannotThrowTheKitOut() throws MqttException {
    Endpoint mqtt = lab.endpoints().get("mqtt");
    try (var kit = new MqttUser(mqtt, lab.credentials("kit"), "kit-7").connect()) {
      assertRefused(new MqttUser(mqtt, lab.credentials("trainee"), "kit-7"));
      assertThat(kit.publish(READING, "still here")).isNotEqualTo(NOT_AUTHORIZED);

      try (var second = new MqttUser(mqtt, lab.credentials("kit"), "kit-7").connect()) {
        await("its own user can take over").until(() -> !kit.connected());
        assertThat(second.connected()).isTrue();
      }
    }
  }

  @Test
  void aLastWillOnADeniedTopicIsRefused() throws MqttException {
    assertRefused(user("trainee").withWill(READING, "forged"));
    try (var grader = user("grader").connect();
        var trainee = user("trainee").withWill("trainee/gone", "gone").connect()) {
      grader.subscribe("#");
      trainee.vanish();
      awaitTexts(grader, List.of("gone"));
    }
  }
}
