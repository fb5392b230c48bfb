package io.fieldbench.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Files and commands of a trainee inside a lab. Everything it hands out is hostile: names, contents
 * and what programs print. Paths are relative to the workspace's folder, with {@code /} between
 * their parts; no path leads out of it, also not through a link.
 */
public interface Workspace {
  /**
   * Runs a command as the trainee, in the workspace's folder.
   *
   * @param outputLimit bytes of standard output and of standard error that are kept, each
   * @throws IOException when it could not be run, or ran longer than {@code limit}; it is ended
   *     then
   */
  Result exec(List<String> command, Duration limit, int outputLimit) throws IOException;

  /** Starts a command as the trainee that goes on after this call; its output is dropped. */
  void launch(List<String> command) throws IOException;

  /**
   * Opens a terminal as the trainee. All terminals of a workspace show the same session, which goes
   * on when they close.
   */
  Terminal terminal(int columns, int rows) throws IOException;

  /** What stands in the workspace's folder and below, without links, at most {@code limit}. */
  List<Entry> list(int limit) throws IOException;

  /**
   * Reads a file as UTF-8.
   *
   * @throws IOException when it is absent, larger than {@code limit} bytes or not a regular file
   */
  default String readText(String path, int limit) throws IOException {
    return new String(read(path, limit), StandardCharsets.UTF_8);
  }

  /**
   * Reads a regular file.
   *
   * @throws IOException when it is absent, larger than {@code limit} bytes or not a regular file
   */
  byte[] read(String path, int limit) throws IOException;

  /** Writes a file, replacing what was there; folders are made on the way. */
  void write(String path, byte[] content) throws IOException;

  /**
   * Copies all regular files out.
   *
   * @throws Snapshot.OutOfBounds where they are too much
   * @throws IOException when they could not be read
   */
  Snapshot snapshot(Snapshot.Bounds bounds) throws IOException;

  /** Puts files back as they were, beside what is there. */
  void restore(Snapshot snapshot) throws IOException;

  /** Exit code, and the outputs as UTF-8. */
  record Result(int exitCode, String output, String error) {}

  /**
   * A file or folder.
   *
   * @param bytes 0 for a folder
   * @param changed when its content or its rights last were; no trainee sets it
   */
  record Entry(String path, boolean folder, long bytes, Instant changed) {}

  /** A terminal on a running session; closing it leaves the session alone. */
  interface Terminal extends AutoCloseable {
    /** What the session prints; ends when the session or the lab does. */
    InputStream output();

    /** What is typed. */
    OutputStream input();

    void resize(int columns, int rows) throws IOException;

    @Override
    void close();
  }
}
