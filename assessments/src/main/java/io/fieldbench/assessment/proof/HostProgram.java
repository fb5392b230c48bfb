package io.fieldbench.assessment.proof;

import io.fieldbench.exercise.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A proof's program as a process of this machine, in a folder that goes when it is closed. */
final class HostProgram implements Program {
  private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");
  private static final int TAIL = 500;

  private final Path folder;
  private final Path output;
  private final Process process;

  private HostProgram(Path folder, Path output, Process process) {
    this.folder = folder;
    this.output = output;
    this.process = process;
  }

  /**
   * @param settings content of {@code lab.properties}
   */
  static HostProgram start(Proof proof, String settings) throws IOException {
    Path folder = Files.createTempDirectory("fieldbench-proof");
    try {
      Path work = Files.createDirectory(folder.resolve("work"));
      for (var file : proof.files().entrySet()) {
        Path target = work.resolve(file.getKey()).normalize();
        if (!target.startsWith(work)) {
          throw new IOException(file.getKey() + " leaves the proof's folder");
        }
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
      }
      Files.writeString(work.resolve("lab.properties"), settings);
      Path output = folder.resolve("output.txt");
      var builder = new ProcessBuilder(Runtimes.command(proof.main()));
      builder.directory(work.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().retainAll(ENVIRONMENT);
      return new HostProgram(folder, output, builder.start());
    } catch (IOException | RuntimeException e) {
      remove(folder);
      throw e;
    }
  }

  /**
   * @throws IOException with what it printed when it ended by then
   */
  @Override
  public void awaitStart() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SILENT_START.toNanos();
    while (Files.size(output) == 0 && System.nanoTime() < deadline) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    requireAlive();
  }

  /**
   * @throws IOException with what it printed when it has ended
   */
  @Override
  public void requireAlive() throws IOException {
    if (!process.isAlive()) {
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
      throw new IOException(
          "the program ended with exit code %d: %s"
              .formatted(process.exitValue(), text.substring(Math.max(0, text.length() - TAIL))));
    }
  }

  /** Ends the program and all that it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    remove(folder);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // A temporary folder may stay.
    }
  }
}
