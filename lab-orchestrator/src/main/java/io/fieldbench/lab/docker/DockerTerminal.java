package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.fieldbench.lab.Workspace;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A terminal on the container's tmux session "main". Its bytes pass as they are, escape sequences
 * of the trainee's programs among them: what shows them must be a terminal, and never a page.
 */
final class DockerTerminal implements Workspace.Terminal, ResultCallback<Frame> {
  /**
   * The session's server starts apart, without the mark of this terminal: what closes the terminal
   * must not end the session.
   */
  private static final String ATTACH =
      """
      stty cols "$1" rows "$2"
      tmux -u new-session -d -s main 2> /dev/null
      eval "$4"
      exec env "$3" tmux -u attach -t main
      """;

  private static final String DETACH_OTHERS = "tmux detach-client -s main 2> /dev/null";

  private final BytePipe typed = new BytePipe();
  private final BytePipe printed = new BytePipe();
  private final DockerClient docker;
  private final DockerExec exec;
  private final String mark;
  private final String id;
  private Optional<Closeable> stream = Optional.empty();
  private boolean ended;
  private boolean closed;

  private DockerTerminal(DockerClient docker, DockerExec exec, String mark, String id) {
    this.docker = docker;
    this.exec = exec;
    this.mark = mark;
    this.id = id;
  }

  /**
   * @param alone whether others are closed, as a portal that was killed left them behind
   */
  static DockerTerminal open(
      DockerClient docker, DockerExec exec, int columns, int rows, boolean alone)
      throws IOException {
    checkSize(columns, rows);
    String mark = UUID.randomUUID().toString();
    var words =
        List.of(
            "/bin/sh",
            "-c",
            ATTACH,
            "sh",
            "" + columns,
            "" + rows,
            DockerExec.marked(mark),
            alone ? DETACH_OTHERS : ":");
    return run(docker, exec, mark, words);
  }

  /**
   * @param mark that the command bears in its environment
   */
  static DockerTerminal run(DockerClient docker, DockerExec exec, String mark, List<String> command)
      throws IOException {
    try {
      String id =
          exec.create(command, "TERM=xterm-256color", "LANG=C.UTF-8")
              .withAttachStdin(true)
              .withTty(true)
              .exec()
              .getId();
      var terminal = new DockerTerminal(docker, exec, mark, id);
      docker.execStartCmd(id).withTty(true).withStdIn(terminal.typed.input).exec(terminal);
      return terminal;
    } catch (RuntimeException e) {
      throw DockerExec.unreachable(e);
    }
  }

  @Override
  public InputStream output() {
    return printed.input;
  }

  @Override
  public OutputStream input() {
    return typed.output;
  }

  @Override
  public void resize(int columns, int rows) throws IOException {
    checkSize(columns, rows);
    try {
      docker.resizeExecCmd(id).withSize(rows, columns).exec();
    } catch (RuntimeException e) {
      throw DockerExec.unreachable(e);
    }
  }

  private static void checkSize(int columns, int rows) {
    if (columns < 1 || rows < 1 || columns > 1000 || rows > 1000) {
      throw new IllegalArgumentException(
          columns + " × " + rows + " is no size of a terminal: 1 to 1000 columns and rows");
    }
  }

  @Override
  public synchronized void onStart(Closeable opened) {
    stream = Optional.of(opened);
    if (closed) {
      shut(opened);
    }
  }

  @Override
  public void onNext(Frame frame) {
    try {
      printed.output.write(frame.getPayload());
    } catch (IOException e) {
      // Closed meanwhile: nobody reads it.
    }
  }

  @Override
  public void onError(Throwable throwable) {
    onComplete();
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      ended = true;
    }
    printed.end();
    typed.abandon();
  }

  /** The Engine does not end the program at the other end of a connection that is gone. */
  @Override
  public void close() {
    typed.abandon();
    printed.abandon();
    synchronized (this) {
      if (closed || ended) {
        return;
      }
      closed = true;
      stream.ifPresent(DockerTerminal::shut);
    }
    exec.end(mark);
  }

  private static void shut(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // The connection is gone, which is what was wanted.
    }
  }
}
