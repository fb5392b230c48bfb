package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.Sandbox.Job;
import io.fieldbench.lab.Sandbox.Outcome;
import io.fieldbench.lab.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A command in a sandbox: what it gets, what it gives, and how it ends. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class DockerSandboxIntegrationTests {
  private final String installation = "test-" + UUID.randomUUID();
  private final DockerSandbox sandbox = new DockerSandbox(TestEngine.ENGINE, installation);
  private final Map<String, Snapshot.File> files = new HashMap<>();

  @BeforeAll
  static void build() {
    BuiltImages.require();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(containers()).isEmpty();
  }

  private List<String> containers() {
    return TestEngine.client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.INSTALLATION, installation))
        .exec()
        .stream()
        .map(c -> c.getId())
        .toList();
  }

  private static Job job(
      Map<String, Snapshot.File> files, String input, Duration limit, String... command) {
    return new Job(
        TestEngine.WORKSPACE,
        files,
        List.of(command),
        input.getBytes(UTF_8),
        new Limits(128L << 20, 1, 32),
        limit,
        10_000);
  }

  private Outcome sh(String script) throws LabException {
    return sandbox.run(job(files, "", Duration.ofSeconds(20), "bash", "-c", script));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void aCommandHasItsFilesInputOutputsAndExitCode() throws LabException {
    String longName = "d".repeat(150) + "/数据 1.txt";
    files.put(longName, new Snapshot.File("content\n".getBytes(UTF_8), false));
    files.put(
        "run.sh",
        new Snapshot.File("#!/bin/sh\ncat d*/*; cat; echo err >&2; exit 7".getBytes(UTF_8), true));
    Outcome outcome = sandbox.run(job(files, "typed\n", Duration.ofSeconds(20), "./run.sh"));
    assertThat(text(outcome.output())).isEqualTo("content\ntyped\n");
    assertThat(text(outcome.error())).isEqualTo("err\n");
    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.timedOut()).isFalse();
    assertThat(outcome.cut()).isFalse();
  }

  @Test
  void aCommandThatIsNotThereIsAnOutcome() throws LabException {
    Outcome outcome = sandbox.run(job(files, "", Duration.ofSeconds(20), "no-such-program"));
    assertThat(outcome.exitCode()).isEqualTo(127);
    assertThat(text(outcome.error())).contains("no-such-program");
  }

  @Test
  void javaAndPythonRun() throws LabException {
    files.put(
        "Main.java",
        new Snapshot.File(
            "class Main { public static void main(String[] a) { System.out.println(6 * 7); } }"
                .getBytes(UTF_8),
            false));
    files.put(
        "main.py",
        new Snapshot.File("import sys\nprint(len(sys.stdin.read()))".getBytes(UTF_8), false));
    assertThat(text(sh("java Main.java; echo abc | python3 main.py").output()))
        .isEqualTo("42\n4\n");
  }

  @Test
  void itIsKilledAtTheLimit() throws LabException {
    Outcome outcome =
        sandbox.run(
            job(
                files,
                "",
                Duration.ofSeconds(1),
                "bash",
                "-c",
                "trap '' TERM; echo begun; exec >&- 2>&-; setsid sleep 100 & wait"));
    assertThat(outcome.timedOut()).isTrue();
    assertThat(outcome.exitCode()).isEqualTo(137);
    assertThat(text(outcome.output())).isEqualTo("begun\n");
  }

  @Test
  void whatTheCommandLeavesBehindEndsWithIt() throws LabException {
    Outcome outcome = sh("sleep 100 & echo done");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.timedOut()).isFalse();
    assertThat(text(outcome.output())).isEqualTo("done\n");
  }

  @Test
  void outputsAreCut() throws LabException {
    Outcome outcome = sh("yes | head -c 100000; exit 3");
    assertThat(outcome.output()).hasSize(10_000);
    assertThat(outcome.cut()).isTrue();
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @Test
  void aMissingImageIsOurFault() {
    var job =
        new Job(
            "fieldbench/no-such-image:1",
            files,
            List.of("true"),
            new byte[0],
            new Limits(64L << 20, 1, 32),
            Duration.ofSeconds(5),
            100);
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> sandbox.run(job))
        .withMessageContaining("fieldbench/no-such-image:1 is missing");
  }

  @Test
  void aMissingEngineIsOurFault() {
    try (var engine = new Engine("unix:///nonexistent/docker.sock")) {
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() ->
              new DockerSandbox(engine, installation)
                  .run(job(files, "", Duration.ofSeconds(5), "true")))
          .withMessageContaining("does not answer");
    }
  }
}
