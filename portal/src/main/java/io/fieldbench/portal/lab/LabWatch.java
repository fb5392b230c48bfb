package io.fieldbench.portal.lab;

import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether labs stand. One that does not for long is lost. */
class LabWatch {
  /** Looks in a row; a moment's load is no loss. */
  private static final int SHOWN_AFTER = 2;

  private static final int LOST_AFTER = 3;

  private final Consumer<LabId> changed;
  private final Map<LabId, Integer> away = new ConcurrentHashMap<>();
  private final Map<LabId, String> troubles = new ConcurrentHashMap<>();
  private final Set<LabId> asked = ConcurrentHashMap.newKeySet();

  /**
   * @param changed told of labs that look different now
   */
  LabWatch(Consumer<LabId> changed) {
    this.changed = changed;
  }

  /** Whether pages shall say that it is not there. */
  boolean lost(LabId lab) {
    return away.getOrDefault(lab, 0) >= SHOWN_AFTER;
  }

  /** Why it cannot be brought back now, in English; null where nothing is known. */
  @Nullable String trouble(LabId lab) {
    return troubles.get(lab);
  }

  /**
   * Looks at each once, and returns at once.
   *
   * @param bringBack builds a lost lab again, or says why it cannot be built now
   */
  void look(Collection<Lab> labs, Function<Lab, Optional<String>> bringBack) {
    Set<LabId> known = labs.stream().map(Lab::id).collect(Collectors.toSet());
    // One that is built again does not run yet, and is away until that is done.
    away.keySet().removeIf(id -> !known.contains(id) && !asked.contains(id));
    for (Lab lab : labs) {
      // An Engine that hangs is not asked a second time.
      if (asked.add(lab.id())) {
        Thread.ofVirtual().name("look-" + lab.id()).start(() -> look(lab, bringBack));
      }
    }
  }

  private void look(Lab lab, Function<Lab, Optional<String>> bringBack) {
    LabId id = lab.id();
    try {
      if (lab.stands()) {
        troubles.remove(id);
        if (away.remove(id) != null) {
          changed.accept(id);
        }
        return;
      }
      int times = away.merge(id, 1, Integer::sum);
      if (times >= LOST_AFTER) {
        bringBack
            .apply(lab)
            .ifPresentOrElse(
                trouble -> troubles.put(id, trouble),
                () -> {
                  troubles.remove(id);
                  away.remove(id);
                });
      }
      if (times >= SHOWN_AFTER) {
        changed.accept(id);
      }
    } finally {
      asked.remove(id);
    }
  }
}
