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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the runtime's labs as the table says they should be. */
@Component
class LabKeeper {
  private static final Logger log = LoggerFactory.getLogger(LabKeeper.class);

  private final LabSessions sessions;
  private final LabRuntime runtime;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Map<LabId, Lab> running = new ConcurrentHashMap<>();

  LabKeeper(
      LabSessions sessions,
      LabRuntime runtime,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.sessions = sessions;
    this.runtime = runtime;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  Optional<Lab> handle(LabId id) {
    return Optional.ofNullable(running.get(id));
  }

  /** Builds a lab that is waiting for it; harmless when repeated, as a job is after a crash. */
  void build(LabId id) {
    Optional<LabSession> waiting = session(id).filter(s -> s.state() == LabState.BUILDING);
    waiting.ifPresent(session -> start(session, true));
  }

  /** Brings back what ran when the portal ended: same ports, same credentials. */
  @EventListener(ApplicationReadyEvent.class)
  void restore() {
    List<LabSession> open = sessions.findByStateIn(List.of(LabState.READY));
    for (LabSession session : open) {
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

  /** Ends every lab whose time is over. */
  void expire() {
    for (String id : sessions.idsOverdue(clock.instant())) {
      var lab = new LabId(id);
      change(
          lab,
          s -> {
            if (s.isOpen() && s.view(true).expiresAt().isBefore(clock.instant())) {
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
    running.keySet().forEach(id -> events.publishEvent(new LabGone(id)));
    runtime.close();
  }
}
