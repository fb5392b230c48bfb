package io.fieldbench.assessment;

import io.fieldbench.assessment.Grader.Outcome;
import io.fieldbench.assessment.Timeline.Window;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check.Expectation;
import io.fieldbench.exercise.Check.MqttObserve;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Counts and properties of messages. */
final class ObserveGrader {
  private ObserveGrader() {}

  static Outcome grade(MqttObserve check, Timeline timeline, Hints hints) {
    List<Outcome> outcomes =
        check.expectations().stream().map(e -> grade(e, timeline, hints)).toList();
    Stream<Outcome> failedFirst =
        Stream.concat(
            outcomes.stream().filter(o -> !o.passed()), outcomes.stream().filter(Outcome::passed));
    return new Outcome(
        outcomes.stream().allMatch(Outcome::passed),
        expected(check),
        Wording.join(failedFirst.map(Outcome::seen).distinct().toList()),
        outcomes.stream().flatMap(o -> o.cited().stream()).toList());
  }

  static LocalizedText expected(MqttObserve check) {
    return Wording.expectations(check.expectations());
  }

  private static Outcome grade(Expectation wanted, Timeline timeline, Hints hints) {
    List<Window> windows = timeline.windows(wanted.during());
    List<Message> all =
        timeline.messages(wanted.observer()).stream()
            .filter(m -> windows.stream().anyMatch(w -> w.holds(m)))
            .toList();
    List<Message> counted = all.stream().filter(m -> m.matches(wanted.message())).toList();
    LocalizedText expected = Wording.expectation(wanted);
    if (counted.isEmpty() && wanted.atLeast() > 0) {
      Hints.Hint hint = hints.nearest(all, wanted.message());
      return new Outcome(false, expected, Wording.at(wanted.observer(), hint.text()), hint.cited());
    }
    List<Message> wrong = counted.stream().filter(m -> !asWanted(wanted, m)).toList();
    boolean passed =
        counted.size() >= wanted.atLeast()
            && (wanted.atMost() == null || counted.size() <= wanted.atMost())
            && wrong.isEmpty();
    LocalizedText seen =
        wrong.isEmpty()
            ? Wording.many(counted, wanted.message(), List.of())
            : Wording.wrong(wrong, counted.size(), wanted);
    return new Outcome(
        passed,
        expected,
        Wording.at(wanted.observer(), seen),
        counted.stream().map(Message::number).toList());
  }

  private static boolean asWanted(Expectation wanted, Message message) {
    return (wanted.qos() == null || wanted.qos() == message.seen().qos())
        && (wanted.retained() == null
            || Objects.equals(wanted.retained(), message.seen().retained()));
  }
}
