package io.fieldbench.portal.faults;

import static org.awaitility.Awaitility.await;

import io.fieldbench.portal.BuiltPortal;
import io.fieldbench.portal.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The built portal as a process of its own, started again and again on one data folder. */
final class PortalProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready: http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern USER =
      Pattern.compile("(?m)^ {2}(\\S+) +(?:trainee|instructor|admin) +(\\S+)$");

  private final String runtime;
  private final Map<String, String> environment;
  private final Path data;
  private final Path output;
  private final @Nullable TestDatabase database;
  private final Map<String, String> passwords;
  private Process process;
  private int port;

  /** One with the embedded runtime. */
  PortalProcess(Path folder) {
    this(folder, "embedded", Map.of());
  }

  /** One with a database of its own: a file in its data folder, or what the tests run on. */
  PortalProcess(Path folder, String runtime, Map<String, String> environment) {
    this(folder, runtime, environment, TestDatabase.fresh().orElse(null), new HashMap<>());
  }

  private PortalProcess(
      Path folder,
      String runtime,
      Map<String, String> environment,
      @Nullable TestDatabase database,
      Map<String, String> passwords) {
    this.runtime = runtime;
    this.environment = environment;
    data = folder.resolve("data");
    output = folder.resolve("output.txt");
    this.database = database;
    this.passwords = passwords;
    ShortExercise.in(folder.resolve("content"), ShortExercise.ID, "3s");
    ShortExercise.withWorkspace(folder.resolve("content"), "3s");
  }

  /** Another one on the same PostgreSQL database, with a folder and the people in common. */
  PortalProcess beside(Path folder) {
    return new PortalProcess(
        folder, runtime, environment, Objects.requireNonNull(database), passwords);
  }

  Path data() {
    return data;
  }

  int port() {
    return port;
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException {
    launch();
    awaitReady();
    if (passwords.isEmpty()) {
      await().until(this::tellsPasswords);
    }
  }

  void launch() throws IOException {
    process = verb(output, "run", "--port", "0", "--data", data.toString(), "--runtime", runtime);
  }

  /** Sets a new password at the command line, while portals run on the database. */
  void newPassword(String username) throws IOException, InterruptedException {
    Path answer = output.resolveSibling("password.txt");
    int exit = verb(answer, "password", username).waitFor();
    String text = Files.readString(answer);
    if (exit != 0) {
      throw new AssertionError("no new password: " + text);
    }
    passwords.put(username, text.strip().lines().toList().getLast());
  }

  /**
   * What {@code framework import} says of a definition file, while no portal has the data folder.
   */
  String importFramework(Path file, String... more) throws IOException, InterruptedException {
    Path answer = output.resolveSibling("import.txt");
    String format = file.toString().endsWith(".json") ? "case" : "fieldbench";
    var words =
        new ArrayList<>(List.of("framework", "import", "--format", format, file.toString()));
    words.addAll(List.of(more));
    if (database == null) {
      words.addAll(List.of("--data", data.toString()));
    }
    verb(answer, words.toArray(String[]::new)).waitFor();
    return Files.readString(answer);
  }

  private Process verb(Path to, String... verb) throws IOException {
    Files.deleteIfExists(to);
    List<String> command =
        BuiltPortal.command("-Dfieldbench.catalog.content=" + output.resolveSibling("content"));
    command.addAll(List.of(verb));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    if (database != null) {
      command.addAll(List.of("--database", database.url()));
      builder.environment().put("SPRING_DATASOURCE_USERNAME", database.username());
      builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
    }
    return builder.redirectErrorStream(true).redirectOutput(to.toFile()).start();
  }

  void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> !process.isAlive() || READY.matcher(output()).find());
    Matcher ready = READY.matcher(output());
    if (!ready.find()) {
      throw new AssertionError("the portal did not start:\n" + output());
    }
    port = Integer.parseInt(ready.group(1));
  }

  /** Whether it has told the passwords of the first people, and then keeps them. */
  boolean tellsPasswords() {
    String text = output();
    if (!text.contains("  admin ")) {
      return false;
    }
    USER.matcher(text).results().forEach(r -> passwords.put(r.group(1), r.group(2)));
    return true;
  }

  /** A connection to its database; a file must not be open in the portal. */
  Connection database() throws SQLException {
    if (database != null) {
      return database.connect();
    }
    String url =
        "jdbc:h2:file:"
            + data.resolve("fieldbench")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE"
            + ";DEFAULT_NULL_ORDERING=HIGH";
    return DriverManager.getConnection(url, "fieldbench", "");
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
