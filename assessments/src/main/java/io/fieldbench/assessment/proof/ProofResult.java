package io.fieldbench.assessment.proof;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Verdict;
import io.fieldbench.assessment.Verdict.CheckResult;
import io.fieldbench.exercise.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one proof.
 *
 * @param expectedFailed ids of checks, in the exercise's order
 * @param orWorse whether it may score less and fail more
 * @param seconds all tries together, lab and program included
 * @param verdict null when there is none, then {@code problem} says why
 * @param evidence what the verdict was reached on
 * @param problem empty when the proof ran; else why not, in English for an author
 */
public record ProofResult(
    String name,
    Outcome outcome,
    int expectedPoints,
    List<String> expectedFailed,
    boolean orWorse,
    double seconds,
    @Nullable Verdict verdict,
    @Nullable Evidence evidence,
    String problem) {
  /** How a proof ended. */
  public enum Outcome {
    /** Score and failed checks are exactly what the author says. */
    AS_EXPECTED,
    /** The program was graded, with another result. */
    DIFFERENT,
    /** The lab, the kit or the program could not be run. */
    FAILED,
    /** This machine lacks what the program needs. */
    SKIPPED
  }

  public ProofResult {
    expectedFailed = List.copyOf(expectedFailed);
  }

  static ProofResult graded(Proof proof, double seconds, Verdict verdict, Evidence evidence) {
    var expected = inOrder(proof, verdict);
    boolean same =
        proof.orWorse()
            ? failed(verdict).containsAll(expected)
            : verdict.points() == proof.points() && failed(verdict).equals(expected);
    return new ProofResult(
        proof.name(),
        same ? Outcome.AS_EXPECTED : Outcome.DIFFERENT,
        proof.points(),
        expected,
        proof.orWorse(),
        seconds,
        verdict,
        evidence,
        "");
  }

  static ProofResult without(Proof proof, Outcome outcome, double seconds, String problem) {
    return new ProofResult(
        proof.name(),
        outcome,
        proof.points(),
        proof.failed(),
        proof.orWorse(),
        seconds,
        null,
        null,
        problem);
  }

  /** What was scored, null when nothing was graded. */
  public @Nullable Integer points() {
    return verdict == null ? null : verdict.points();
  }

  /** Ids of the checks that failed, in the exercise's order. */
  public List<String> failed() {
    return verdict == null ? List.of() : failed(verdict);
  }

  private static List<String> failed(Verdict verdict) {
    return verdict.results().stream().filter(r -> !r.passed()).map(CheckResult::check).toList();
  }

  private static List<String> inOrder(Proof proof, Verdict verdict) {
    return verdict.results().stream()
        .map(CheckResult::check)
        .filter(proof.failed()::contains)
        .toList();
  }
}
