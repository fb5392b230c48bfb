package io.fieldbench.assessment;

import io.fieldbench.assessment.Grader.Outcome;
import io.fieldbench.assessment.Observation.AccessTried;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check.Access;
import io.fieldbench.exercise.Check.MqttAccess;
import java.util.ArrayList;
import java.util.List;

/** Whether the broker allowed what it should and denied the rest. */
final class AccessGrader {
  private AccessGrader() {}

  static Outcome grade(MqttAccess check, Timeline timeline) {
    var wrong = new ArrayList<LocalizedText>();
    var right = new ArrayList<LocalizedText>();
    var cited = new ArrayList<Integer>();
    for (Access access : check.accesses()) {
      List<AccessTried> tries = timeline.tries(access.tried());
      if (tries.isEmpty()) {
        throw Timeline.lacks("try '" + access.tried() + "'");
      }
      for (AccessTried tried : tries) {
        cited.add(tried.number());
        (tried.allowed() == access.allowed() ? right : wrong).add(Wording.tried(tried));
      }
    }
    boolean passed = wrong.isEmpty();
    wrong.addAll(right);
    return new Outcome(passed, expected(check), Wording.join(wrong), cited);
  }

  static LocalizedText expected(MqttAccess check) {
    return Wording.join(check.accesses().stream().map(Wording::access).toList());
  }
}
