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

  private static final Duration BUSY_LOOK = Duration.ofSeconds(1);

  /** Each look is a process in the container, so there are few where nobody works. */
  private static final Duration IDLE_LOOK = Duration.ofSeconds(4);

  private static final Duration BUSY_FOR = Duration.ofSeconds(30);

  private Instant looked;
  private volatile Instant busy;
  private Instant lastChange;
  private @Nullable Instant unsavedSince;

  SavePace(Instant now) {
    looked = now;
    busy = now;
    lastChange = now;
  }

  /** Somebody types, or saved in the editor. */
  void touched(Instant now) {
    busy = now;
  }

  boolean lookDue(Instant now) {
    Duration pause = isWithin(BUSY_FOR, busy, now) ? BUSY_LOOK : IDLE_LOOK;
    return !isWithin(pause, looked, now);
  }

  void looked(Instant now, boolean changed) {
    if (changed) {
      if (unsavedSince == null) {
        // It may have happened right after the last look.
        unsavedSince = looked;
      }
      lastChange = now;
      busy = now;
    }
    looked = now;
  }

  boolean saveDue(Instant now) {
    return unsavedSince != null
        && (!isWithin(QUIET, lastChange, now) || !isWithin(OLDEST, unsavedSince, now));
  }

  boolean unsaved() {
    return unsavedSince != null;
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
