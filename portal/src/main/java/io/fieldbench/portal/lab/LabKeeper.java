package io.fieldbench.portal.lab;

import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRuntime;
import io.fieldbench.lab.LabSpec;
import jakarta.annotation.PreDestroy;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the runtime's labs as the table says they should be. */
@Component
class LabKeeper {
  private static final Logger log = LoggerFactory.getLogger(LabKeeper.class);

  private final LabSessions sessions;
  private final ChosenRuntime runtimes;
  private final LabLeavings leavings;
  private final Portals portals;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final LabWatch watch;
  private final Map<LabId, Lab> running = new ConcurrentHashMap<>();
  private final Set<LabId> restoring = ConcurrentHashMap.newKeySet();
  private volatile boolean begun;

  LabKeeper(
      LabSessions sessions,
      ChosenRuntime runtimes,
      LabLeavings leavings,
      Portals portals,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.sessions = sessions;
    this.runtimes = runtimes;
    this.leavings = leavings;
    this.portals = portals;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
    this.watch = new LabWatch(new LostLabs(), id -> events.publishEvent(new LabChanged(id)), clock);
  }

  Optional<Lab> handle(LabId id) {
    return Optional.ofNullable(running.get(id));
  }

  /** A row with what this portal knows of its lab. */
  LabView view(LabSession session) {
    LabId id = session.id();
    return session.view(
        portals.place(session.portal()),
        running.containsKey(id) && !watch.lost(id),
        watch.trouble(id));
  }

  /**
   * Builds a lab that is waiting for it; harmless when repeated, as a job is after a crash.
   *
   * @return false when another portal has to
   */
  boolean build(LabId id) {
    LabSession waiting = session(id).filter(s -> s.state() == LabState.BUILDING).orElse(null);
    if (waiting == null) {
      return true;
    }
    LabPlace place = portals.place(waiting.portal());
    if (place == LabPlace.ELSEWHERE) {
      return false;
    }
    if (place == LabPlace.SILENT) {
      change(id, s -> s.takenOver(portals.own()));
    }
    startOrFail(waiting, true);
    return true;
  }

  /** Removes what nobody knows, and brings back what ran here: same ports, same credentials. */
  @EventListener(ApplicationReadyEvent.class)
  void restore() {
    leavings.clearAway();
    for (LabSession session : sessions.findByStateIn(List.of(LabState.READY))) {
      if (portals.place(session.portal()) == LabPlace.HERE) {
        restoring.add(session.id());
        Thread.ofVirtual().name("restore-" + session.id()).start(() -> restore(session));
      }
    }
    begun = true;
  }

  private void restore(LabSession session) {
    try {
      startOrFail(session, false);
    } finally {
      restoring.remove(session.id());
    }
  }

  /** Whether it is not known yet what still runs of a lab, as in the first moments of a portal. */
  boolean isRestoring(LabId id) {
    return !begun || restoring.contains(id);
  }

  private void startOrFail(LabSession session, boolean fresh) {
    try {
      start(session, fresh);
    } catch (LabException e) {
      fail(session.id(), String.valueOf(e.getMessage()));
    }
  }

  private void start(LabSession session, boolean fresh) throws LabException {
    LabSpec spec = session.request().spec();
    LabRuntime runtime = fresh ? runtimes.forNew(spec) : runtimes.named(session.runtime());
    Lab lab = runtime.start(session.request());
    running.put(session.id(), lab);
    introduce(lab, runtime.name(), session, fresh);
  }

  private void introduce(Lab lab, String runtime, LabSession session, boolean fresh) {
    LabId id = lab.id();
    try {
      events.publishEvent(new LabOpened(lab, session.kit()));
      Map<String, Integer> ports =
          lab.endpoints().values().stream()
              .collect(Collectors.toMap(Endpoint::name, Endpoint::port));
      change(
          id,
          s -> {
            if (!s.isOpen()) {
              return;
            }
            if (fresh) {
              s.opened(runtime, ports, lab.ranOn(), clock.instant());
            } else {
              s.restored(runtime, lab.ranOn(), clock.instant());
            }
          });
    } catch (RuntimeException e) {
      log.error("lab {} runs and cannot be used", id, e);
      fail(id, "a part of the portal failed while it was set up: " + e.getMessage());
    }
    if (session(id).filter(LabSession::isOpen).isEmpty()) {
      remove(id);
    }
  }

  private void fail(LabId id, String reason) {
    log.warn("lab {} could not be built: {}", id, reason);
    change(
        id,
        s -> {
          if (s.isOpen()) {
            s.failed(reason);
          }
        });
  }

  /**
   * Finds labs that are gone although nobody ended them, as after a restart of the Engine. Whether
   * their services answer is no more asked: the kit says it first, and asking costs for ever.
   */
  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void lookAfter() {
    watch.look(running.values());
  }

  private final class LostLabs implements LabWatch.Lost {
    @Override
    public Optional<String> hindrance(Lab lost) {
      return wanted(lost)
          .map(s -> runtimes.named(s.runtime()).unsupported(s.request().spec()))
          .filter(reasons -> !reasons.isEmpty())
          .map(reasons -> String.join("; ", reasons));
    }

    @Override
    public void rebuild(Lab lost) throws LabException {
      Optional<LabSession> wanted = wanted(lost);
      // The Engine may have come back just now, and the lab with it.
      if (wanted.isEmpty() || lost.stands() || !running.remove(lost.id(), lost)) {
        return;
      }
      log.warn("lab {} is gone and is built again", lost.id());
      boolean built = false;
      try {
        end(lost);
        start(wanted.get(), false);
        built = true;
      } finally {
        if (!built) {
          running.putIfAbsent(lost.id(), lost);
        }
      }
    }

    @Override
    public void giveUp(Lab lost, String reason) {
      fail(lost.id(), reason);
      running.remove(lost.id(), lost);
    }

    private Optional<LabSession> wanted(Lab lost) {
      return session(lost.id()).filter(s -> s.state() == LabState.READY);
    }
  }

  /** Removes what runs of a lab; the row is the caller's. Returns at once. */
  void remove(LabId id) {
    Lab lab = running.remove(id);
    if (lab != null) {
      Thread.ofVirtual().name("remove-" + id).start(() -> end(lab));
    }
    events.publishEvent(new LabChanged(id));
  }

  private void end(Lab lab) {
    events.publishEvent(new LabGone(lab.id()));
    try {
      lab.destroy();
    } catch (UncheckedIOException e) {
      log.warn("lab {} could not be removed whole: {}", lab.id(), e.getMessage());
    }
  }

  /** Says that this portal lives, and removes here what was ended at another one. */
  @Scheduled(fixedDelay = 3, timeUnit = TimeUnit.SECONDS)
  void keepUp() {
    try {
      portals.beat();
      List<LabId> here = List.copyOf(running.keySet());
      Set<String> kept =
          sessions.idsToKeep(here.stream().map(LabId::value).toList(), portals.own());
      here.stream().filter(id -> !kept.contains(id.value())).forEach(this::remove);
    } catch (DataAccessException e) {
      log.warn("this portal could not say that it is there: {}", e.getMessage());
    }
  }

  /**
   * To be called before a row ends.
   *
   * @return why something that must outlive the lab could not be kept; null where all was
   */
  @Nullable String unkept(LabId id) {
    try {
      if (running.containsKey(id)) {
        events.publishEvent(new LabEnding(id));
      }
      return null;
    } catch (LabEnding.NotKept e) {
      return e.getMessage();
    }
  }

  /** Changes a row under its lock, then tells the pages. */
  void change(LabId id, java.util.function.Consumer<LabSession> step) {
    transaction.executeWithoutResult(status -> sessions.lock(id.value()).ifPresent(step));
    events.publishEvent(new LabChanged(id));
  }

  private Optional<LabSession> session(LabId id) {
    return sessions.findById(id.value());
  }

  @PreDestroy
  void close() {
    try {
      portals.leave();
    } catch (DataAccessException e) {
      log.warn("this portal could not say that it leaves: {}", e.getMessage());
    }
    running.keySet().forEach(id -> events.publishEvent(new LabGone(id)));
    runtimes.close();
  }
}
