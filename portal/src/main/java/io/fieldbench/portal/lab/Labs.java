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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Labs for the other parts of the portal. Who may do what with one is for the caller to decide. */
@Service
public class Labs {
  private static final SecureRandom RANDOM = new SecureRandom();

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

  /** Ends a lab for good and removes it; harmless when repeated. */
  public void close(LabId id) {
    keeper.tellEnding(id);
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
