package io.fieldbench.assessment.probe;

import io.fieldbench.assessment.Observation.AccessTried;
import io.fieldbench.assessment.Observation.Published;
import io.fieldbench.assessment.probe.BrokerSession.Listener;
import io.fieldbench.assessment.probe.BrokerSession.Refusal;
import io.fieldbench.exercise.Scenario.Step.Publish;
import io.fieldbench.exercise.Scenario.Step.Try;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Lab;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/** Opens sessions on a lab's broker whose messages are recorded. */
record Brokers(Lab lab, Recorder recorder) {
  private static final String ENDPOINT = "mqtt";

  /**
   * A session whose loss fails the check.
   *
   * @param observer under whose name messages are recorded
   * @param kept whether messages kept from before are wanted
   */
  BrokerSession watch(String id, String client, String observer, List<String> filters, boolean kept)
      throws ProbeException, InterruptedException {
    Listener listener =
        new Listener() {
          @Override
          public void message(String topic, MqttMessage m) {
            recorder.message(observer, topic, m.getQos(), m.isRetained(), m.getPayload());
          }

          @Override
          public void lost() {
            recorder.fail(Reasons.lost(client));
          }
        };
    BrokerSession session;
    try {
      session = BrokerSession.open(endpoint(), id, lab.credentials(client), listener);
    } catch (MqttException | Refusal e) {
      throw new ProbeException(Reasons.unreachable(client, text(e)), e);
    }
    try {
      session.subscribe(filters, kept);
      return session;
    } catch (MqttException | Refusal e) {
      session.close();
      throw new ProbeException(Reasons.refused(client, "SUBSCRIBE " + filters), e);
    } catch (InterruptedException e) {
      session.close();
      throw e;
    }
  }

  /** Publishes what the step says and returns when the broker has it. */
  void publish(BrokerSession session, Publish step) throws ProbeException, InterruptedException {
    recorder.add((n, at) ->
        new Published(
            n,
            at,
            step.topic(),
            step.qos(),
            step.retain(),
            step.payload().length,
            Digests.sha256(step.payload())));
    try {
      session.publish(step.topic(), step.payload(), step.qos(), step.retain());
    } catch (MqttException | Refusal e) {
      throw new ProbeException(Reasons.refused("grader", "PUBLISH " + step.topic()), e);
    }
  }

  /** Tries what the step says and records whether it was allowed. */
  void attempt(Try step) throws ProbeException, InterruptedException {
    String refusal = refusal(step);
    recorder.add((n, at) ->
        new AccessTried(
            n,
            at,
            step.id(),
            step.client(),
            step.action().name(),
            step.topic(),
            refusal == null,
            refusal == null ? "" : refusal));
  }

  private @Nullable String refusal(Try step) throws ProbeException, InterruptedException {
    Credentials credentials =
        step.client().equals("anonymous") ? null : lab.credentials(step.client());
    try (var session = BrokerSession.open(endpoint(), null, credentials, new Deaf())) {
      try {
        switch (step.action()) {
          case CONNECT -> {}
          case SUBSCRIBE -> session.subscribe(List.of(step.topic()), false);
          case PUBLISH ->
              session.publish(step.topic(), "fieldbench".getBytes(StandardCharsets.UTF_8));
        }
        return null;
      } catch (MqttException e) {
        // Some brokers answer a forbidden packet by closing the connection.
        return "the broker gave no consent: " + text(e);
      }
    } catch (Refusal e) {
      return text(e);
    } catch (MqttException e) {
      throw new ProbeException(Reasons.unreachable(step.client(), text(e)), e);
    }
  }

  private Endpoint endpoint() throws ProbeException {
    Endpoint endpoint = lab.endpoints().get(ENDPOINT);
    if (endpoint == null) {
      throw new ProbeException(Reasons.unreachable("grader", "no endpoint " + ENDPOINT));
    }
    return endpoint;
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  /** Hears nothing. */
  private static final class Deaf implements Listener {
    @Override
    public void message(String topic, MqttMessage message) {}

    @Override
    public void lost() {}
  }
}
