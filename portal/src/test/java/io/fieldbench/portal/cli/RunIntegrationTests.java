package io.fieldbench.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.portal.BuiltPortal;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs as processes of their own, as a person starts them. */
class RunIntegrationTests {
  private static final Pattern ADDRESS =
      Pattern.compile("Fieldbench is ready: (http://127\\.0\\.0\\.1:\\d+)");

  @TempDir Path temp;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(Process::destroyForcibly);
  }

  private record Running(Process process, Path output) {
    String text() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    String address() {
      Matcher address = ADDRESS.matcher(text());
      return address.find() ? address.group(1) : "";
    }

    int exit() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(text()).isTrue();
      return process.exitValue();
    }
  }

  private Running start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Running start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = BuiltPortal.command();
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(temp, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return new Running(process, output);
  }

  private Running portal(Path data) throws IOException {
    return awaitAddress(start("run", "--port", "0", "--data", data.toString()));
  }

  private static Running awaitAddress(Running portal) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !portal.address().isEmpty() || !portal.process().isAlive());
    assertThat(portal.process().isAlive()).as(portal.text()).isTrue();
    return portal;
  }

  /** SIGTERM, which Ctrl-C is treated like. */
  private static void stop(Running portal) throws InterruptedException {
    portal.process().destroy();
    assertThat(portal.process().waitFor(10, TimeUnit.SECONDS)).as("stopped in 10 s").isTrue();
  }

  private static boolean signsIn(Running portal, String name, String password) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      URI page = URI.create(portal.address() + "/sign-in");
      String form =
          client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
      Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form);
      assertThat(token.find()).isTrue();
      String body = "_csrf=" + token.group(1) + "&username=" + name + "&password=" + password;
      var answer =
          client.send(
              HttpRequest.newBuilder(page)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.discarding());
      return answer.statusCode() == 302;
    }
  }

  private static Map<String, String> demoUsers(String output) {
    Map<String, String> users = new LinkedHashMap<>();
    Pattern.compile("^  (\\w+) +(\\w+) +([a-z2-9]{4}(-[a-z2-9]{4}){4})$", Pattern.MULTILINE)
        .matcher(output)
        .results()
        .forEach(row -> users.put(row.group(1) + " " + row.group(2), row.group(3)));
    return users;
  }

  @Test
  void startsTellsThePasswordsOnceStopsAndSetsANewOne() throws Exception {
    Path data = temp.resolve("data");
    Path shared = Files.createDirectory(temp.resolve("shared"));
    Map<String, String> talkative =
        Map.of(
            "SPRING_MAIN_LOG_STARTUP_INFO",
            "true",
            "JAVA_TOOL_OPTIONS",
            "-Djava.io.tmpdir=" + shared);
    Running first = awaitAddress(start(talkative, "run", "--port", "0", "--data", data.toString()));
    assertThat(first.text()).as("beans of the build").contains("Starting AOT-processed");
    Map<String, String> users = demoUsers(first.text());
    assertThat(users.keySet())
        .containsExactly(
            "trainee trainee", "trainee2 trainee", "instructor instructor", "admin admin");
    assertThat(users.values()).doesNotHaveDuplicates();
    for (var user : users.entrySet()) {
      assertThat(signsIn(first, user.getKey().split(" ")[0], user.getValue())).isTrue();
      assertThat(first.text()).containsOnlyOnce(user.getValue());
    }

    Running second = start("run", "--port", "0", "--data", data.toString());
    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.text().strip()).hasLineCount(1).contains("in use", data.toString());
    Running refused = start("password", "trainee", "--data", data.toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.text().strip()).hasLineCount(1).contains("in use");
    assertThat(shared).isDirectoryNotContaining("glob:**.log");
    stop(first);
    assertNoneIsStored(data, users);

    Running unknown = start("password", "nobody", "--data", data.toString());
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.text()).contains("There is no user nobody");
    Running reset = start("password", "trainee", "--data", data.toString());
    assertThat(reset.exit()).as(reset.text()).isZero();
    String fresh = reset.text().strip().lines().toList().getLast();

    Running again = portal(data);
    assertThat(demoUsers(again.text())).isEmpty();
    assertThat(signsIn(again, "trainee", fresh)).isTrue();
    assertThat(signsIn(again, "trainee", users.get("trainee trainee"))).isFalse();
    assertThat(signsIn(again, "admin", users.get("admin admin"))).isTrue();
    stop(again);
  }

  @Test
  void saysWhichRuntimeBuildsLabsAndWhy() throws Exception {
    Map<String, String> noEngine =
        Map.of("DOCKER_HOST", "unix://" + temp.resolve("no-engine.sock"));
    String data = temp.resolve("runtime").toString();

    Running docker = start(noEngine, "run", "--port", "0", "--data", data, "--runtime", "docker");
    assertThat(docker.exit()).isEqualTo(1);
    assertThat(docker.text().strip())
        .hasLineCount(1)
        .startsWith("Labs cannot run on Docker:")
        .contains("no-engine.sock does not answer");
    assertThat(Path.of(data)).doesNotExist();

    Running either = start(noEngine, "run", "--port", "0", "--data", data, "--runtime", "auto");
    awaitAddress(either);
    Awaitility.await()
        .until(() -> either.text().lines().anyMatch(l -> l.startsWith("Labs run embedded:")));
    assertThat(either.text()).contains("no-engine.sock does not answer");
    stop(either);

    Running unknown = start("run", "--runtime", "podman");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.text()).contains("--runtime", "EMBEDDED", "DOCKER", "podman");
  }

  @Test
  void endsInGoodOrderAfterItsFirstPageWhenOnlyThatIsWanted() throws Exception {
    Running portal =
        start("run", "--once", "--port", "0", "--data", temp.resolve("once").toString());
    assertThat(portal.exit()).as(portal.text()).isZero();
    assertThat(portal.address()).isNotEmpty();
  }

  /** One that another program has made, say. */
  @Test
  void saysInAFewLinesThatADatabaseCannotBeMigratedAndLeavesItAlone() throws Exception {
    Path data = Files.createDirectory(temp.resolve("foreign"));
    String url = "jdbc:h2:file:" + data.resolve("fieldbench") + ";DATABASE_TO_LOWER=TRUE";
    try (var connection = DriverManager.getConnection(url, "fieldbench", "");
        var statement = connection.createStatement()) {
      statement.execute("create table orders as select * from system_range(1, 7)");
    }
    for (List<String> verb :
        List.of(
            List.of("run", "--port", "0", "--data", data.toString()),
            List.of("password", "ann", "--data", data.toString()),
            List.of("framework", "show", "iiot-specialist", "--data", data.toString()))) {
      Running refused = start(verb.toArray(String[]::new));
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.text().lines().toList()).as(refused.text()).hasSizeLessThan(20);
      assertThat(refused.text())
          .contains(data.resolve("fieldbench.mv.db") + " is as it was", "room on the disk")
          .doesNotContain("\tat ");
    }
    try (var connection = DriverManager.getConnection(url, "fieldbench", "");
        var rows = connection.createStatement().executeQuery("select count(*) from orders")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(7);
    }
  }

  /** Whose database comes up after the portal, say. */
  @Test
  void aFirstStartThatFailedCanBeTriedAgain() throws Exception {
    Path data = temp.resolve("again");
    for (int i = 0; i < 2; i++) {
      Running failed =
          start(
              "run",
              "--port",
              "0",
              "--data",
              data.toString(),
              "--database",
              "jdbc:postgresql://127.0.0.1:1/none");
      assertThat(failed.exit()).isEqualTo(1);
      assertThat(failed.text()).contains("The portal did not start", "127.0.0.1:1 refused");
      assertThat(data).doesNotExist();
    }
  }

  /** What it has overwritten in the middle, or what is none. */
  @Test
  void aDamagedDatabaseIsNamedAndStaysAsItIs() throws Exception {
    Path data = Files.createDirectory(temp.resolve("damaged"));
    Path file = data.resolve("fieldbench.mv.db");
    byte[] noise = new byte[20_000];
    new Random(7).nextBytes(noise);
    Files.write(file, noise);
    Running refused = start("run", "--port", "0", "--data", data.toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.text().lines().toList()).as(refused.text()).hasSizeLessThan(20);
    assertThat(refused.text())
        .contains("the database " + file + " cannot be used", "put back a copy")
        .doesNotContain("\tat ");
    assertThat(file).hasBinaryContent(noise);
  }

  private static void assertNoneIsStored(Path data, Map<String, String> users) throws IOException {
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        users.values().forEach(password -> assertThat(bytes).doesNotContain(password));
      }
    }
  }
}
