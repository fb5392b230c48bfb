package io.fieldbench.portal.workspace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to look for changes and when to save: when the files were quiet for two seconds, and while
 * they go on changing before the oldest change that is not saved is 15 seconds old.
 */
final class SavePace {
  static final Duration QUIET = Duration.ofSeconds(2);

  /** The rest of the 15 seconds is for the saving itself. */
  static final Duration OLDEST = Duration.ofSeconds(12);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private Instant looked;
  private Instant lastChange;
  private @Nullable Instant unsavedSince;

  SavePace(Instant now) {
    looked = now;
    lastChange = now;
  }

  boolean lookDue(Instant now) {
    return !isWithin(LOOK, looked, now);
  }

  void looked(Instant now, boolean changed) {
    if (changed) {
      if (unsavedSince == null) {
        // It may have happened right after the last look.
        unsavedSince = looked;
      }
      lastChange = now;
    }
    looked = now;
  }

  boolean saveDue(Instant now) {
    return unsavedSince != null
        && (!isWithin(QUIET, lastChange, now) || !isWithin(OLDEST, unsavedSince, now));
  }

  void saved() {
    unsavedSince = null;
  }

  /** It is tried again when the files change, and before long. */
  void notSaved(Instant now) {
    unsavedSince = now;
    lastChange = now.plus(OLDEST);
  }

  private static boolean isWithin(Duration limit, Instant from, Instant now) {
    return Duration.between(from, now).compareTo(limit) < 0;
  }
}
