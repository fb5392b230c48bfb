package io.fieldbench.assessment;

import io.fieldbench.competency.LocalizedText;
import java.util.List;

/** The result of grading: a pure function of the checks and the evidence. */
public record Verdict(int points, int maximum, List<CheckResult> results) {
  public Verdict {
    results = List.copyOf(results);
  }

  /** How many checks passed. */
  public long passed() {
    return results.stream().filter(CheckResult::passed).count();
  }

  /**
   * One check's outcome.
   *
   * @param points what was earned: all or none
   * @param expected what should have been seen, with the candidate's values
   * @param seen what was seen, plain text that may quote what the lab printed
   * @param cited numbers of the observations that decided it
   */
  public record CheckResult(
      String check,
      boolean passed,
      int points,
      int maximum,
      LocalizedText expected,
      LocalizedText seen,
      List<Integer> cited) {
    public CheckResult {
      cited = List.copyOf(cited);
    }
  }
}
