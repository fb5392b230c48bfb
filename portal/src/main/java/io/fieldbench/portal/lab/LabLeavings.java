package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is left of ended labs on the runtime, after a portal died or while the Engine was away. */
@Component
class LabLeavings {
  private static final Logger log = LoggerFactory.getLogger(LabLeavings.class);

  private final LabSessions sessions;
  private final ChosenRuntime runtimes;
  private final ReentrantLock one = new ReentrantLock();
  private String trouble = "";

  LabLeavings(LabSessions sessions, ChosenRuntime runtimes) {
    this.sessions = sessions;
    this.runtimes = runtimes;
  }

  @Scheduled(initialDelay = 20, fixedDelay = 20, timeUnit = TimeUnit.SECONDS)
  void look() {
    // An Engine that hangs must not keep this portal from saying that it lives.
    Thread.ofVirtual().name("clear-away").start(this::clearAway);
  }

  /** Removes them now; nothing while another thread is at it. */
  void clearAway() {
    if (!one.tryLock()) {
      return;
    }
    try {
      runtimes.runtime().reconcile(this::known);
      trouble = "";
    } catch (LabException | DataAccessException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.equals(trouble)) {
        log.warn("what is left of ended labs could not be removed: {}", why);
      }
      trouble = why;
    } finally {
      one.unlock();
    }
  }

  private Set<LabId> known() {
    String name = runtimes.runtime().name();
    return sessions.findByStateIn(List.of(LabState.READY, LabState.BUILDING)).stream()
        .filter(s -> s.state() == LabState.BUILDING || s.runtime().equals(name))
        .map(LabSession::id)
        .collect(Collectors.toSet());
  }
}
