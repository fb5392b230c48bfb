package io.fieldbench.assessment;

import io.fieldbench.assessment.Grader.Outcome;
import io.fieldbench.assessment.Timeline.Window;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check.MqttRespond;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stimulus, exactly one answer: counts the answers from the begin of the first phase until the
 * time for answering is over, so an answer given too early or twice fails as well.
 */
final class RespondGrader {
  private RespondGrader() {}

  static Outcome grade(MqttRespond check, Timeline timeline, Hints hints) {
    Window span = timeline.span(check.during());
    List<Message> all = timeline.messages(Timeline.GRADER);
    Message trigger = trigger(check, timeline);
    if (trigger == null) {
      return new Outcome(false, expected(check, null), Wording.noStimulus(check), List.of());
    }
    Instant deadline = trigger.at().plus(check.within());
    List<Message> window =
        all.stream().filter(m -> m.number() > span.begin() && !m.at().isAfter(deadline)).toList();
    List<Message> answers = window.stream().filter(m -> m.matches(check.then())).toList();
    LocalizedText expected = expected(check, trigger);
    var cited = new ArrayList<Integer>();
    cited.add(trigger.number());
    if (answers.isEmpty()) {
      Hints.Hint hint = late(check, trigger, deadline, span, all);
      hint = hint == null ? hints.nearest(window, check.then()) : hint;
      cited.addAll(hint.cited());
      return new Outcome(false, expected, hint.text(), cited);
    }
    answers.forEach(m -> cited.add(m.number()));
    Message first = answers.getFirst();
    if (answers.size() > 1) {
      return new Outcome(false, expected, Wording.many(answers, check.then(), check.same()), cited);
    }
    boolean same = first.agrees(trigger, check.same());
    LocalizedText seen =
        same
            ? Wording.answered(first, check.then(), check.same(), since(trigger, first))
            : Wording.differs(first, trigger, check.then(), check.same());
    return new Outcome(same, expected, seen, cited);
  }

  /** The message to be answered, null where the evidence holds none. */
  static @Nullable Message trigger(MqttRespond check, Timeline timeline) {
    Window span = timeline.span(check.during());
    return timeline.messages(Timeline.GRADER).stream()
        .filter(span::holds)
        .filter(m -> m.matches(check.when()))
        .findFirst()
        .orElse(null);
  }

  /**
   * @param trigger null when there was none
   */
  static LocalizedText expected(MqttRespond check, @Nullable Message trigger) {
    return Wording.answer(check, trigger);
  }

  /** The answer that came when the time was over, null where there was none. */
  private static Hints.@Nullable Hint late(
      MqttRespond check, Message trigger, Instant deadline, Window span, List<Message> all) {
    return all.stream()
        .filter(m -> m.at().isAfter(deadline) && m.matches(check.then()))
        .filter(m -> check.same().isEmpty() ? span.holds(m) : m.agrees(trigger, check.same()))
        .findFirst()
        .map(m ->
            new Hints.Hint(
                Wording.late(m, check.then(), check.same(), Duration.between(deadline, m.at())),
                List.of(m.number())))
        .orElse(null);
  }

  private static Duration since(Message trigger, Message answer) {
    return Duration.between(trigger.at(), answer.at());
  }
}
