package io.fieldbench.portal.workspace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a workspace's files are safe outside the lab.
 *
 * @param savedAt when they last were; null before the first time
 * @param reason why not, in English, where the phase is NOT_SAVED; may hold hostile names
 */
public record SaveState(Phase phase, @Nullable Instant savedAt, @Nullable String reason) {
  /** What is going on. */
  public enum Phase {
    /** As they are now. */
    SAVED,
    /** They changed, and will be saved when they are quiet. */
    CHANGED,
    SAVING,
    NOT_SAVED
  }

  SaveState now(Phase next) {
    return new SaveState(next, savedAt, null);
  }

  SaveState failed(String why) {
    return new SaveState(Phase.NOT_SAVED, savedAt, why);
  }
}
