package io.fieldbench.portal.lab;

import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabRuntime;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the runtime's labs as the table says they should be. */
@Component
class LabKeeper {
  private static final int BEAT_SECONDS = 3;
  private static final Logger log = LoggerFactory.getLogger(LabKeeper.class);

  private final LabSessions sessions;
  private final LabRuntime runtime;
  private final Portals portals;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Map<LabId, Lab> running = new ConcurrentHashMap<>();
  private final ScheduledExecutorService keeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keep-labs").factory());

  LabKeeper(
      LabSessions sessions,
      LabRuntime runtime,
      Portals portals,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.sessions = sessions;
    this.runtime = runtime;
    this.portals = portals;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  Optional<Lab> handle(LabId id) {
    return Optional.ofNullable(running.get(id));
  }

  LabView view(LabSession session) {
    return session.view(portals.place(session.portal()), running.containsKey(session.id()));
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
    start(waiting, true);
    return true;
  }

  /** Brings back what ran here when the portal ended: same ports, same credentials. */
  @EventListener(ApplicationReadyEvent.class)
  void restore() {
    for (LabSession session : sessions.findByStateIn(List.of(LabState.READY))) {
      if (!isOwn(session)) {
        continue;
      }
      Thread.ofVirtual().name("restore-" + session.id()).start(() -> start(session, false));
    }
  }

  private void start(LabSession session, boolean fresh) {
    LabId id = session.id();
    LabRequest request = session.request();
    try {
      Lab lab = runtime.start(request);
      running.put(id, lab);
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
              s.opened(ports, clock.instant());
            } else {
              s.restored(clock.instant());
            }
          });
      if (session(id).filter(LabSession::isOpen).isEmpty()) {
        remove(id);
      }
    } catch (LabException e) {
      log.warn("lab {} could not be built: {}", id, e.getMessage());
      change(id, s -> s.failed(String.valueOf(e.getMessage())));
    }
  }

  /** Removes what runs of a lab; the row is the caller's. Returns at once. */
  void remove(LabId id) {
    Lab lab = running.remove(id);
    if (lab != null) {
      events.publishEvent(new LabGone(id));
      Thread.ofVirtual().name("remove-" + id).start(lab::destroy);
    }
    events.publishEvent(new LabChanged(id));
  }

  /** Every three seconds: says that this portal lives, and ends what was ended at another one. */
  @EventListener(ApplicationReadyEvent.class)
  void keep() {
    keeping.scheduleWithFixedDelay(this::beat, 0, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  private void beat() {
    try {
      portals.beat();
      List<LabId> here = List.copyOf(running.keySet());
      Set<String> kept =
          sessions.idsToKeep(here.stream().map(LabId::value).toList(), portals.own());
      here.stream().filter(id -> !kept.contains(id.value())).forEach(this::remove);
    } catch (RuntimeException e) {
      // Such as a database that is away for a moment; the next round tries again.
      log.warn("this portal could not say that it is there", e);
    }
  }

  private boolean isOwn(LabSession session) {
    return session.portal() == null || portals.own().equals(session.portal());
  }

  /** Ends every lab whose time is over. */
  void expire() {
    for (String id : sessions.idsOverdue(clock.instant())) {
      var lab = new LabId(id);
      change(
          lab,
          s -> {
            if (s.isOverdue(clock.instant())) {
              s.expired();
            }
          });
      if (session(lab).filter(s -> s.state() == LabState.EXPIRED).isPresent()) {
        remove(lab);
      }
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
    keeping.shutdown();
    try {
      portals.leave();
    } catch (DataAccessException e) {
      log.warn("this portal could not say that it leaves: {}", e.getMessage());
    }
    running.keySet().forEach(id -> events.publishEvent(new LabGone(id)));
    runtime.close();
  }
}
