package io.fieldbench.assessment;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that the probe did or saw. Numbers are unique in their evidence. */
public sealed interface Observation {
  int number();

  Instant at();

  /** A phase of the scenario began. */
  record PhaseBegan(int number, Instant at, String phase) implements Observation {}

  /** A phase of the scenario ended. */
  record PhaseEnded(int number, Instant at, String phase) implements Observation {}

  /** A command to the kit, and its answer. */
  record KitCommanded(
      int number, Instant at, String name, String value, boolean accepted, @Nullable String reason)
      implements Observation {}

  /**
   * A message reached an observer.
   *
   * @param observer "grader" or the name of a late one
   * @param payload raw bytes
   */
  record MessageSeen(
      int number,
      Instant at,
      String observer,
      String topic,
      int qos,
      boolean retained,
      byte[] payload)
      implements Observation {
    /** Compares payloads by their bytes. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof MessageSeen that
          && number == that.number
          && at.equals(that.at)
          && observer.equals(that.observer)
          && topic.equals(that.topic)
          && qos == that.qos
          && retained == that.retained
          && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
      return Objects.hash(number, at, topic, Arrays.hashCode(payload));
    }
  }

  /** A late observer subscribed. */
  record ObserverJoined(int number, Instant at, String observer, String topic)
      implements Observation {}

  /** A late observer stopped listening. */
  record ObserverLeft(int number, Instant at, String observer) implements Observation {}

  /** Something was tried on the broker. */
  record AccessTried(
      int number,
      Instant at,
      String id,
      String client,
      String action,
      String topic,
      boolean allowed,
      String reason)
      implements Observation {}

  /**
   * The probe ended here because of a flood: the trainee's messages had passed what evidence may
   * hold. Phases that had not ended by then were not observed.
   *
   * @param messages of the trainee that were recorded
   * @param bytes of their topics and payloads
   */
  record RecordingStopped(int number, Instant at, int messages, int bytes) implements Observation {}
}
