package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.AccessTried;
import io.fieldbench.assessment.Observation.RecordingStopped;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check.Access;
import io.fieldbench.exercise.Check.Expectation;
import io.fieldbench.exercise.Check.MqttRespond;
import io.fieldbench.exercise.MessagePattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What results say, in both languages. Text that comes from a lab is plain and bounded. */
final class Wording {
  private static final int SEEN = 300;
  private static final int NAMED = 5;

  private Wording() {}

  static LocalizedText clip(LocalizedText text) {
    return text(PlainText.of(text.en(), SEEN), PlainText.of(text.zh(), SEEN));
  }

  static LocalizedText join(List<LocalizedText> parts) {
    return text(
        parts.stream().map(LocalizedText::en).collect(Collectors.joining("; ")),
        parts.stream().map(LocalizedText::zh).collect(Collectors.joining("；")));
  }

  static LocalizedText answer(MqttRespond check, @Nullable Message trigger) {
    String topic = check.then().topic();
    String then = Facts.conditions(check.then());
    String when = Facts.conditions(check.when());
    String within = seconds(check.within());
    String same = trigger == null ? Facts.names(check.same()) : Facts.values(trigger, check.same());
    return text(
        "exactly one message%s on %s within %s s of the first reading%s%s"
            .formatted(
                given(" with ", then),
                topic,
                within,
                given(" with ", when),
                given(", carrying its ", same)),
        "首次出现%s的读数后 %s 秒内，在 %s 上恰好发布一条%s消息%s"
            .formatted(
                given(" ", when, " "),
                within,
                topic,
                given(" ", then, " 的"),
                given("，并带上该读数的 ", same)));
  }

  /** What is wanted; a topic is named once, where it differs from the one before. */
  static LocalizedText expectations(List<Expectation> all) {
    var parts = new ArrayList<LocalizedText>();
    String topic = "";
    for (Expectation e : all) {
      parts.add(expectation(e, !e.message().topic().equals(topic)));
      topic = e.message().topic();
    }
    return join(parts);
  }

  static LocalizedText expectation(Expectation e) {
    return expectation(e, true);
  }

  private static LocalizedText expectation(Expectation e, boolean named) {
    String what = Facts.conditions(e.message());
    String topic = named ? e.message().topic() : "";
    String observer = late(e.observer()) ? e.observer() : "";
    String qos = e.qos() == null ? "" : "QoS " + e.qos();
    String kept = e.retained() == null ? "" : e.retained() ? "retained" : "not retained";
    String keptZh = e.retained() == null ? "" : e.retained() ? "保留消息" : "非保留消息";
    return text(
        "%s%s%s%s%s%s"
            .formatted(
                count(e),
                given(" with ", what),
                given(" on ", topic),
                given(", ", qos),
                given(", ", kept),
                given(", for the late observer ", observer)),
        "%s%s%s%s消息%s%s"
            .formatted(
                given("对后来的观察者 ", observer, "，"),
                given("在 ", topic, " 上"),
                countZh(e),
                given(" ", what, " 的"),
                given("，", qos),
                given("，", keptZh)));
  }

  private static String count(Expectation e) {
    Integer most = e.atMost();
    if (most == null) {
      return "at least " + messages(e.atLeast());
    }
    if (most == 0) {
      return "no message";
    }
    return most == e.atLeast()
        ? "exactly " + messages(most)
        : "%d to %s".formatted(e.atLeast(), messages(most));
  }

  private static String countZh(Expectation e) {
    Integer most = e.atMost();
    if (most == null) {
      return "至少 %d 条".formatted(e.atLeast());
    }
    if (most == 0) {
      return "没有";
    }
    return most == e.atLeast()
        ? "恰好 %d 条".formatted(most)
        : "%d 到 %d 条".formatted(e.atLeast(), most);
  }

  /** Puts the late observer's name before what it saw. */
  static LocalizedText at(String observer, LocalizedText seen) {
    return late(observer) ? text(observer + ": " + seen.en(), observer + "：" + seen.zh()) : seen;
  }

  static LocalizedText many(List<Message> found, MessagePattern pattern, List<String> same) {
    String what = Facts.conditions(pattern);
    if (found.isEmpty()) {
      return text(
          "no message%s on %s".formatted(given(" with ", what), pattern.topic()),
          "%s 上没有%s消息".formatted(pattern.topic(), given(" ", what, " 的")));
    }
    var alike = new LinkedHashMap<String, Integer>();
    found.forEach(m -> alike.merge(Facts.of(m, pattern, same), 1, Integer::sum));
    String named =
        alike.entrySet().stream()
            .limit(NAMED)
            .map(e -> (e.getValue() == 1 ? "" : e.getValue() + " × ") + e.getKey())
            .collect(Collectors.joining(" | "));
    int more = alike.values().stream().skip(NAMED).mapToInt(Integer::intValue).sum();
    String topic = PlainText.of(found.getFirst().topic(), 80);
    return text(
        "%s on %s: %s%s"
            .formatted(
                messages(found.size()), topic, named, more > 0 ? " and " + more + " more" : ""),
        "%s 上有 %d 条消息：%s%s"
            .formatted(topic, found.size(), named, more > 0 ? " 等，另有 " + more + " 条" : ""));
  }

  static LocalizedText answered(
      Message m, MessagePattern pattern, List<String> same, Duration after) {
    String topic = PlainText.of(m.topic(), 80);
    String facts = Facts.of(m, pattern, same);
    return text(
        "once on %s: %s, %s s after the reading".formatted(topic, facts, seconds(after)),
        "%s 上一条：%s，在读数后 %s 秒".formatted(topic, facts, seconds(after)));
  }

  static LocalizedText differs(
      Message m, Message trigger, MessagePattern pattern, List<String> same) {
    List<String> wrong =
        same.stream().filter(p -> !Message.equal(m.value(p), trigger.value(p))).toList();
    String topic = PlainText.of(m.topic(), 80);
    String facts = Facts.of(m, pattern, same);
    String expected = Facts.values(trigger, wrong);
    return text(
        "once on %s: %s; the reading that caused it has %s".formatted(topic, facts, expected),
        "%s 上一条：%s；引发它的读数是 %s".formatted(topic, facts, expected));
  }

  static LocalizedText late(Message m, MessagePattern pattern, List<String> same, Duration by) {
    String topic = PlainText.of(m.topic(), 80);
    String facts = Facts.of(m, pattern, same);
    return text(
        "on %s: %s, but %s s too late".formatted(topic, facts, seconds(by)),
        "%s 上有：%s，但晚了 %s 秒".formatted(topic, facts, seconds(by)));
  }

  static LocalizedText wrong(List<Message> wrong, int all, Expectation wanted) {
    Message first = wrong.getFirst();
    var en = new ArrayList<String>();
    var zh = new ArrayList<String>();
    Integer qos = wanted.qos();
    if (qos != null && wrong.stream().anyMatch(m -> m.seen().qos() != qos)) {
      String seen =
          wrong.stream()
              .map(m -> m.seen().qos())
              .filter(q -> !q.equals(qos))
              .distinct()
              .sorted()
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      en.add("QoS " + seen + " instead of " + qos);
      zh.add("QoS 为 " + seen + "，应为 " + qos);
    }
    Boolean kept = wanted.retained();
    if (kept != null && wrong.stream().anyMatch(m -> m.seen().retained() != kept)) {
      en.add(kept ? "not kept by the broker (arrived live)" : "kept by the broker (retained)");
      zh.add(kept ? "代理未保留（实时到达）" : "代理保留了消息");
    }
    String facts = Facts.of(first, wanted.message(), List.of());
    return text(
        "%d of %s: %s; first: %s"
            .formatted(wrong.size(), messages(all), String.join(", ", en), facts),
        "%d 条消息中有 %d 条：%s；第一条：%s".formatted(all, wrong.size(), String.join("，", zh), facts));
  }

  static LocalizedText notJson(MessagePattern wanted, List<Message> found) {
    String quoted = PlainText.of(found.getFirst().seen().payload(), 80);
    return text(
        "%s on %s, not JSON: %s".formatted(messages(found.size()), wanted.topic(), quoted),
        "%s 上有 %d 条消息，不是 JSON：%s".formatted(wanted.topic(), found.size(), quoted));
  }

  static LocalizedText otherContent(MessagePattern wanted, List<Message> found) {
    String what = Facts.conditions(wanted);
    String quoted = PlainText.of(found.getLast().seen().payload(), 80);
    return text(
        "%s on %s, none with %s; the last: %s"
            .formatted(messages(found.size()), wanted.topic(), what, quoted),
        "%s 上有 %d 条消息，都不满足 %s；最后一条：%s".formatted(wanted.topic(), found.size(), what, quoted));
  }

  /**
   * @param right whether only the topic is wrong
   */
  static LocalizedText elsewhere(MessagePattern wanted, List<Message> found, boolean right) {
    List<String> topics =
        found.stream().map(m -> PlainText.of(m.topic(), 60)).distinct().limit(3).toList();
    boolean more = found.stream().map(Message::topic).distinct().count() > topics.size();
    String what = right ? Facts.conditions(wanted) : "";
    return text(
        "nothing on %s; %s of yours%s on %s%s"
            .formatted(
                wanted.topic(),
                messages(found.size()),
                given(" with ", what),
                String.join(", ", topics),
                more ? " and others" : ""),
        "%s 上没有消息；您在 %s%s上有 %d 条%s消息"
            .formatted(
                wanted.topic(),
                String.join("、", topics),
                more ? " 等主题" : " ",
                found.size(),
                given(" ", what, " 的")));
  }

  static LocalizedText nothing(MessagePattern wanted) {
    return text(
        "nothing on %s, and no other message of yours".formatted(wanted.topic()),
        "%s 上没有消息，也没有您的其他消息".formatted(wanted.topic()));
  }

  static LocalizedText noStimulus(MqttRespond check) {
    String what = Facts.conditions(check.when());
    return text(
        "the evidence holds no message on %s with %s".formatted(check.when().topic(), what),
        "证据中没有 %s 上满足 %s 的消息".formatted(check.when().topic(), what));
  }

  static LocalizedText flood(RecordingStopped stopped) {
    return text(
        "stopped: your program sent more than can be recorded (%d messages, %d bytes)"
            .formatted(stopped.messages(), stopped.bytes()),
        "已停止：您的程序发送的消息超出可记录的上限（%d 条，%d 字节）".formatted(stopped.messages(), stopped.bytes()));
  }

  static LocalizedText access(Access access) {
    return text(
        access.tried() + " " + (access.allowed() ? "allowed" : "denied"),
        access.tried() + (access.allowed() ? " 被允许" : " 被拒绝"));
  }

  static LocalizedText tried(AccessTried t) {
    String what = "%s (%s %s %s)".formatted(t.id(), t.client(), t.action(), t.topic());
    String reason = PlainText.of(t.reason(), 60);
    return text(
        what + (t.allowed() ? " allowed" : " denied") + given(": ", reason),
        what + (t.allowed() ? " 被允许" : " 被拒绝") + given("：", reason));
  }

  private static boolean late(String observer) {
    return !observer.equals(Timeline.GRADER);
  }

  private static String messages(int count) {
    return count == 1 ? "1 message" : count + " messages";
  }

  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String given(String before, String text) {
    return given(before, text, "");
  }

  private static String given(String before, String text, String after) {
    return text.isBlank() ? "" : before + text + after;
  }

  private static LocalizedText text(String en, String zh) {
    return new LocalizedText(en, zh);
  }
}
