package io.fieldbench.portal.record;

import io.fieldbench.competency.CompetencyRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a person has come with one competency.
 *
 * @param proofs every entry, newest first; at least one
 */
public record Standing(CompetencyRef competency, List<Proof> proofs) {
  public Standing {
    proofs = List.copyOf(proofs);
  }

  /** Proven once is proven. */
  public boolean proven() {
    return proofs.stream().anyMatch(Proof::proven);
  }

  /** The best score so far. */
  public int score() {
    return proofs.stream().mapToInt(Proof::score).max().orElse(0);
  }

  /** What shows it best: a proof before a try, then the higher score, then the newer. */
  public Proof best() {
    return proofs.stream()
        .max(
            java.util.Comparator.comparing(Proof::proven)
                .thenComparing(Proof::score)
                .thenComparing(Proof::at))
        .orElseThrow();
  }

  /**
   * One graded attempt.
   *
   * @param definition hash of the exercise
   * @param framework hash of the version of the framework that it is about
   */
  public record Proof(
      UUID attempt,
      String exercise,
      String level,
      int score,
      boolean proven,
      String definition,
      String framework,
      Instant at) {}
}
