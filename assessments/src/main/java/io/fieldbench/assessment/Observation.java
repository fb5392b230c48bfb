package io.fieldbench.assessment;

import io.fieldbench.competency.LocalizedText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

  /** The probe published a message as the client "grader". */
  record Published(
      int number, Instant at, String topic, int qos, boolean retained, int bytes, String sha256)
      implements Observation {}

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
   * The trainee's workspace was copied.
   *
   * @param bytes of all files together
   * @param sha256 over the files in the order of their paths: path in UTF-8, a zero byte, length in
   *     eight bytes, content
   * @param millis that it took
   */
  record WorkspaceCopied(int number, Instant at, int files, int bytes, String sha256, int millis)
      implements Observation {}

  /**
   * A file of the copy that a check looks at.
   *
   * @param bytes −1 where there is no such file
   * @param sha256 empty where there is no such file
   * @param text its content; null where it is absent, larger than a check allows, or no UTF-8
   */
  record FileSeen(
      int number, Instant at, String path, int bytes, String sha256, @Nullable String text)
      implements Observation {}

  /**
   * The trainee's program has run on a copy of the workspace.
   *
   * @param run id of the run
   * @param draw what the hidden input was drawn from
   * @param timedOut whether it was ended for running too long
   * @param cut whether it printed more than is kept
   * @param output the beginning of what it printed, and {@code error} of its standard error; bytes
   *     that are no UTF-8 are replaced
   */
  record ProgramRan(
      int number,
      Instant at,
      String run,
      String draw,
      String inputSha256,
      int exitCode,
      boolean timedOut,
      boolean cut,
      int millis,
      int outputBytes,
      String outputSha256,
      String output,
      String error)
      implements Observation {}

  /** What the judge of a run said of the program's output. */
  record Judged(int number, Instant at, String run, List<Case> cases) implements Observation {
    public Judged {
      cases = List.copyOf(cases);
    }
  }

  /** One result of a judge. Its texts may quote the trainee. */
  record Case(String id, boolean passed, LocalizedText expected, LocalizedText seen) {}

  /**
   * The probe ended here because of a flood: the trainee's messages had passed what evidence may
   * hold. Phases that had not ended by then were not observed.
   *
   * @param messages of the trainee that were recorded
   * @param bytes of their topics and payloads
   */
  record RecordingStopped(int number, Instant at, int messages, int bytes) implements Observation {}
}
