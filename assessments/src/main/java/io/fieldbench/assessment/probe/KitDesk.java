package io.fieldbench.assessment.probe;

import io.fieldbench.assessment.Observation.KitCommanded;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.assessment.probe.BrokerSession.Refusal;
import io.fieldbench.kit.protocol.Acknowledgement;
import io.fieldbench.kit.protocol.Command;
import io.fieldbench.kit.protocol.KitTopics;
import io.fieldbench.kit.protocol.Payloads;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Commands the lab's kit. */
record KitDesk(KitTopics topics, BrokerSession session, Recorder recorder) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * Returns when the kit has obeyed.
   *
   * @return number of the observation that is its answer; what comes later knows of the command
   */
  int set(String name, String value) throws ProbeException, Flooded, InterruptedException {
    String id = UUID.randomUUID().toString();
    int mark = recorder.mark();
    try {
      send(id, name, value);
    } catch (MqttException | Refusal e) {
      recorder.check();
      throw new ProbeException(Reasons.refused("grader", "a command to the kit"), e);
    }
    MessageSeen seen = recorder.await(mark, m -> answer(m, id).isPresent(), PATIENCE);
    if (seen == null) {
      throw new ProbeException(Reasons.noAnswer(name, value, PATIENCE));
    }
    Acknowledgement answer = answer(seen, id).orElseThrow();
    String reason = answer.reason();
    recorder.add((n, at) -> new KitCommanded(n, at, name, value, answer.accepted(), reason));
    if (!answer.accepted()) {
      throw new ProbeException(Reasons.kitRefused(name, value, reason == null ? "–" : reason));
    }
    return seen.number();
  }

  /** Takes away fault and load, as far as broker and kit can be reached; waits for no answer. */
  void rest() {
    try {
      send(UUID.randomUUID().toString(), "fault", "none");
      send(UUID.randomUUID().toString(), "load", "0");
    } catch (MqttException | Refusal e) {
      // Best effort: the next check begins by setting both.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String id, String name, String value)
      throws MqttException, Refusal, InterruptedException {
    session.publish(topics.command(), Payloads.write(new Command(id, name, value)));
  }

  private Optional<Acknowledgement> answer(MessageSeen seen, String id) {
    if (!seen.topic().equals(topics.acknowledgement())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Payloads.read(seen.payload(), Acknowledgement.class))
          .filter(answer -> answer.id().equals(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
