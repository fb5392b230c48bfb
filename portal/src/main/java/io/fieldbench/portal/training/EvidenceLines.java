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
      case Observation.Published p -> "grader";
      case Observation.WorkspaceCopied w -> "grader";
      case Observation.FileSeen f -> "grader";
      case Observation.ProgramRan r -> "grader";
      case Observation.Judged j -> "grader";
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
      case Observation.Published p ->
          new LocalizedText("publishes to " + plain(p.topic()), "发布到 " + plain(p.topic()));
      case Observation.WorkspaceCopied w ->
          new LocalizedText(
              "copied the workspace: %d files, %d bytes".formatted(w.files(), w.bytes()),
              "复制了工作区：%d 个文件，%d 字节".formatted(w.files(), w.bytes()));
      case Observation.FileSeen f ->
          f.bytes() < 0
              ? both(plain(f.path()), " is absent", " 不存在")
              : both(
                  plain(f.path()),
                  ": %d bytes".formatted(f.bytes()),
                  "：%d 字节".formatted(f.bytes()));
      case Observation.ProgramRan r -> ran(r);
      case Observation.Judged j -> {
        long passed = j.cases().stream().filter(Observation.Case::passed).count();
        yield new LocalizedText(
            "run %s judged: %d of %d cases passed".formatted(j.run(), passed, j.cases().size()),
            "运行 %s 已评判：%d 个用例中通过 %d 个".formatted(j.run(), j.cases().size(), passed));
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

  private static LocalizedText ran(Observation.ProgramRan r) {
    String printed = plain((r.error().isBlank() ? r.output() : r.error()).strip());
    return new LocalizedText(
        "run %s: exit code %d after %d ms, %d bytes of output: %s"
            .formatted(r.run(), r.exitCode(), r.millis(), r.outputBytes(), printed),
        "运行 %s：%d 毫秒后以退出码 %d 结束，输出 %d 字节：%s"
            .formatted(r.run(), r.millis(), r.exitCode(), r.outputBytes(), printed));
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
