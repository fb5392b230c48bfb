package io.fieldbench.portal.lab;

import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether labs stand. One that does not for long is lost, and is built again. */
class LabWatch {
  private static final Logger log = LoggerFactory.getLogger(LabWatch.class);

  /** Looks in a row; a moment's load is no loss. */
  private static final int SHOWN_AFTER = 2;

  private static final int LOST_AFTER = 3;

  /**
   * How long a lab that cannot be built again is tried before it is given up: an Engine that is
   * being stopped still answers, for as long as its containers take to end.
   */
  static final Duration TRIED_FOR = Duration.ofMinutes(2);

  /** What is to be done with a lost lab. */
  interface Lost {
    /** Why it cannot be tried to build it again now, in English; empty where it can. */
    Optional<String> hindrance(Lab lost);

    /**
     * Builds it again, where it is still wanted.
     *
     * @throws LabException when it could not be; it is watched on
     */
    void rebuild(Lab lost) throws LabException;

    /** Tells its owner that it is not tried any more, and why. */
    void giveUp(Lab lost, String reason);
  }

  private final Lost lost;
  private final Consumer<LabId> changed;
  private final InstantSource clock;
  private final Map<LabId, Integer> away = new ConcurrentHashMap<>();
  private final Map<LabId, Instant> failingSince = new ConcurrentHashMap<>();
  private final Map<LabId, String> troubles = new ConcurrentHashMap<>();
  private final Set<LabId> asked = ConcurrentHashMap.newKeySet();

  /**
   * @param changed told of labs that look different now
   */
  LabWatch(Lost lost, Consumer<LabId> changed, InstantSource clock) {
    this.lost = lost;
    this.changed = changed;
    this.clock = clock;
  }

  /** Whether pages shall say that it is not there. */
  boolean lost(LabId lab) {
    return away.getOrDefault(lab, 0) >= SHOWN_AFTER;
  }

  /** Why it cannot be brought back now, in English; null where nothing is known. */
  @Nullable String trouble(LabId lab) {
    return troubles.get(lab);
  }

  /** Looks at each once, and returns at once. */
  void look(Collection<Lab> labs) {
    Set<LabId> known = labs.stream().map(Lab::id).collect(Collectors.toSet());
    // One that is built again does not run yet, and is away until that is done.
    away.keySet().stream()
        .filter(id -> !known.contains(id) && !asked.contains(id))
        .forEach(this::forget);
    for (Lab lab : labs) {
      // An Engine that hangs is not asked a second time.
      if (asked.add(lab.id())) {
        Thread.ofVirtual().name("look-" + lab.id()).start(() -> look(lab));
      }
    }
  }

  private void look(Lab lab) {
    LabId id = lab.id();
    try {
      if (lab.stands()) {
        if (forget(id)) {
          changed.accept(id);
        }
        return;
      }
      int times = away.merge(id, 1, Integer::sum);
      if (times >= LOST_AFTER) {
        bringBack(lab);
      }
      if (times >= SHOWN_AFTER) {
        changed.accept(id);
      }
    } finally {
      asked.remove(id);
    }
  }

  private void bringBack(Lab lab) {
    LabId id = lab.id();
    Optional<String> hindrance = lost.hindrance(lab);
    if (hindrance.isPresent()) {
      failingSince.remove(id);
      troubles.put(id, hindrance.get());
      return;
    }
    try {
      lost.rebuild(lab);
      forget(id);
    } catch (LabException e) {
      failed(lab, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("lab {} could not be built again", id, e);
      failed(lab, "a part of the portal failed while it was built again: " + e.getMessage());
    }
  }

  private void failed(Lab lab, String reason) {
    LabId id = lab.id();
    Instant now = clock.instant();
    if (failingSince.computeIfAbsent(id, first -> now).plus(TRIED_FOR).isAfter(now)) {
      log.info("lab {} cannot be built again yet: {}", id, reason);
      troubles.put(id, reason);
    } else {
      lost.giveUp(lab, reason);
      forget(id);
    }
  }

  /** Whether it had been away. */
  private boolean forget(LabId id) {
    failingSince.remove(id);
    troubles.remove(id);
    return away.remove(id) != null;
  }
}
