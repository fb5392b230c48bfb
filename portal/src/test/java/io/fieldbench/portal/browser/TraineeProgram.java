package io.fieldbench.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A program in an unpacked starter, run on this machine as its README says. */
final class TraineeProgram implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;

  private TraineeProgram(Process process) {
    this.process = process;
  }

  /** Unpacks a starter; its only top folder is the answer. */
  static Path unpack(Path zip, Path into) throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = into.resolve(entry.getName()).normalize();
        assertThat(file.startsWith(into)).as("inside the folder: %s", file).isTrue();
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
      }
    }
    try (var top = Files.list(into)) {
      return top.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** Runs that source in the folder until it says that it is connected. */
  static TraineeProgram run(Path folder, String source) throws IOException {
    Files.writeString(folder.resolve("OverheatAlarm.java"), source);
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "lib/*",
                "OverheatAlarm.java")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var program = new TraineeProgram(process);
    await()
        .atMost(START)
        .untilAsserted(() -> assertThat(Files.readString(output)).contains("Connected to"));
    return program;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
