package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a trainee's container that runs one command each time it is asked, for a fraction of
 * what the Engine takes to start one. The trainee may end it, or print in its place: it is given up
 * when it says anything unasked, too much, or nothing, and what it prints is an enemy's.
 */
final class ListingShell implements ResultCallback<Frame> {
  /** Lines of one answer, each ended by NUL; those of a longer one are left out. */
  static final int LINES = 1000;

  private static final int BYTES = 320 * LINES;

  /**
   * An answer ends with a line {@code =STATUS}. After a portal that was killed nobody asks any
   * more, and the shell ends.
   */
  private static final String LOOP =
      """
      while IFS= read -r -t 60; do
        "$@" 2> /dev/null | /usr/bin/head -z -n %d
        printf '=%%d\\0' "${PIPESTATUS[0]}"
      done
      """
          .formatted(LINES);

  /** 1: a folder cannot be opened; 141: there were more lines. */
  private static final Set<String> GOOD = Set.of("0", "1", "141");

  private static final int LONGEST_END = 5;

  private final BytePipe questions = new BytePipe();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final DockerExec exec;
  private final String mark;
  private Optional<Closeable> stream = Optional.empty();
  private boolean asked;
  private boolean over;

  private ListingShell(DockerExec exec, String mark) {
    this.exec = exec;
    this.mark = mark;
  }

  static ListingShell open(DockerClient docker, DockerExec exec, List<String> command)
      throws IOException {
    String mark = UUID.randomUUID().toString();
    var words = new ArrayList<>(List.of("/bin/bash", "--noprofile", "--norc", "-c", LOOP, "bash"));
    words.addAll(command);
    try {
      String id = exec.create(words, DockerExec.marked(mark)).withAttachStdin(true).exec().getId();
      var shell = new ListingShell(exec, mark);
      docker.execStartCmd(id).withStdIn(shell.questions.input).exec(shell);
      return shell;
    } catch (RuntimeException e) {
      throw DockerExec.unreachable(e);
    }
  }

  /**
   * Runs the command once more.
   *
   * @return what it printed
   * @throws IOException when there is no such answer in that time; it is of no more use then
   */
  synchronized byte[] ask(Duration within) throws IOException {
    answer.reset();
    asked = true;
    try {
      questions.output.write('\n');
      long deadline = System.nanoTime() + within.toNanos();
      while (!over && end() < 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new IOException("it does not answer");
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return answer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      asked = false;
    }
  }

  private byte[] answer() throws IOException {
    byte[] printed = answer.toByteArray();
    int end = end();
    String status = end < 0 ? "" : new String(printed, end + 1, printed.length - end - 2, UTF_8);
    if (!GOOD.contains(status)) {
      throw new IOException("it ended with status \"" + status + "\"");
    }
    return Arrays.copyOf(printed, end);
  }

  /** Where the end of the answer begins; -1 where it has none. */
  private int end() {
    byte[] printed = answer.toByteArray();
    int last = printed.length - 1;
    if (last < 0 || printed[last] != 0) {
      return -1;
    }
    for (int at = last - 1; at >= 0 && at > last - LONGEST_END; at--) {
      if (printed[at] == '=' && (at == 0 || printed[at - 1] == 0)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public synchronized void onStart(Closeable opened) {
    stream = Optional.of(opened);
    if (over) {
      shut(opened);
    }
  }

  @Override
  public synchronized void onNext(Frame frame) {
    byte[] piece = frame.getPayload();
    boolean wanted = asked && frame.getStreamType() == StreamType.STDOUT;
    if (!wanted || answer.size() + piece.length > BYTES + LONGEST_END) {
      giveUp();
      return;
    }
    answer.writeBytes(piece);
    notifyAll();
  }

  @Override
  public void onError(Throwable throwable) {
    giveUp();
  }

  @Override
  public void onComplete() {
    giveUp();
  }

  private synchronized void giveUp() {
    over = true;
    questions.abandon();
    stream.ifPresent(ListingShell::shut);
    notifyAll();
  }

  /** Ends it in the container too. */
  @Override
  public void close() {
    giveUp();
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
