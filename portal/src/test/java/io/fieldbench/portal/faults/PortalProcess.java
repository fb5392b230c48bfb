package io.fieldbench.portal.faults;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The built portal as a process of its own, started again and again on one data folder. */
final class PortalProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready: http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern USER =
      Pattern.compile("(?m)^ {2}(\\S+) +(?:trainee|instructor|admin) +(\\S+)$");

  private final Path data;
  private final Path output;
  private final Map<String, String> passwords = new HashMap<>();
  private Process process;
  private int port;

  PortalProcess(Path folder) {
    data = folder.resolve("data");
    output = folder.resolve("output.txt");
    ShortExercise.in(folder.resolve("content"), ShortExercise.ID, "3s");
  }

  Path data() {
    return data;
  }

  int port() {
    return port;
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException {
    Files.deleteIfExists(output);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx640m",
                "-Dfieldbench.catalog.content=" + output.resolveSibling("content"),
                "-jar",
                Path.of("target/app/portal.jar").toAbsolutePath().toString(),
                "run",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--runtime",
                "embedded")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || READY.matcher(output()).find());
    Matcher ready = READY.matcher(output());
    if (!ready.find()) {
      throw new AssertionError("the portal did not start:\n" + output());
    }
    port = Integer.parseInt(ready.group(1));
    if (passwords.isEmpty()) {
      await().until(() -> output().contains("  admin "));
      USER.matcher(output()).results().forEach(r -> passwords.put(r.group(1), r.group(2)));
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Browser signIn(String username) {
    return Browser.signedIn(port, username, passwords.get(username));
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * As Ctrl-C.
   *
   * @return the exit code; -1 when it did not end in that time
   */
  int stop(Duration limit) throws InterruptedException {
    process.destroy();
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /** What the starter tells a program about its lab and its values; null while there is no lab. */
  static Properties starter(Browser browser, String work) {
    byte[] zip = browser.download(work + "/starter.zip");
    try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        if (file.getName().endsWith("lab.properties")) {
          var properties = new Properties();
          properties.load(new StringReader(new String(files.readAllBytes())));
          return properties;
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
