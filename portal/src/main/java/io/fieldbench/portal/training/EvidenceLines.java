package io.fieldbench.portal.training;

import io.fieldbench.assessment.Observation;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Scenario.Phase;
import io.fieldbench.portal.web.EvidenceRow;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Observations as lines for people; hostile text is made harmless here and escaped by the page.
 *
 * @param phases whose titles stand in place of their names
 */
record EvidenceLines(List<Phase> phases) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final int LENGTH = 300;

  /** One line; {@code decisive} marks it. */
  EvidenceRow of(Observation observation, boolean decisive) {
    return new EvidenceRow(
        TIME.format(observation.at()), source(observation), text(observation), decisive);
  }

  private static String source(Observation observation) {
    return switch (observation) {
      case Observation.MessageSeen m -> m.observer();
      case Observation.KitCommanded c -> "kit";
      case Observation.PhaseBegan p -> "grader";
      case Observation.PhaseEnded p -> "grader";
      case Observation.ObserverJoined o -> o.observer();
      case Observation.ObserverLeft o -> o.observer();
      case Observation.RecordingStopped r -> "grader";
      case Observation.AccessTried a -> a.client();
    };
  }

  private LocalizedText text(Observation observation) {
    return switch (observation) {
      case Observation.MessageSeen m ->
          same(
              "%s %s qos=%d retain=%d"
                  .formatted(
                      plain(m.topic()),
                      plain(new String(m.payload(), StandardCharsets.UTF_8)),
                      m.qos(),
                      m.retained() ? 1 : 0));
      case Observation.KitCommanded c ->
          both(
              c.name() + "=" + c.value(),
              c.accepted() ? "" : " refused",
              c.accepted() ? "" : " 被拒绝");
      case Observation.PhaseBegan p -> {
        LocalizedText title = title(p.phase());
        yield new LocalizedText("begins: " + title.en(), "开始：" + title.zh());
      }
      case Observation.PhaseEnded p -> {
        LocalizedText title = title(p.phase());
        yield new LocalizedText("ends: " + title.en(), "结束：" + title.zh());
      }
      case Observation.ObserverJoined o ->
          new LocalizedText("subscribes to " + plain(o.topic()), "订阅 " + plain(o.topic()));
      case Observation.ObserverLeft o -> new LocalizedText("leaves", "离开");
      case Observation.RecordingStopped r ->
          new LocalizedText(
              "stopped recording after %d messages, %d bytes".formatted(r.messages(), r.bytes()),
              "记录 %d 条消息（%d 字节）后停止".formatted(r.messages(), r.bytes()));
      case Observation.AccessTried a ->
          both(
              a.action() + " " + plain(a.topic()),
              a.allowed() ? ": allowed" : ": denied",
              a.allowed() ? "：被允许" : "：被拒绝");
    };
  }

  private LocalizedText title(String phase) {
    return phases.stream()
        .filter(p -> p.name().equals(phase))
        .findFirst()
        .map(Phase::title)
        .orElse(new LocalizedText(phase, phase));
  }

  private static LocalizedText same(String text) {
    return new LocalizedText(text, text);
  }

  private static LocalizedText both(String before, String en, String zh) {
    return new LocalizedText(before + en, before + zh);
  }

  /** Control and direction characters would let a payload pretend to be something else. */
  private static String plain(String text) {
    String harmless = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}]", "\uFFFD");
    return harmless.length() <= LENGTH ? harmless : harmless.substring(0, LENGTH) + "…";
  }
}
