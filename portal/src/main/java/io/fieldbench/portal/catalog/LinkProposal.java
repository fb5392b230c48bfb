package io.fieldbench.portal.catalog;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Crosswalk.Match;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link between two frameworks that somebody proposes.
 *
 * @param fromHash of the version of its framework; empty in those that were proposed before this
 *     was kept, as is the other
 * @param toFramework where a match was looked for
 * @param to the match; null where there is none
 * @param match what the other is, seen from the first; null where there is none
 * @param reason one line, in the words of who proposed it
 * @param decidedBy null while it is open
 */
public record LinkProposal(
    UUID id,
    CompetencyRef from,
    String fromHash,
    String toFramework,
    String toHash,
    @Nullable CompetencyRef to,
    @Nullable Match match,
    String reason,
    State state,
    String proposedBy,
    Instant proposedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt) {
  /** What has become of it. */
  public enum State {
    OPEN,
    APPROVED,
    REJECTED,
    WITHDRAWN
  }
}
