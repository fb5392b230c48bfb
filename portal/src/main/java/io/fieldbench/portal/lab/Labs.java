package io.fieldbench.portal.lab;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabRequest.Term;
import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.Sandbox;
import io.fieldbench.portal.account.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Labs for the other parts of the portal. Who may do what with one is for the caller to decide. */
@Service
public class Labs {
  private static final Logger log = LoggerFactory.getLogger(Labs.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** In which another portal has ended a lab; it looks every 2 seconds. */
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final LabSessions sessions;
  private final LabKeeper keeper;
  private final ChosenRuntime runtime;
  private final SchedulerClient scheduler;
  private final LabProperties properties;
  private final Clock clock;

  Labs(
      LabSessions sessions,
      LabKeeper keeper,
      ChosenRuntime runtime,
      SchedulerClient scheduler,
      LabProperties properties,
      Clock clock) {
    this.sessions = sessions;
    this.keeper = keeper;
    this.runtime = runtime;
    this.scheduler = scheduler;
    this.properties = properties;
    this.clock = clock;
  }

  /** The runtime in use, and why it is that one. */
  public RuntimeInUse runtime() {
    return runtime.inUse();
  }

  /** Why a lab like this cannot be built here; empty where it can. */
  public List<String> unsupported(LabSpec spec) {
    return runtime.unsupported(spec);
  }

  /** Runs hidden checks on copies of workspaces, where the runtime in use can do that. */
  public Optional<Sandbox> sandbox() {
    return runtime.runtime().sandbox();
  }

  /** Asks for a lab; a job builds it once the caller's transaction is committed. */
  @Transactional
  public LabId open(UserId owner, LabPlan plan) {
    byte[] bytes = new byte[5];
    RANDOM.nextBytes(bytes);
    var id = new LabId("l-" + HexFormat.of().formatHex(bytes));
    Instant now = clock.instant();
    Instant end = now.plus(properties.maximumLife());
    sessions.save(
        new LabSession(
            owner,
            runtime.inUse().name(),
            properties.portal(),
            LabRequest.fresh(id, plan.spec()).with(new Term(owner.value().toString(), end)),
            plan.kit(),
            now,
            plan.life()));
    scheduler.scheduleIfNotExists(
        LabConfiguration.BUILD.instance(id.value()).scheduledTo(clock.instant()));
    return id;
  }

  /** The lab as it is now. */
  public Optional<LabView> find(LabId id) {
    return sessions.findById(id.value()).map(keeper::view);
  }

  /** The newest labs, at most 200. */
  List<LabView> newest() {
    return sessions.findTop200ByOrderByCreatedAtDesc().stream().map(keeper::view).toList();
  }

  /** The running lab; empty while it is built or restored, after its end and at other portals. */
  public Optional<Lab> handle(LabId id) {
    return keeper.handle(id);
  }

  /** Tries again to build a lab that failed, at the same address with the same credentials. */
  @Transactional
  public void retry(LabId id, Duration life) {
    LabSession session = sessions.lock(id.value()).orElseThrow();
    if (session.state() == LabState.FAILED) {
      session.retried(properties.portal(), clock.instant(), life);
      scheduler.scheduleIfNotExists(
          LabConfiguration.BUILD.instance(id.value()).scheduledTo(clock.instant()));
    }
  }

  /**
   * Lets an open lab live longer, within {@link LabProperties#maximumLife}.
   *
   * @return when it ends now
   */
  @Transactional
  public Instant extend(LabId id, Duration by) {
    LabSession session = sessions.lock(id.value()).orElseThrow();
    Instant limit = session.createdAt().plus(properties.maximumLife());
    Instant wanted = session.expiresAt().plus(by);
    if (session.isOpen()) {
      session.extendTo(wanted.isBefore(limit) ? wanted : limit);
    }
    return session.expiresAt();
  }

  /** Keeps an open lab alive at least until then; for work of ours that must not be cut off. */
  @Transactional
  public void keepUntil(LabId id, Instant until) {
    sessions.lock(id.value()).filter(LabSession::isOpen).ifPresent(s -> s.extendTo(until));
  }

  /** Ends a lab for good and removes it, whatever of it is not kept; harmless when repeated. */
  public void close(LabId id) {
    String unkept = keeper.unkept(id);
    if (unkept != null) {
      log.error("lab {} is ended without its last changes: {}", id, unkept);
    }
    remove(id);
  }

  /**
   * The same, unless what must outlive the lab cannot be kept now.
   *
   * @return whether it ended; else it goes on
   */
  public boolean closeIfKept(LabId id) {
    LabView lab = find(id).orElseThrow();
    boolean ready = lab.state() == LabState.READY;
    if (ready && lab.place() == LabPlace.ELSEWHERE) {
      return closeElsewhere(id);
    }
    boolean work = ready && lab.request().spec().workspace().isPresent();
    if (work && (keeper.handle(id).isEmpty() || keeper.unkept(id) != null)) {
      return false;
    }
    remove(id);
    return true;
  }

  /** The portal that keeps it ends it as one whose time is over. */
  private boolean closeElsewhere(LabId id) {
    keeper.change(id, s -> s.cutTo(clock.instant()));
    Instant limit = clock.instant().plus(ELSEWHERE);
    try {
      while (find(id).filter(l -> l.state().isOpen()).isPresent()) {
        if (clock.instant().isAfter(limit)) {
          return false;
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    keeper.change(id, LabSession::closed);
    return true;
  }

  private void remove(LabId id) {
    keeper.change(
        id,
        s -> {
          if (s.isOpen() || s.state() == LabState.FAILED) {
            s.closed();
          }
        });
    keeper.remove(id);
  }
}
