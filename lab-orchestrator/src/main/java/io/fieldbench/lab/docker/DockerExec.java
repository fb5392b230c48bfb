package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Commands in a trainee's container, as the trainee, with bounds.
 *
 * <p>The Engine cannot end an exec. So a command runs under {@code timeout}, which kills its
 * process group and needs nobody outside; then everything that carries the command's mark in its
 * environment is killed, which also finds what left the group. What hides from both goes on within
 * the limits of the container, as do programs that the trainee starts in a terminal.
 */
final class DockerExec {
  /** Runs this folder's {@code workspace.py} with arguments. */
  private static final List<String> PYTHON = List.of("/usr/bin/python3", "-I", "-S", "-c");

  private static final String SCRIPT = script();
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration ENDING = Duration.ofSeconds(5);

  /** Processes that may be added for a moment where the container's limit is reached. */
  private static final long ROOM = 64;

  private final DockerClient docker;
  private final String container;
  private final String user;
  private final String folder;

  DockerExec(DockerClient docker, String container, String user, String folder) {
    this.docker = docker;
    this.container = container;
    this.user = user;
    this.folder = folder;
  }

  /**
   * @param input standard input; empty for none. The Engine's client cannot end it: the command
   *     must know how much to read
   */
  record Command(
      List<String> words, byte[] input, Duration limit, int outputLimit, int errorLimit) {}

  record Outcome(int exitCode, byte[] output, byte[] error, boolean cut) {
    String errorText() {
      return new String(error, StandardCharsets.UTF_8).strip();
    }
  }

  /** A command that ran longer than its limit, or printed without end; it was ended. */
  static final class Ended extends IOException {
    Ended(String message) {
      super(message);
    }
  }

  /**
   * @throws Ended see there
   * @throws IOException when it could not be run
   */
  Outcome run(Command command) throws IOException {
    String mark = UUID.randomUUID().toString();
    long start = System.nanoTime();
    try {
      Outcome outcome = attempt(command, mark);
      boolean late = System.nanoTime() - start >= command.limit().toNanos();
      if (late && outcome.exitCode() == 137) {
        throw new Ended("it ran longer than " + seconds(command.limit()) + " s");
      }
      return outcome;
    } catch (Ended e) {
      end(mark);
      throw e;
    } catch (InterruptedException e) {
      end(mark);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (RuntimeException e) {
      throw unreachable(e);
    }
  }

  private Outcome attempt(Command command, String mark) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + command.limit().plus(GRACE).toNanos();
    var words = new ArrayList<>(List.of("/usr/bin/timeout", "-s", "KILL"));
    words.add(seconds(command.limit()));
    words.addAll(command.words());
    boolean fed = command.input().length > 0;
    String id = create(words, marked(mark)).withAttachStdin(fed).exec().getId();
    try (var printed = new Printed(command.outputLimit(), command.errorLimit())) {
      var start = docker.execStartCmd(id);
      if (fed) {
        start.withStdIn(new ByteArrayInputStream(command.input()));
      }
      start.exec(printed);
      if (!printed.await(Duration.ofNanos(deadline - System.nanoTime()))) {
        throw new Ended("it ran longer than " + seconds(command.limit()) + " s");
      }
      if (printed.flooded()) {
        throw new Ended("it printed more than " + Printed.FLOOD + " bytes");
      }
      if (printed.failure().isPresent()) {
        throw new IOException("the Engine refused it", printed.failure().get());
      }
      int exitCode = exitCode(id, deadline);
      return new Outcome(exitCode, printed.output(), printed.error(), printed.cut());
    }
  }

  /** A command may close its outputs and go on. */
  private int exitCode(String id, long deadline) throws IOException {
    while (true) {
      InspectExecResponse state = docker.inspectExecCmd(id).exec();
      if (!state.isRunning()) {
        if (state.getPidLong() == null || state.getPidLong() == 0) {
          throw new IOException("it could not be started in the container");
        }
        return Math.toIntExact(state.getExitCodeLong());
      }
      if (System.nanoTime() > deadline) {
        throw new Ended("it ran too long");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Runs the module's own script; see {@code workspace.py}. */
  Outcome script(List<String> arguments, byte[] input, Duration limit, int outputLimit)
      throws IOException {
    var words = new ArrayList<>(PYTHON);
    words.add(SCRIPT);
    words.addAll(arguments);
    return run(new Command(words, input, limit, outputLimit, 4096));
  }

  /** Starts a command that goes on. */
  void launch(List<String> words) throws IOException {
    try {
      String id =
          docker
              .execCreateCmd(container)
              .withCmd(words.toArray(String[]::new))
              .withUser(user)
              .withWorkingDir(folder)
              .exec()
              .getId();
      try (var printed = new Printed(0, 0)) {
        docker.execStartCmd(id).withDetach(true).exec(printed);
        if (!printed.await(ENDING)) {
          throw new IOException("the Engine does not answer");
        }
        if (printed.failure().isPresent()) {
          throw new IOException("it could not be started", printed.failure().get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (RuntimeException e) {
      throw unreachable(e);
    }
  }

  /** An exec of the trainee's, attached to both outputs. */
  ExecCreateCmd create(List<String> words, String... environment) {
    return docker
        .execCreateCmd(container)
        .withCmd(words.toArray(String[]::new))
        .withUser(user)
        .withWorkingDir(folder)
        .withEnv(List.of(environment))
        .withAttachStdout(true)
        .withAttachStderr(true);
  }

  /** What the environment of a command says. */
  static String marked(String mark) {
    return "FIELDBENCH_EXEC=" + mark;
  }

  /** Kills all processes of that mark; where that fails, they meet the container's limits. */
  void end(String mark) {
    try {
      if (!tryEnd(mark)) {
        // No process can be started any more: the command may have taken them all.
        var config = docker.inspectContainerCmd(container).exec().getHostConfig();
        Long limit = config == null ? null : config.getPidsLimit();
        if (limit != null) {
          docker.updateContainerCmd(container).withPidsLimit(limit + ROOM).exec();
          tryEnd(mark);
          docker.updateContainerCmd(container).withPidsLimit(limit).exec();
        }
      }
    } catch (RuntimeException e) {
      // The container is gone, and the command with it.
    }
  }

  private boolean tryEnd(String mark) {
    try {
      var words = new ArrayList<>(PYTHON);
      words.addAll(List.of(SCRIPT, "end", mark));
      var killer = new Command(words, new byte[0], ENDING, 0, 0);
      return attempt(killer, UUID.randomUUID().toString()).exitCode() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  static IOException unreachable(RuntimeException e) {
    return new IOException("the container does not answer: " + e.getMessage(), e);
  }

  private static String seconds(Duration limit) {
    return String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1000.0);
  }

  private static String script() {
    try (InputStream in = DockerExec.class.getResourceAsStream("workspace.py")) {
      if (in == null) {
        throw new IllegalStateException("workspace.py is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
