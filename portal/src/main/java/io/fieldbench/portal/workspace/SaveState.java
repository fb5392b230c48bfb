package io.fieldbench.portal.workspace;

import io.fieldbench.lab.Snapshot.Bounds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a workspace's files are safe outside the lab.
 *
 * @param savedAt when they last were; null before the first time
 * @param problem why not, where the phase is NOT_SAVED
 * @param said the same as whoever noticed it said it, in English; may hold hostile names
 */
public record SaveState(
    Phase phase, @Nullable Instant savedAt, @Nullable Problem problem, @Nullable String said) {
  /** What is going on. */
  public enum Phase {
    /** As they are now. */
    SAVED,
    /** They changed, and will be saved when they are quiet. */
    CHANGED,
    SAVING,
    NOT_SAVED
  }

  /** Why files are not saved. */
  public enum Problem {
    BYTES(Bounds.ANSWER.bytes() >> 20),
    FILES(Bounds.ANSWER.files()),
    DEPTH(Bounds.ANSWER.depth()),
    TIME(Bounds.ANSWER.time().toSeconds()),
    /** The lab does not give them out. */
    LAB(0),
    DATABASE(0),
    /** Another lab, or another portal with this lab, has gone on from the last copy. */
    ELSEWHERE(0);

    private final long limit;

    Problem(long limit) {
      this.limit = limit;
    }

    /** What may be, in MiB, parts of a path or seconds; 0 where it is not about that. */
    public long limit() {
      return limit;
    }

    /** Whether it may be over by itself in a moment. */
    boolean passes() {
      return this == LAB || this == DATABASE || this == TIME;
    }
  }

  static SaveState saved(@Nullable Instant at) {
    return new SaveState(Phase.SAVED, at, null, null);
  }

  SaveState now(Phase next) {
    return new SaveState(next, savedAt, null, null);
  }

  SaveState failed(Problem why, String said) {
    return new SaveState(Phase.NOT_SAVED, savedAt, why, said);
  }
}
