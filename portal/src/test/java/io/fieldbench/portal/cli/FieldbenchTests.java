package io.fieldbench.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verbs answer before anything is started. */
class FieldbenchTests {
  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Fieldbench.commandLine(args)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private void assertOneLine(String... parts) {
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains(parts);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly", "--fly", "run --fly", "run extra", "password"})
  void showsTheUsageForWhatItDoesNotKnow(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: fieldbench");
  }

  @Test
  void namesTheImagesThatThereAre() {
    assertThat(run("images", "kettle")).isEqualTo(2);
    assertThat(err.toString()).contains("'kettle'", "gate, mosquitto, workspace");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void showsWhatTheShippedStandardIsMadeOf() {
    assertThat(run("framework", "show", "cn-2-02-10-10", "--counts")).isZero();
    assertThat(out.toString().replaceAll(" +", " "))
        .contains(
            "skill, in work-content 221",
            "sections, function 26",
            "hours of training 128, 128, 160");
    assertThat(run("framework", "show", "cn-9")).isEqualTo(2);
    assertThat(err.toString()).contains("'cn-9'", "cn-2-02-10-10, esco-2512-9, iiot-specialist");
  }

  @Test
  void saysWhatOfTheStandardIsCoveredAndWhatIsNot() {
    assertThat(run("coverage", "--track", "1a")).isZero();
    assertThat(out.toString().replaceAll(" +", " "))
        .contains(
            "1a practice", "1a-F2 20 %", "nothing covers", "IoT application protocol development")
        .doesNotContain("1b");
    out.getBuffer().setLength(0);
    assertThat(run("coverage", "--format", "csv")).isZero();
    assertThat(out.toString().lines())
        .hasSize(1 + 2 * 26 + 2 * 7)
        .contains("track,exam,exam_share,section,title,title_zh,weight,total,covered,share,missing")
        .anyMatch(line ->
            line.startsWith(
                "1a,practice,0.05,1a-F2,\"IoT application protocol"
                    + " development\",\"物联网应用协议开发\",20,4,1,0.25,"));
    out.getBuffer().setLength(0);
    assertThat(run("coverage", "--format", "json", "--track", "3")).isZero();
    assertThat(out.toString()).startsWith("[").contains("\"section\" : \"3-F5\"");
  }

  @Test
  void refusesACoverageOfWhatHasNoExams() {
    assertThat(run("coverage", "--framework", "iiot-specialist")).isEqualTo(2);
    assertThat(err.toString()).contains("'iiot-specialist' with exams", "cn-2-02-10-10");
    assertThat(run("coverage", "--track", "9z")).isEqualTo(2);
    assertThat(err.toString()).contains("'9z'", "1a, 1b, 1c, 2a, 2b, 2c, 3");
  }

  @Test
  void tellsWhatIsWrongWithTheTextOfAStandard() throws IOException {
    Path text = Files.writeString(temp.resolve("standard.txt"), "no standard\n");
    assertThat(run("framework", "show", "--file", text.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("This is no text of a standard", "standard.txt");
    assertThat(run("framework", "show", "--file", temp.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("There is no file");
    assertThat(run("framework", "show", "x", "--file", text.toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "run, jdbc:h2:mem:other, jdbc:postgresql:",
    "run, jdbc:postgresql://db/portal?user=me&password=secret, SPRING_DATASOURCE_PASSWORD",
    "password trainee, mysql, jdbc:postgresql:"
  })
  void refusesADatabaseThatItCannotUse(String verb, String url, String hint) {
    assertThat(run((verb + " --database " + url).split(" "))).isEqualTo(1);
    assertOneLine("--database", hint);
    assertThat(err.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "203.0.113.5", "::1"})
  void refusesToOpenLabsAtAnAddressThatIsNoneOfThisMachine(String address) {
    Path data = temp.resolve("data");
    assertThat(run("run", "--port", "0", "--data", data.toString(), "--lab-address", address))
        .isEqualTo(1);
    assertOneLine("--lab-address", address);
    assertThat(data).doesNotExist();
  }

  @Test
  void skipsAnExerciseThatTheRuntimeCannotBuildAndSaysWhy() {
    assertThat(run("exercise", "verify", "payload-normaliser", "--runtime", "embedded"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("payload-normaliser, embedded runtime: SKIPPED: ", "Nothing was verified.");
  }

  @Test
  void namesTheRuntimesThatThereAre() {
    assertThat(run("exercise", "verify", "--all", "--runtime", "swarm")).isEqualTo(1);
    assertOneLine("'swarm'", "embedded, docker");
  }

  @Test
  void showsTheUsageWhereNoVerbIsGiven() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: fieldbench");
  }

  @Test
  void helps() {
    assertThat(run("help")).isZero();
    assertThat(out.toString()).contains("run", "password", "help");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("fieldbench ");
  }

  @Test
  void saysThatThePortIsTakenAndLeavesNothing() throws IOException {
    Path data = temp.resolve("a/b");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(run("run", "--port", port, "--data", data.toString())).isEqualTo(1);
      assertOneLine("Port " + port, "--port");
    }
    assertThat(temp).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536"})
  void refusesWhatIsNoPort(String port) {
    assertThat(run("run", "--port=" + port, "--data", temp.resolve("x").toString())).isEqualTo(1);
    assertOneLine(port);
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void refusesAnAddressOfAnotherMachine() {
    assertThat(run("run", "--address", "192.0.2.1", "--port", "0", "--data", temp + "/x"))
        .isEqualTo(1);
    assertOneLine("192.0.2.1");
    assertThat(temp).isEmptyDirectory();
  }

  /** A file in its way, because no mode of a folder stops root. */
  @ParameterizedTest
  @ValueSource(strings = {"file", "file/below", "file/far/below"})
  void saysThatTheDataFolderCannotBeMade(String path) throws IOException {
    Files.createFile(temp.resolve("file"));
    Path data = temp.resolve(path);
    assertThat(run("run", "--port", "0", "--data", data.toString())).isEqualTo(1);
    assertOneLine("data folder", data.toString());
    try (var left = Files.list(temp)) {
      assertThat(left).containsExactly(temp.resolve("file"));
    }
  }

  /** The database would lie elsewhere, open to all. */
  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a${user.name}"})
  void refusesADataFolderThatTheDatabaseWouldReadOtherwise(String path) {
    assertThat(run("run", "--port", "0", "--data", temp.resolve(path).toString())).isEqualTo(1);
    assertOneLine("cannot be in the path", path);
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void saysThatTheDataFolderIsInUse() throws Exception {
    try (DataFolder held = DataFolder.open(temp, true)) {
      assertThat(run("run", "--port", "0", "--data", temp.toString())).isEqualTo(1);
      assertOneLine("in use", held.path().toString());
    }
  }

  @Test
  void setsNoPasswordWhereNoPortalHasRun() {
    Path data = temp.resolve("x");
    assertThat(run("password", "ann", "--data", data.toString())).isEqualTo(1);
    assertOneLine(data.toString());
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void closesTheDataFolderToOthers() throws Exception {
    Path data = temp.resolve("x/y");
    try (DataFolder held = DataFolder.open(data, true)) {
      assertThat(mode(data)).isEqualTo("rwx------");
      assertThat(mode(data.resolve("lock"))).isEqualTo("rw-------");
      assertThat(mode(data.resolve("fieldbench.mv.db"))).isEqualTo("rw-------");
      held.portal();
      held.undo();
    }
    assertThat(temp).isEmptyDirectory();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
