package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import io.fieldbench.lab.docker.DockerExec.Kept;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.json.JsonMapper;

/**
 * A workspace in a running container, whose image must hold bash, python3, tmux, tar, find, head
 * and timeout.
 *
 * <p>Its folder is a tmpfs, which the Engine's copying does not see: everything goes through execs
 * as the trainee. What a trainee does to those (same user, same container) can spoil their own
 * files and harms nobody else; what comes out is bounded, and read as written by an enemy.
 */
final class DockerWorkspace implements Workspace {
  /** The trainee, in every image that can be a workspace. */
  static final int USER = 1000;

  private static final String TRAINEE = USER + ":" + USER;
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration WRITING = Duration.ofSeconds(30);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** From one such shell to the next: who ends it again and again gains nothing. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private static final List<String> FIND =
      List.of(
          "/usr/bin/find",
          ".",
          "-mindepth",
          "1",
          "(",
          "-type",
          "f",
          "-o",
          "-type",
          "d",
          ")",
          "-printf",
          Listing.FORMAT);

  private static final List<String> TAR =
      List.of(
          "/usr/bin/tar",
          "--create",
          "--file=-",
          "--format=gnu",
          "--hard-dereference",
          "--ignore-failed-read",
          "--one-file-system",
          ".");

  private final DockerClient docker;
  private final DockerExec exec;
  private final AtomicBoolean opened = new AtomicBoolean();
  private final ReentrantLock listing = new ReentrantLock();
  private Optional<ListingShell> shell = Optional.empty();
  private long begun = System.nanoTime() - AGAIN.toNanos();

  /**
   * @param folder absolute, the trainee's own
   */
  DockerWorkspace(DockerClient docker, String containerId, String folder) {
    this.docker = docker;
    this.exec = new DockerExec(docker, containerId, TRAINEE, folder);
  }

  @Override
  public Result exec(List<String> command, Duration limit, int outputLimit) throws IOException {
    var outcome =
        exec.run(
            new DockerExec.Command(
                command, new byte[0], limit, Kept.first(outputLimit), outputLimit));
    return new Result(outcome.exitCode(), text(outcome.output()), text(outcome.error()));
  }

  @Override
  public void launch(List<String> command) throws IOException {
    exec.launch(command);
  }

  @Override
  public Terminal terminal(int columns, int rows) throws IOException {
    return DockerTerminal.open(docker, exec, columns, rows, opened.compareAndSet(false, true));
  }

  @Override
  public List<Entry> list(int limit) throws IOException {
    Optional<byte[]> printed = limit <= ListingShell.LINES ? asked() : Optional.empty();
    return printed.isPresent() ? Listing.read(printed.get(), limit) : listed(limit);
  }

  /** By the shell that waits for it; empty where there is none, and one that fails is ended. */
  private Optional<byte[]> asked() {
    listing.lock();
    try {
      if (shell.isEmpty() && System.nanoTime() - begun >= AGAIN.toNanos()) {
        begun = System.nanoTime();
        shell = Optional.of(ListingShell.open(docker, exec, FIND));
      }
      return shell.isEmpty() ? Optional.empty() : Optional.of(shell.get().ask(ANSWER));
    } catch (IOException e) {
      shell.ifPresent(ListingShell::close);
      shell = Optional.empty();
      return Optional.empty();
    } finally {
      listing.unlock();
    }
  }

  private List<Entry> listed(int limit) throws IOException {
    var kept = Kept.atMost((int) Math.min(65_536 + limit * 256L, 64 << 20));
    try {
      var outcome = exec.run(new DockerExec.Command(FIND, new byte[0], SHORT, kept, 4096));
      // 1 says that a folder cannot be opened.
      if (outcome.exitCode() > 1) {
        throw new IOException("the files could not be listed: " + outcome.errorText());
      }
      return Listing.read(outcome.output(), limit);
    } catch (DockerExec.Flooded e) {
      return Listing.read(e.kept(), limit);
    }
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    var arguments = List.of("read", checked(path), "" + limit);
    var outcome = exec.script(arguments, new byte[0], SHORT, Kept.first(limit));
    return switch (outcome.exitCode()) {
      case 0 -> {
        if (outcome.cut()) {
          throw new IOException(path + " is larger than " + limit + " bytes");
        }
        yield outcome.output();
      }
      case 3 -> throw new IOException("there is no " + path);
      case 4 -> throw new IOException(path + " is not a regular file");
      case 5 -> throw new IOException(path + " is larger than " + limit + " bytes");
      default -> throw new IOException(path + " cannot be read: " + outcome.errorText());
    };
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    put(List.of(List.of(checked(path), content.length)), List.of(content));
  }

  @Override
  public Snapshot snapshot(Snapshot.Bounds bounds) throws IOException {
    var kept = Kept.atMost(TarReader.longest(bounds));
    DockerExec.Outcome outcome;
    try {
      outcome = exec.run(new DockerExec.Command(TAR, new byte[0], bounds.time(), kept, 4096));
    } catch (DockerExec.Flooded e) {
      // What came until then tells which bound it was.
      TarReader.read(e.kept(), bounds);
      throw e;
    } catch (DockerExec.Ended e) {
      throw new Snapshot.OutOfBounds(Snapshot.Bound.TIME, String.valueOf(e.getMessage()));
    }
    // 1 says that a file changed while it was read: the next copy will have it whole.
    if (outcome.exitCode() > 1) {
      throw new IOException("the files could not be read: " + outcome.errorText());
    }
    return TarReader.read(outcome.output(), bounds);
  }

  @Override
  public void restore(Snapshot snapshot) throws IOException {
    var header = new ArrayList<List<Object>>();
    var contents = new ArrayList<byte[]>();
    for (var file : snapshot.files().entrySet()) {
      byte[] content = file.getValue().content();
      header.add(List.of(checked(file.getKey()), content.length, file.getValue().executable()));
      contents.add(content);
    }
    put(header, contents);
  }

  /**
   * @param header path, size and, where it shall be set, whether it is executable, of each
   */
  private void put(List<List<Object>> header, List<byte[]> contents) throws IOException {
    byte[] head = new JsonMapper().writeValueAsBytes(header);
    var input = new ByteArrayOutputStream();
    input.writeBytes(head);
    contents.forEach(input::writeBytes);
    var outcome =
        exec.script(
            List.of("write", "" + head.length), input.toByteArray(), WRITING, Kept.first(0));
    if (outcome.exitCode() != 0) {
      throw new IOException("the files could not be written: " + outcome.errorText());
    }
  }

  private static String checked(String path) throws IOException {
    if (!RelativePath.valid(path)) {
      throw new IOException("\"" + path + "\" is no path below a folder, as \"src/main.py\" is");
    }
    return path;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
