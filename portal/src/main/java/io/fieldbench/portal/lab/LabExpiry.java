package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends labs whose time is over. */
@Component
class LabExpiry {
  /** Beyond its time a lab is kept so long at most, while what must outlive it cannot be kept. */
  static final Duration GRACE = Duration.ofMinutes(10);

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(LabExpiry.class);

  private final LabSessions sessions;
  private final LabKeeper keeper;
  private final Portals portals;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Set<LabId> ending = ConcurrentHashMap.newKeySet();

  LabExpiry(
      LabSessions sessions,
      LabKeeper keeper,
      Portals portals,
      ApplicationEventPublisher events,
      Clock clock) {
    this.sessions = sessions;
    this.keeper = keeper;
    this.portals = portals;
    this.events = events;
    this.clock = clock;
  }

  /** Ends the labs of this portal, and of those that are silent, whose time is over. */
  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void expire() {
    try {
      for (LabSession overdue : sessions.findOverdue(clock.instant())) {
        LabId lab = overdue.id();
        if (portals.place(overdue.portal()) != LabPlace.ELSEWHERE
            && !keeper.isRestoring(lab)
            && ending.add(lab)) {
          // Each by itself: what is kept of one lab takes its time.
          Thread.ofVirtual().name("expire-" + lab).start(() -> expire(overdue));
        }
      }
    } catch (DataAccessException e) {
      log.warn("labs whose time is over could not be looked for: {}", e.getMessage());
    }
  }

  private void expire(LabSession overdue) {
    LabId lab = overdue.id();
    try {
      String unkept = keeper.unkept(lab);
      if (unkept != null && clock.instant().isBefore(overdue.expiresAt().plus(GRACE))) {
        log.warn("the time of lab {} is over, but it is not ended yet: {}", lab, unkept);
        events.publishEvent(new LabChanged(lab));
        Thread.sleep(AGAIN);
        return;
      }
      keeper.change(
          lab,
          s -> {
            if (s.isOverdue(clock.instant())) {
              s.expired(unkept);
            }
          });
      if (sessions.findById(lab.value()).filter(s -> s.state() == LabState.EXPIRED).isPresent()) {
        if (unkept != null) {
          log.error("lab {} ends without its last changes: {}", lab, unkept);
        }
        keeper.remove(lab);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("lab {} could not be ended, and is tried again: {}", lab, e.getMessage());
    } finally {
      ending.remove(lab);
    }
  }
}
