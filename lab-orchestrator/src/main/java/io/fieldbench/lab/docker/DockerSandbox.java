package io.fieldbench.lab.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.Sandbox;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.docker.DockerExec.Kept;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sandbox of one hardened container for each command. The command runs in {@code /job/work},
 * among its files, as user 2000, who can write in {@code /tmp} alone ({@link #SCRATCH} bytes; it is
 * the home too). The files are root's, on a volume of their own: a read-only container takes files
 * no other way. What the command prints is returned as it is.
 */
final class DockerSandbox implements Sandbox {
  static final long SCRATCH = 64L * 1024 * 1024;

  /** When a sandbox is over in any case, as ISO 8601 in UTC. */
  static final String UNTIL = "io.fieldbench.until";

  /** In the place of a service's name. */
  private static final String SERVICE = "-sandbox";

  private static final int ROOT = 0;
  private static final String USER = "2000:2000";
  private static final String VOLUME = "/job";
  private static final String FOLDER = "work";
  private static final String INPUT = "input";

  /** Ends the command also where nobody is left to do so. */
  private static final String RUN = "exec timeout -s KILL \"$0\" \"$@\" < " + VOLUME + "/" + INPUT;

  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Engine engine;
  private final String installation;

  DockerSandbox(Engine engine, String installation) {
    this.engine = engine;
    this.installation = installation;
  }

  @Override
  public Outcome run(Job job) throws LabException {
    HostConfig bounds =
        Hardening.of("sandbox", job.limits(), Hardening.shared(Map.of("/tmp", SCRATCH)))
            .withNetworkMode("none")
            .withLogConfig(new LogConfig(LoggingType.NONE))
            .withMounts(List.of(new Mount().withType(MountType.VOLUME).withTarget(VOLUME)));
    byte[] archive = archive(job);
    removeExpired();
    new LabImages(engine).user(job.image());
    String id = create(job, bounds);
    try {
      engine.run(
          "put files into a sandbox",
          docker ->
              docker
                  .copyArchiveToContainerCmd(id)
                  .withRemotePath(VOLUME)
                  .withTarInputStream(new ByteArrayInputStream(archive))
                  .exec());
      return run(job, id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("the sandbox was interrupted", e);
    } finally {
      remove(id);
    }
  }

  private static byte[] archive(Job job) {
    var files = new TreeMap<String, Snapshot.File>();
    job.files()
        .forEach((path, file) -> {
          if (!RelativePath.valid(path)) {
            throw new IllegalArgumentException("\"" + path + "\" is no path below a folder");
          }
          files.put(FOLDER + "/" + path, file);
        });
    var tar = new TarWriter(ROOT).foldersOf(files.keySet(), 0555);
    files.forEach((path, file) -> tar.file(path, file.content(), file.executable() ? 0555 : 0444));
    return tar.file(INPUT, job.input(), 0444).end();
  }

  private String create(Job job, HostConfig bounds) throws LabException {
    var words = new ArrayList<>(List.of("/bin/sh", "-c", RUN));
    words.add(job.limit().plus(MARGIN).toSeconds() + "");
    words.addAll(job.command());
    var labels =
        Labels.created(
            Labels.ofInstallation(installation),
            Labels.SERVICE,
            SERVICE,
            UNTIL,
            Instant.now().plus(job.limit()).plus(MARGIN.multipliedBy(2)).toString());
    return engine.call(
        "create a sandbox",
        docker ->
            docker
                .createContainerCmd(job.image())
                .withLabels(labels)
                .withHealthcheck(Containers.NO_HEALTH_CHECK)
                .withUser(USER)
                .withEnv("HOME=/tmp")
                .withEntrypoint(words)
                .withCmd(List.of())
                .withWorkingDir(VOLUME + "/" + FOLDER)
                .withHostConfig(bounds)
                .exec()
                .getId());
  }

  private Outcome run(Job job, String id) throws LabException, InterruptedException {
    try (var printed = new Printed(Kept.first(job.outputLimit()), job.outputLimit())) {
      engine.longCall(
          "read what a sandbox prints",
          docker ->
              docker
                  .attachContainerCmd(id)
                  .withStdOut(true)
                  .withStdErr(true)
                  .withFollowStream(true)
                  .exec(printed));
      printed.awaitStart();
      engine.run("start a sandbox", docker -> docker.startContainerCmd(id).exec());
      long deadline = System.nanoTime() + job.limit().toNanos();
      printed.await(job.limit());
      boolean timedOut = !printed.flooded() && !endsBefore(deadline, id);
      if (timedOut || printed.flooded()) {
        kill(id);
      }
      // What was printed until then is still on its way.
      boolean whole = printed.await(MARGIN);
      if (!whole || printed.failure().isPresent()) {
        throw new LabException("the Docker Engine did not say all that a sandbox printed");
      }
      int exitCode = timedOut ? 137 : exitCode(id);
      return new Outcome(exitCode, printed.output(), printed.error(), timedOut, printed.cut());
    }
  }

  /** A command may close its outputs and go on. */
  private boolean endsBefore(long deadline, String id) throws LabException {
    while (state(id).getRunning() == Boolean.TRUE) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Pause.millis(20);
    }
    return true;
  }

  private int exitCode(String id) throws LabException {
    Long code = state(id).getExitCodeLong();
    if (code == null) {
      throw new LabException("the Docker Engine does not know how a sandbox ended");
    }
    return Math.toIntExact(code);
  }

  private ContainerState state(String id) throws LabException {
    return engine
        .call("look at a sandbox", docker -> docker.inspectContainerCmd(id).exec())
        .getState();
  }

  private void kill(String id) throws LabException {
    engine.run(
        "end a sandbox",
        docker -> {
          try {
            docker.killContainerCmd(id).exec();
          } catch (ConflictException e) {
            // It ended by itself at that moment.
          }
        });
  }

  /** Removes what a process that crashed has left. */
  void removeExpired() throws LabException {
    var labels = Map.of(Labels.INSTALLATION, installation, Labels.SERVICE, SERVICE);
    var sandboxes =
        engine.call(
            "list the sandboxes",
            docker -> docker.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec());
    for (var sandbox : sandboxes) {
      String until = sandbox.getLabels().get(UNTIL);
      if (until != null && Instant.parse(until).isBefore(Instant.now())) {
        remove(sandbox.getId());
      }
    }
  }

  /** What cannot be removed now is when it has expired. */
  private void remove(String id) {
    boolean interrupted = Thread.interrupted();
    try {
      new LabObjects(engine, installation).removeContainer(id);
    } catch (LabException | RuntimeException e) {
      // Gone, on its way, or without an Engine.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
