package io.fieldbench.portal.training;

import io.fieldbench.assessment.Verdict;
import io.fieldbench.competency.LocalizedText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as pages see it.
 *
 * @param number null until graded
 * @param phase from 1; 0 before the first
 * @param reason what of ours failed last
 */
public record AttemptView(
    UUID id,
    UUID enrolment,
    @Nullable Integer number,
    AttemptState state,
    String definition,
    String lab,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int tries,
    int phase,
    int phases,
    @Nullable LocalizedText phaseTitle,
    @Nullable LocalizedText reason,
    @Nullable Integer points,
    int maximum,
    @Nullable String evidenceSha256,
    @Nullable Verdict verdict) {
  /** When it ended, or was asked for while it has not. */
  public Instant at() {
    return finishedAt == null ? requestedAt : finishedAt;
  }

  public boolean active() {
    return state == AttemptState.QUEUED || state == AttemptState.RUNNING;
  }

  public boolean graded() {
    return state == AttemptState.GRADED;
  }

  public boolean abandoned() {
    return state == AttemptState.ABANDONED;
  }
}
