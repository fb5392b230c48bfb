package io.fieldbench.portal.workspace;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import io.fieldbench.lab.Workspace.Entry;
import io.fieldbench.portal.workspace.SaveState.Phase;
import io.fieldbench.portal.workspace.SaveState.Problem;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A workspace that somebody works in: watched for changes, and saved. */
final class Desk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  static final Snapshot.Bounds BOUNDS = Snapshot.Bounds.ANSWER;

  private final LabId lab;
  private final UUID enrolment;
  private final Workspace workspace;
  private final WorkspaceCopies copies;
  private final Clock clock;
  private final Consumer<WorkspaceChanged> changed;
  private final ReentrantLock one = new ReentrantLock();
  private final SavePace pace;
  private volatile List<Entry> entries = List.of();
  private volatile SaveState state;
  private String saved;

  Desk(
      LabId lab,
      UUID enrolment,
      Workspace workspace,
      WorkspaceCopies copies,
      Clock clock,
      Consumer<WorkspaceChanged> changed) {
    this.lab = lab;
    this.enrolment = enrolment;
    this.workspace = workspace;
    this.copies = copies;
    this.clock = clock;
    this.changed = changed;
    this.pace = new SavePace(clock.instant());
    var copy = copies.find(enrolment);
    this.saved = copy.map(WorkspaceCopies.Copy::sha256).orElse("");
    this.state = SaveState.saved(copy.map(WorkspaceCopies.Copy::savedAt).orElse(null));
  }

  Workspace workspace() {
    return workspace;
  }

  SaveState state() {
    return state;
  }

  /** As of the last look. */
  List<Entry> entries() {
    return entries;
  }

  /** Looks and saves, where either is due; nothing while another thread is at it. */
  void tend() {
    if (one.tryLock()) {
      try {
        if (pace.lookDue(clock.instant())) {
          look();
        }
        if (pace.saveDue(clock.instant())) {
          save();
        }
      } finally {
        one.unlock();
      }
    }
  }

  /** Looks now, so that pages show what somebody has just done. */
  void lookNow() {
    one.lock();
    try {
      look();
    } finally {
      one.unlock();
    }
  }

  /**
   * Saves what there is, changed or not.
   *
   * @param tries at least 1
   * @return how that went
   */
  SaveState saveNow(int tries) {
    one.lock();
    try {
      save();
      for (int tried = 1; tried < tries && passes(state.problem()); tried++) {
        Thread.sleep(PAUSE);
        save();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      one.unlock();
    }
    return state;
  }

  private void look() {
    try {
      List<Entry> seen = workspace.list(BOUNDS.files() + 1);
      boolean different = !seen.equals(entries);
      pace.looked(clock.instant(), different);
      if (different) {
        entries = seen;
        changed.accept(new WorkspaceChanged(lab, true));
        if (state.phase() == Phase.SAVED) {
          show(state.now(Phase.CHANGED));
        }
      }
    } catch (IOException e) {
      pace.looked(clock.instant(), false);
      log.debug("the workspace of lab {} cannot be listed: {}", lab, e.getMessage());
    }
  }

  private void save() {
    show(state.now(Phase.SAVING));
    try {
      Snapshot snapshot = workspace.snapshot(BOUNDS);
      byte[] zip = SnapshotZip.write(snapshot, "");
      String sha256 = sha256(zip);
      var now = clock.instant();
      if (!sha256.equals(saved)) {
        var copy = new WorkspaceCopies.Copy(lab, zip, sha256, snapshot.files().size(), now);
        if (!copies.save(enrolment, copy)) {
          failed(Problem.ELSEWHERE, "another lab or portal has gone on from the last copy");
          return;
        }
        saved = sha256;
      }
      pace.saved();
      show(SaveState.saved(now));
    } catch (Snapshot.OutOfBounds e) {
      failed(Problem.valueOf(e.bound().name()), e.getMessage());
    } catch (IOException e) {
      failed(Problem.LAB, e.getMessage());
    } catch (DataAccessException | TransactionException e) {
      failed(Problem.DATABASE, e.getMessage());
    }
  }

  private void failed(Problem problem, @Nullable String said) {
    pace.notSaved(clock.instant());
    log.warn("the workspace of lab {} is not saved: {}", lab, said);
    show(state.failed(problem, problem == Problem.DATABASE ? "" : String.valueOf(said)));
  }

  private static boolean passes(@Nullable Problem problem) {
    return problem != null && problem.passes();
  }

  private void show(SaveState next) {
    if (!next.equals(state)) {
      state = next;
      changed.accept(new WorkspaceChanged(lab, false));
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
