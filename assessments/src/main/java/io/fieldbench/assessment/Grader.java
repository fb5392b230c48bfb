package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.RecordingStopped;
import io.fieldbench.assessment.Verdict.CheckResult;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.Check.Access;
import io.fieldbench.exercise.Check.Exec;
import io.fieldbench.exercise.Check.File;
import io.fieldbench.exercise.Check.MqttAccess;
import io.fieldbench.exercise.Check.MqttObserve;
import io.fieldbench.exercise.Check.MqttRespond;
import io.fieldbench.exercise.MessagePattern;
import java.util.List;

/**
 * Grades evidence. No clock, no network, no state: the same evidence always gets the same verdict.
 *
 * <p>A result rests on the observations that it cites, on the begins and ends of phases and on
 * which topics the probe published to, on nothing else. When a flood ended the probe, the checks
 * whose phases it cut short fail.
 */
public final class Grader {
  private Grader() {}

  /** What grading one check yields, before points. */
  record Outcome(boolean passed, LocalizedText expected, LocalizedText seen, List<Integer> cited) {}

  /**
   * @throws IllegalArgumentException when the evidence lacks a phase, observer, try, file or run
   *     that a check names
   */
  public static Verdict grade(List<Check> checks, Evidence evidence) {
    var timeline = new Timeline(evidence);
    var hints = new Hints(stimuli(checks), timeline.published());
    List<CheckResult> results =
        checks.stream().map(check -> result(check, timeline, hints)).toList();
    return new Verdict(
        results.stream().mapToInt(CheckResult::points).sum(),
        results.stream().mapToInt(CheckResult::maximum).sum(),
        results);
  }

  /**
   * The checks whose stimulus the evidence does not hold, so that they fail without any fault of
   * the trainee. The probe refuses such evidence; a flood that cut it short excuses nothing.
   *
   * @return ids of checks
   */
  public static List<String> withoutStimulus(List<Check> checks, Evidence evidence) {
    var timeline = new Timeline(evidence);
    if (timeline.stopped() != null) {
      return List.of();
    }
    return checks.stream()
        .filter(c -> c instanceof MqttRespond r && RespondGrader.trigger(r, timeline) == null)
        .map(c -> c.about().id())
        .toList();
  }

  private static CheckResult result(Check check, Timeline timeline, Hints hints) {
    RecordingStopped stopped = timeline.stopped();
    Outcome outcome =
        stopped != null && !complete(check, timeline)
            ? cutShort(check, stopped)
            : switch (check) {
              case MqttRespond c -> RespondGrader.grade(c, timeline, hints);
              case MqttObserve c -> ObserveGrader.grade(c, timeline, hints);
              case MqttAccess c -> AccessGrader.grade(c, timeline);
              case File c -> FileGrader.grade(c, timeline);
              case Exec c -> ExecGrader.grade(c, timeline);
            };
    return new CheckResult(
        check.about().id(),
        outcome.passed(),
        outcome.passed() ? check.about().points() : 0,
        check.about().points(),
        outcome.expected(),
        Wording.clip(outcome.seen()),
        outcome.cited().stream().sorted().distinct().toList());
  }

  private static boolean complete(Check check, Timeline timeline) {
    return switch (check) {
      case MqttRespond c -> timeline.covers(c.during());
      case MqttObserve c ->
          c.expectations().stream()
              .allMatch(e -> timeline.covers(e.during()) && timeline.covers(e.observer()));
      case MqttAccess c ->
          c.accesses().stream().map(Access::tried).noneMatch(id -> timeline.tries(id).isEmpty());
      case File c -> timeline.file(c.path()) != null;
      case Exec c -> timeline.coversRun(c.run());
    };
  }

  private static Outcome cutShort(Check check, RecordingStopped stopped) {
    LocalizedText expected =
        switch (check) {
          case MqttRespond c -> RespondGrader.expected(c, null);
          case MqttObserve c -> ObserveGrader.expected(c);
          case MqttAccess c -> AccessGrader.expected(c);
          case File c -> FileGrader.expected(c);
          case Exec c -> WorkspaceWording.ends();
        };
    return new Outcome(false, expected, Wording.flood(stopped), List.of(stopped.number()));
  }

  private static List<MessagePattern> stimuli(List<Check> checks) {
    return checks.stream()
        .filter(MqttRespond.class::isInstance)
        .map(check -> ((MqttRespond) check).when())
        .toList();
  }
}
