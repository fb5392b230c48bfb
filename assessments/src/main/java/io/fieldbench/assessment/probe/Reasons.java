package io.fieldbench.assessment.probe;

import io.fieldbench.assessment.Facts;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.exercise.Scenario.Phase;
import java.time.Duration;
import java.util.List;

/** Why a check could not run, for people. */
final class Reasons {
  private Reasons() {}

  static LocalizedText unreachable(String client, String detail) {
    return new LocalizedText(
        "The lab's broker cannot be reached as %s: %s.".formatted(client, detail),
        "无法以 %s 身份连接实验环境的消息代理：%s。".formatted(client, detail));
  }

  static LocalizedText lost(String client) {
    return new LocalizedText(
        "The connection to the lab's broker (as %s) was lost during the check.".formatted(client),
        "检查过程中，与实验环境消息代理的连接（%s）中断。".formatted(client));
  }

  static LocalizedText refused(String client, String what) {
    return new LocalizedText(
        "The lab's broker refuses %s to %s.".formatted(what, client),
        "实验环境的消息代理拒绝了 %s 的操作：%s。".formatted(client, what));
  }

  static LocalizedText silent(Duration limit) {
    return new LocalizedText(
        "The sensor kit has sent no reading for %s s.".formatted(seconds(limit)),
        "传感器套件已有 %s 秒没有发送读数。".formatted(seconds(limit)));
  }

  static LocalizedText offline() {
    return new LocalizedText("The sensor kit went offline during the check.", "检查过程中传感器套件离线。");
  }

  static LocalizedText noAnswer(String name, String value, Duration limit) {
    return new LocalizedText(
        "The sensor kit did not acknowledge %s = %s within %s s."
            .formatted(name, value, seconds(limit)),
        "传感器套件未在 %s 秒内确认命令 %s = %s。".formatted(seconds(limit), name, value));
  }

  static LocalizedText kitRefused(String name, String value, String reason) {
    return new LocalizedText(
        "The sensor kit refuses %s = %s: %s.".formatted(name, value, reason),
        "传感器套件拒绝命令 %s = %s：%s。".formatted(name, value, reason));
  }

  static LocalizedText never(Phase phase) {
    return new LocalizedText(
        "The stimulus failed: in phase \"%s\" the plant went where it must not go."
            .formatted(phase.title().en()),
        "激励失败：在“%s”阶段，被控对象超出了允许范围。".formatted(phase.title().zh()));
  }

  static LocalizedText noStimulus(List<String> checks) {
    String names = String.join(", ", checks);
    return new LocalizedText(
        "The stimulus failed: nothing came that these checks should answer: %s.".formatted(names),
        "激励失败：没有出现这些检查项所需的消息：%s。".formatted(names));
  }

  static LocalizedText timeout(MessagePattern pattern, Duration limit) {
    String what = Facts.conditions(pattern);
    return new LocalizedText(
        "The stimulus failed: no message with %s on %s within %s s."
            .formatted(what.isEmpty() ? "any content" : what, pattern.topic(), seconds(limit)),
        "激励失败：%s 秒内 %s 上没有出现%s消息。"
            .formatted(seconds(limit), pattern.topic(), what.isEmpty() ? "" : "满足 " + what + " 的"));
  }

  static LocalizedText noWorkspace() {
    return new LocalizedText(
        "The lab has no workspace, or nothing to run copies of it in.", "实验环境没有工作区，或没有可以运行其副本的环境。");
  }

  static LocalizedText noCopy(String detail) {
    return new LocalizedText(
        "The workspace cannot be copied: %s.".formatted(detail), "无法复制工作区：%s。".formatted(detail));
  }

  static LocalizedText noSandbox(String run, String detail) {
    return new LocalizedText(
        "A part of ours failed in the run %s: %s.".formatted(run, detail),
        "运行 %s 时我方组件出错：%s。".formatted(run, detail));
  }

  private static String seconds(Duration duration) {
    return duration.toMillisPart() == 0
        ? String.valueOf(duration.toSeconds())
        : String.valueOf(duration.toMillis() / 1000.0);
  }
}
