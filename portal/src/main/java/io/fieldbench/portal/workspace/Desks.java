package io.fieldbench.portal.workspace;

import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import io.fieldbench.portal.lab.LabEnding;
import io.fieldbench.portal.lab.LabGone;
import io.fieldbench.portal.lab.Labs;
import io.fieldbench.portal.workspace.WorkspaceCopies.Copy;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * The workspaces of the labs that run, by lab. Who may do what with one is for the caller to
 * decide.
 */
@Service
public class Desks {
  private static final Duration LAST_SAVE = Duration.ofSeconds(4);

  private final Map<LabId, Desk> desks = new ConcurrentHashMap<>();
  private final WorkspaceCopies copies;
  private final Labs labs;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Desks(WorkspaceCopies copies, Labs labs, ApplicationEventPublisher events, Clock clock) {
    this.copies = copies;
    this.labs = labs;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Puts an enrolment's files in place, unless there are some, and begins to save them. They come
   * all or none, so that what is there is the newest. An empty workspace gets what was saved
   * before; one of another lab than that also what the starter has beside it. Where the other lab's
   * password stands in what was saved, it gives way to the one of this lab.
   *
   * @param starter by relative path
   * @throws IOException when they could not be put there
   */
  public void open(UUID enrolment, Lab lab, Workspace workspace, Map<String, byte[]> starter)
      throws IOException {
    if (workspace.list(1).isEmpty()) {
      Optional<Copy> copy = copies.find(enrolment);
      var files = new TreeMap<String, Snapshot.File>();
      copy.ifPresent(c -> files.putAll(fitted(c, lab).files()));
      if (copy.filter(c -> c.lab().equals(lab.id())).isEmpty()) {
        addStarter(files, starter);
      }
      workspace.restore(new Snapshot(files));
    }
    var desk = new Desk(lab.id(), enrolment, workspace, copies, clock, events::publishEvent);
    desk.lookNow();
    desks.put(lab.id(), desk);
  }

  /** Without what is there, and what would need a file to be a folder or a folder to be a file. */
  private static void addStarter(
      TreeMap<String, Snapshot.File> files, Map<String, byte[]> starter) {
    var saved = new TreeMap<>(files);
    starter.forEach((path, content) -> {
      String below = saved.ceilingKey(path + "/");
      boolean isFolder = below != null && below.startsWith(path + "/");
      boolean underFile = saved.keySet().stream().anyMatch(file -> path.startsWith(file + "/"));
      if (!isFolder && !underFile) {
        files.putIfAbsent(path, new Snapshot.File(content, false));
      }
    });
  }

  private Snapshot fitted(Copy copy, Lab lab) {
    Snapshot snapshot = SnapshotZip.read(copy.zip());
    Credentials before =
        labs.find(copy.lab()).map(l -> l.request().credentials().get("trainee")).orElse(null);
    if (before == null || copy.lab().equals(lab.id())) {
      return snapshot;
    }
    Passwords passwords = new Passwords(before.password(), lab.credentials("trainee").password());
    var files = new HashMap<String, Snapshot.File>();
    snapshot
        .files()
        .forEach((path, file) ->
            files.put(
                path, new Snapshot.File(passwords.replacedIn(file.content()), file.executable())));
    return new Snapshot(files);
  }

  /** Empty while the lab is built, after its end, and where it has no workspace. */
  public Optional<Workspace> workspace(LabId lab) {
    return desk(lab).map(Desk::workspace);
  }

  /** The files as of a moment ago; more than were asked for tell that. */
  public List<Workspace.Entry> files(LabId lab) {
    return desk(lab).map(Desk::entries).orElse(List.of());
  }

  public Optional<SaveState> saveState(LabId lab) {
    return desk(lab).map(Desk::state);
  }

  /** Looks for changes now. */
  public void look(LabId lab) {
    desk(lab).ifPresent(Desk::lookNow);
  }

  /**
   * All files as a zip: as they are now where the lab runs, else as they were last saved.
   *
   * @param folder in which they stand in the zip, as {@code alarm/}
   * @throws IOException naming the bound that does not hold, or why they could not be read
   */
  public Optional<byte[]> zip(UUID enrolment, Optional<LabId> lab, String folder)
      throws IOException {
    Optional<Workspace> open = lab.flatMap(this::workspace);
    if (open.isPresent()) {
      return Optional.of(SnapshotZip.write(open.get().snapshot(Desk.BOUNDS), folder));
    }
    return copies
        .find(enrolment)
        .map(copy -> SnapshotZip.write(SnapshotZip.read(copy.zip()), folder));
  }

  private Optional<Desk> desk(LabId lab) {
    return Optional.ofNullable(desks.get(lab));
  }

  @Scheduled(fixedDelay = 500)
  void tend() {
    desks.values().forEach(desk -> Thread.ofVirtual().name("tend-desk").start(desk::tend));
  }

  @EventListener
  void on(LabEnding ending) {
    desk(ending.lab())
        .ifPresent(desk -> {
          SaveState state = desk.saveNow(3);
          // Where others have gone on, nobody waits for these.
          if (state.problem() != null && state.problem() != SaveState.Problem.ELSEWHERE) {
            throw new LabEnding.NotKept(
                "its files are not saved (" + state.problem() + "): " + state.said());
          }
        });
  }

  /** The lab still runs while this is told. */
  @EventListener
  void on(LabGone gone) {
    Desk desk = desks.remove(gone.lab());
    if (desk != null) {
      desk.saveNow(1);
    }
  }

  /** The portal ends; labs may go on without it, or end with it. */
  @PreDestroy
  void close() throws InterruptedException {
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    desks.values().forEach(desk -> executor.execute(() -> desk.saveNow(1)));
    executor.shutdown();
    executor.awaitTermination(LAST_SAVE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
