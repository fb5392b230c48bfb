package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.FileSeen;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check.File;
import io.fieldbench.exercise.MessagePattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What results about files and programs say, in both languages. */
final class WorkspaceWording {
  private static final int QUOTED = 80;
  private static final int ERROR = 200;

  private WorkspaceWording() {}

  static LocalizedText expected(File check) {
    var en = new ArrayList<String>();
    var zh = new ArrayList<String>();
    if (!check.where().isEmpty()) {
      String what = conditions(check);
      en.add("JSON with " + what);
      zh.add("内容为 JSON，且 " + what);
    }
    if (!check.lines().isEmpty()) {
      en.add("with the lines " + lines(check.lines()));
      zh.add("含有以下各行：" + lines(check.lines()));
    }
    en.add("at most " + kibi(check.largest()));
    zh.add("不超过 " + kibi(check.largest()));
    return new LocalizedText(
        "the file %s: %s".formatted(check.path(), String.join(", ", en)),
        "文件 %s：%s".formatted(check.path(), String.join("，", zh)));
  }

  static LocalizedText file(File check, FileSeen file) {
    String what = check.where().isEmpty() ? "" : conditions(check);
    return new LocalizedText(
        "%s, %d bytes%s"
            .formatted(check.path(), file.bytes(), what.isEmpty() ? "" : ", with " + what),
        "%s，%d 字节%s".formatted(check.path(), file.bytes(), what.isEmpty() ? "" : "，" + what));
  }

  static LocalizedText absent(File check) {
    return new LocalizedText(
        "there is no file " + check.path() + " in the workspace", "工作区中没有文件 " + check.path());
  }

  static LocalizedText tooLarge(File check, FileSeen file) {
    return new LocalizedText(
        "%s has %d bytes, %d are allowed".formatted(check.path(), file.bytes(), check.largest()),
        "%s 有 %d 字节，最多允许 %d 字节".formatted(check.path(), file.bytes(), check.largest()));
  }

  static LocalizedText noText(File check) {
    return new LocalizedText(check.path() + " is no text in UTF-8", check.path() + " 不是 UTF-8 文本");
  }

  static LocalizedText notJson(File check, String text) {
    String quoted = PlainText.of(text, QUOTED);
    return new LocalizedText(
        "%s is not JSON: %s".formatted(check.path(), quoted),
        "%s 不是 JSON：%s".formatted(check.path(), quoted));
  }

  static LocalizedText unmet(File check, JsonNode json, List<String> pointers) {
    String seen = Facts.values(json, pointers);
    return new LocalizedText(
        "%s has %s".formatted(check.path(), seen), "%s 中 %s".formatted(check.path(), seen));
  }

  static LocalizedText lacksLines(File check, List<String> missing) {
    return new LocalizedText(
        "%s lacks the lines %s".formatted(check.path(), lines(missing)),
        "%s 缺少以下各行：%s".formatted(check.path(), lines(missing)));
  }

  static LocalizedText ends() {
    return new LocalizedText(
        "the program reads the hidden input to its end and ends with exit code 0 in time",
        "程序应读完隐藏的输入，并在时限内以退出码 0 结束");
  }

  static LocalizedText ended(ProgramRan ran) {
    String error = PlainText.of(ran.error().strip(), ERROR);
    String quoted = error.isEmpty() ? "" : ": " + error;
    String quotedZh = error.isEmpty() ? "" : "：" + error;
    String seconds = Wording.seconds(Duration.ofMillis(ran.millis()));
    if (ran.timedOut()) {
      return new LocalizedText(
          "the program was still running after %s s and was stopped%s".formatted(seconds, quoted),
          "程序运行 %s 秒后仍未结束，已被终止%s".formatted(seconds, quotedZh));
    }
    if (ran.cut()) {
      return new LocalizedText(
          "the program printed more than is kept (%d bytes)".formatted(ran.outputBytes()),
          "程序输出超过可保留的长度（%d 字节）".formatted(ran.outputBytes()));
    }
    return new LocalizedText(
        "the program ended with exit code %d after %s s%s"
            .formatted(ran.exitCode(), seconds, quoted),
        "程序在 %s 秒后以退出码 %d 结束%s".formatted(seconds, ran.exitCode(), quotedZh));
  }

  private static String conditions(File check) {
    return Facts.conditions(new MessagePattern("#", check.where()));
  }

  private static String lines(List<String> lines) {
    return String.join(" | ", lines.stream().map(l -> PlainText.of(l, QUOTED)).toList());
  }

  private static String kibi(int bytes) {
    return bytes / 1024 + " KiB";
  }
}
