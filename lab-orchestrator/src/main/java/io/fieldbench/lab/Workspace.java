package io.fieldbench.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Files and commands of a trainee inside a lab. */
public interface Workspace {
  /**
   * Runs a command.
   *
   * @param outputLimit bytes of standard output and of standard error that are kept, each
   * @throws IOException when it could not be run, or ran longer than {@code limit}
   */
  Result exec(List<String> command, Duration limit, int outputLimit) throws IOException;

  /**
   * Reads a file as UTF-8.
   *
   * @throws IOException when it is absent, larger than {@code limit} bytes or not a regular file
   */
  default String readText(String path, int limit) throws IOException {
    return new String(read(path, limit), StandardCharsets.UTF_8);
  }

  /** Reads a regular file of at most {@code limit} bytes. */
  byte[] read(String path, int limit) throws IOException;

  /** Writes a file, replacing what was there. */
  void write(String path, byte[] content) throws IOException;

  /** Exit code, and the outputs as UTF-8. */
  record Result(int exitCode, String output, String error) {}
}
