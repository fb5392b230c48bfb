package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /** How timeout ends, and what it says, where the container may have no more processes. */
  private static final int TIMEOUT_FAILED = 125;

  private static final String NO_FORK = "/usr/bin/timeout: fork system call failed";
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Long, for it shares the processor with what it ends. */
  private static final Duration ENDING = Duration.ofSeconds(30);

  private final DockerClient docker;
  private final String container;
  private final String user;
  private final String folder;
  private final ProcessRoom room;

  DockerExec(DockerClient docker, String container, String user, String folder) {
    this.docker = docker;
    this.container = container;
    this.user = user;
    this.folder = folder;
    this.room = new ProcessRoom(docker, container);
  }

  /**
   * @param input standard input; empty for none. The Engine's client cannot end it: the command
   *     must know how much to read
   * @param errorLimit bytes of standard error that are kept
   */
  record Command(List<String> words, byte[] input, Duration limit, Kept kept, int errorLimit) {}

  /**
   * What is kept of standard output.
   *
   * @param bytes the first ones
   * @param ends whether the command is ended when it prints more; else the rest is dropped
   */
  record Kept(int bytes, boolean ends) {
    static Kept first(int bytes) {
      return new Kept(bytes, false);
    }

    static Kept atMost(int bytes) {
      return new Kept(bytes, true);
    }
  }

  record Outcome(int exitCode, byte[] output, byte[] error, boolean cut) {
    String errorText() {
      return new String(error, UTF_8).strip();
    }
  }

  /** A command that ran longer than its limit, or printed without end; it was ended. */
  static sealed class Ended extends IOException {
    Ended(String message) {
      super(message);
    }
  }

  /** A command that printed more than it may. */
  static final class Flooded extends Ended {
    private final byte[] kept;

    Flooded(long limit, byte[] kept) {
      super("it printed more than " + limit + " bytes");
      this.kept = kept;
    }

    /** The first of what it printed. */
    byte[] kept() {
      return kept;
    }
  }

  /** What an Engine also says of a container that may have no more processes. */
  private static final class NotStarted extends IOException {
    NotStarted(@Nullable Throwable cause) {
      super("it could not be started in the container", cause);
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
      Outcome outcome = attemptTwice(timed(command), mark);
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

  private static Command timed(Command command) {
    var words = new ArrayList<>(List.of("/usr/bin/timeout", "-s", "KILL"));
    words.add(seconds(command.limit()));
    words.addAll(command.words());
    return new Command(
        words, command.input(), command.limit(), command.kept(), command.errorLimit());
  }

  private Outcome attemptTwice(Command command, String mark)
      throws IOException, InterruptedException {
    try {
      return attempt(command, mark);
    } catch (NotStarted e) {
      return room.during(() -> attempt(command, mark));
    }
  }

  private Outcome attempt(Command command, String mark) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + command.limit().plus(GRACE).toNanos();
    boolean fed = command.input().length > 0;
    String id = create(command.words(), marked(mark)).withAttachStdin(fed).exec().getId();
    try (var printed = new Printed(command.kept(), command.errorLimit())) {
      var start = docker.execStartCmd(id);
      if (fed) {
        start.withStdIn(new ByteArrayInputStream(command.input()));
      }
      start.exec(printed);
      if (!printed.await(Duration.ofNanos(deadline - System.nanoTime()))) {
        throw new Ended("it ran longer than " + seconds(command.limit()) + " s");
      }
      if (printed.flooded()) {
        throw new Flooded(printed.flood(), printed.output());
      }
      if (printed.failure().isPresent()) {
        throw new NotStarted(printed.failure().get());
      }
      int exitCode = exitCode(id, deadline);
      if (exitCode == TIMEOUT_FAILED && new String(printed.error(), UTF_8).startsWith(NO_FORK)) {
        throw new NotStarted(null);
      }
      return new Outcome(exitCode, printed.output(), printed.error(), printed.cut());
    }
  }

  /** A command may close its outputs and go on. */
  private int exitCode(String id, long deadline) throws IOException {
    while (true) {
      InspectExecResponse state = docker.inspectExecCmd(id).exec();
      if (!state.isRunning()) {
        if (state.getPidLong() == null || state.getPidLong() == 0) {
          throw new NotStarted(null);
        }
        return Math.toIntExact(state.getExitCodeLong());
      }
      if (System.nanoTime() > deadline) {
        throw new Ended("it ran too long");
      }
      Pause.millis(20);
    }
  }

  /** Runs the module's own script; see {@code workspace.py}. */
  Outcome script(List<String> arguments, byte[] input, Duration limit, Kept kept)
      throws IOException {
    var words = new ArrayList<>(PYTHON);
    words.add(SCRIPT);
    words.addAll(arguments);
    return run(new Command(words, input, limit, kept, 4096));
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
      try (var printed = new Printed(Kept.first(0), 0)) {
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
    var words = new ArrayList<>(PYTHON);
    words.addAll(List.of(SCRIPT, "end", mark));
    try {
      attemptTwice(
          new Command(words, new byte[0], ENDING, Kept.first(0), 0), UUID.randomUUID().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The container is gone, and the command with it.
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
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
