package io.fieldbench.assessment;

import io.fieldbench.assessment.Grader.Outcome;
import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.assessment.Observation.Judged;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.exercise.Check.Exec;
import java.util.ArrayList;
import java.util.List;

/** Whether the trainee's program ran to its end, and what the judge said of its output. */
final class ExecGrader {
  private ExecGrader() {}

  static Outcome grade(Exec check, Timeline timeline) {
    ProgramRan ran = timeline.ran(check.run());
    if (ran == null) {
      throw Timeline.lacks("run '" + check.run() + "'");
    }
    if (failed(ran)) {
      return new Outcome(
          false, WorkspaceWording.ends(), WorkspaceWording.ended(ran), List.of(ran.number()));
    }
    Judged judged = timeline.judged(check.run());
    if (judged == null) {
      throw Timeline.lacks("judgement of run '" + check.run() + "'");
    }
    List<Case> failedFirst = new ArrayList<>();
    for (String id : check.cases()) {
      Case one = named(id, judged);
      failedFirst.add(one.passed() ? failedFirst.size() : wrong(failedFirst), one);
    }
    boolean passed = wrong(failedFirst) == 0;
    List<Case> told = passed ? failedFirst : failedFirst.subList(0, wrong(failedFirst));
    return new Outcome(
        passed,
        Wording.clip(Wording.join(told.stream().map(Case::expected).distinct().toList())),
        Wording.join(told.stream().map(Case::seen).distinct().toList()),
        List.of(ran.number(), judged.number()));
  }

  /** Whether there is nothing to judge, since the program did not end well. */
  static boolean failed(ProgramRan ran) {
    return ran.exitCode() != 0 || ran.timedOut() || ran.cut();
  }

  private static int wrong(List<Case> cases) {
    return (int) cases.stream().filter(c -> !c.passed()).count();
  }

  private static Case named(String id, Judged judged) {
    return judged.cases().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Timeline.lacks("case '" + id + "' of run '" + judged.run() + "'"));
  }
}
