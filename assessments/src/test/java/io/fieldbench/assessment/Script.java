package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.AccessTried;
import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.assessment.Observation.FileSeen;
import io.fieldbench.assessment.Observation.Judged;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.assessment.Observation.ObserverJoined;
import io.fieldbench.assessment.Observation.ObserverLeft;
import io.fieldbench.assessment.Observation.PhaseBegan;
import io.fieldbench.assessment.Observation.PhaseEnded;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.assessment.Observation.Published;
import io.fieldbench.assessment.Observation.RecordingStopped;
import io.fieldbench.assessment.Observation.WorkspaceCopied;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes evidence by hand; every observation is 100 ms after the one before. */
final class Script {
  static final String TEMPERATURE = "north/a/b/c/motor-temperature";
  static final String ALARM = "north/a/b/c/alarm/overheat";
  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

  private final List<Observation> observations = new ArrayList<>();
  private Instant now = START;

  Script began(String phase) {
    return add(new PhaseBegan(next(), now, phase));
  }

  Script ended(String phase) {
    return add(new PhaseEnded(next(), now, phase));
  }

  Script reading(long seq, String value) {
    return reading(seq, value, "GOOD");
  }

  Script reading(long seq, String value, String quality) {
    return message(
        "grader",
        TEMPERATURE,
        1,
        false,
        "{\"value\":%s,\"unit\":\"°C\",\"quality\":\"%s\",\"seq\":%d}"
            .formatted(value, quality, seq));
  }

  Script alarm(String state, long seq, String value) {
    return sent(ALARM, "{\"state\":\"%s\",\"value\":%s,\"seq\":%d}".formatted(state, value, seq));
  }

  Script sent(String topic, String payload) {
    return message("grader", topic, 1, false, payload);
  }

  Script message(String observer, String topic, int qos, boolean retained, String payload) {
    return message(observer, topic, qos, retained, payload.getBytes(StandardCharsets.UTF_8));
  }

  Script message(String observer, String topic, int qos, boolean retained, byte[] payload) {
    return add(new MessageSeen(next(), now, observer, topic, qos, retained, payload));
  }

  Script joined(String observer) {
    return add(new ObserverJoined(next(), now, observer, ALARM));
  }

  Script left(String observer) {
    return add(new ObserverLeft(next(), now, observer));
  }

  Script tried(String id, boolean allowed) {
    return add(
        new AccessTried(next(), now, id, "trainee", "PUBLISH", "a/b", allowed, "not authorized"));
  }

  Script published() {
    return add(new Published(next(), now, "raw/a", 1, true, 5, "00ff"));
  }

  Script copied() {
    return add(new WorkspaceCopied(next(), now, 3, 1_200, "00ff", 140));
  }

  /**
   * @param text null for a file that is absent
   */
  Script file(String path, @Nullable String text) {
    int bytes = text == null ? -1 : text.getBytes(StandardCharsets.UTF_8).length;
    return add(new FileSeen(next(), now, path, bytes, text == null ? "" : "00ff", text));
  }

  Script file(String path, int bytes) {
    return add(new FileSeen(next(), now, path, bytes, "00ff", null));
  }

  Script ran(int exitCode, boolean timedOut, boolean cut, String error) {
    return add(
        new ProgramRan(
            next(), now, "hidden", "42", "00ff", exitCode, timedOut, cut, 1_234, 20, "11ff", "{}",
            error));
  }

  Script ranWell() {
    return ran(0, false, false, "");
  }

  Script judged(Case... cases) {
    return add(new Judged(next(), now, "hidden", List.of(cases)));
  }

  Script stopped() {
    return add(new RecordingStopped(next(), now, 10_000, 1_000_000));
  }

  Script later(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  Evidence evidence() {
    return of(observations);
  }

  static Evidence of(List<Observation> observations) {
    return new Evidence(
        "mqtt-overheat-alarm", "abc", Map.of("high", "68.5"), START, START, observations);
  }

  private int next() {
    now = now.plusMillis(100);
    return observations.size() + 1;
  }

  private Script add(Observation observation) {
    observations.add(observation);
    return this;
  }
}
