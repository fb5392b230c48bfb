package io.fieldbench.portal.training;

import io.fieldbench.assessment.Observation;
import io.fieldbench.portal.web.EvidenceRow;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Observations as lines for people; hostile text is made harmless here and escaped by the page. */
final class EvidenceLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final int LENGTH = 300;

  private EvidenceLines() {}

  /** One line; {@code decisive} marks it. */
  static EvidenceRow of(Observation observation, boolean decisive) {
    String time = TIME.format(observation.at());
    return switch (observation) {
      case Observation.MessageSeen m ->
          new EvidenceRow(
              time,
              m.observer(),
              "%s %s qos=%d retain=%d"
                  .formatted(
                      plain(m.topic()),
                      plain(new String(m.payload(), StandardCharsets.UTF_8)),
                      m.qos(),
                      m.retained() ? 1 : 0),
              decisive);
      case Observation.KitCommanded c ->
          new EvidenceRow(
              time, "kit", c.name() + "=" + c.value() + (c.accepted() ? "" : " refused"), decisive);
      case Observation.PhaseBegan p ->
          new EvidenceRow(time, "grader", p.phase() + " begins", decisive);
      case Observation.PhaseEnded p ->
          new EvidenceRow(time, "grader", p.phase() + " ends", decisive);
      case Observation.ObserverJoined o ->
          new EvidenceRow(time, o.observer(), "subscribes to " + plain(o.topic()), decisive);
      case Observation.ObserverLeft o -> new EvidenceRow(time, o.observer(), "leaves", decisive);
      case Observation.RecordingStopped r ->
          new EvidenceRow(
              time,
              "grader",
              "stopped recording after %d messages, %d bytes".formatted(r.messages(), r.bytes()),
              decisive);
      case Observation.AccessTried a ->
          new EvidenceRow(
              time,
              a.client(),
              "%s %s: %s"
                  .formatted(a.action(), plain(a.topic()), a.allowed() ? "allowed" : "denied"),
              decisive);
    };
  }

  /** Control and direction characters would let a payload pretend to be something else. */
  private static String plain(String text) {
    String harmless = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}]", "\uFFFD");
    return harmless.length() <= LENGTH ? harmless : harmless.substring(0, LENGTH) + "…";
  }
}
