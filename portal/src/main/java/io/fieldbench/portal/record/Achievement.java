package io.fieldbench.portal.record;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.portal.account.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a graded attempt adds to a record.
 *
 * @param definition hash of the exercise's definition
 * @param passed whether the exercise's pass mark was reached
 * @param passShare the pass mark in per cent of the points; what a competency's own checks must
 *     reach too
 * @param scores 0–100 by competency
 */
public record Achievement(
    UserId user,
    UUID attempt,
    String exercise,
    String definition,
    String level,
    boolean passed,
    int passShare,
    Map<CompetencyRef, Integer> scores,
    Instant at) {
  public Achievement {
    scores = Map.copyOf(scores);
  }

  /** A competency is proven when the whole exercise is passed, and its own checks as well. */
  boolean proves(int score) {
    return passed && score >= passShare;
  }
}
