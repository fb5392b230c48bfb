package io.fieldbench.lab.docker;

import static io.fieldbench.lab.docker.CarelessContainer.OUTER_LIMITS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import io.fieldbench.lab.Workspace.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Programs of a trainee that do not want to end, or want everything. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class WorkspaceProgramAttackIntegrationTests {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private WorkspaceContainer container;
  private Workspace workspace;

  @BeforeEach
  void start() throws LabException, IOException {
    container = new WorkspaceContainer();
    workspace = container.workspace;
    sh("ln -s /usr/bin/sleep nap");
  }

  @AfterEach
  void stop() {
    container.close();
  }

  private String sh(String script) throws IOException {
    var result = workspace.exec(List.of("bash", "-c", script), LIMIT, 100_000);
    return result.output() + result.error();
  }

  private void isEnded(String script) {
    assertThatIOException()
        .isThrownBy(
            () -> workspace.exec(List.of("bash", "-c", script), Duration.ofSeconds(2), 1000))
        .withMessage("it ran longer than 2.000 s");
  }

  private String sleepers() throws IOException {
    return sh("pgrep -c -x nap || true").strip();
  }

  @Test
  void aCommandThatIgnoresSigtermIsEnded() throws IOException {
    String stubborn = "trap '' TERM; while true; do ./nap 9999; done";
    workspace.launch(List.of("bash", "-c", stubborn));
    String sent =
        sh(
            "until pid=$(pgrep -o nap); do :; done; p=$(ps -o ppid= $pid); kill $p; sleep 1; kill"
                + " -0 $p && echo alive; kill -9 $p $pid");
    assertThat(sent).contains("alive");
    isEnded(stubborn);
    assertThat(sleepers()).isEqualTo("0");
  }

  @Test
  void whatLeftTheProcessGroupIsEndedToo() throws IOException {
    String leaver = "setsid ./nap 9999 > /dev/null 2>&1 & wait";
    sh("timeout -s KILL 1 bash -c '" + leaver + "'");
    assertThat(sleepers()).isEqualTo("1");
    sh("pkill -9 nap");
    isEnded(leaver);
    assertThat(sleepers()).isEqualTo("0");
  }

  @Test
  void aCommandThatClosesItsOutputsIsStillWaitedFor() throws IOException {
    var result =
        workspace.exec(List.of("bash", "-c", "exec >&- 2>&-; sleep 1; exit 5"), LIMIT, 100);
    assertThat(result.exitCode()).isEqualTo(5);
    isEnded("exec >&- 2>&-; ./nap 9999");
    assertThat(sleepers()).isEqualTo("0");
  }

  /** Who kills all that can be killed does not lose what is in memory. */
  @Test
  void theContainerSurvivesItsTrainee() throws IOException {
    workspace.write("work", "my work".getBytes(UTF_8));
    sh("pkill -9 sleep; pkill -9 perl; kill -9 1; kill 1; kill -9 -1");
    assertThat(workspace.readText("work", 10)).isEqualTo("my work");
    sh("setsid sh -c './nap 0.1 & ./nap 0.1 & exit' & wait; sleep 1");
    assertThat(sh("ps -o stat= -e | grep -c Z || true")).isEqualTo("0\n");
  }

  @Test
  void aFloodOfOutputIsCutOff() throws IOException {
    assertThat(sh("yes | head -c 2M | wc -c")).isEqualTo("2097152\n");
    assertThatIOException()
        .isThrownBy(() -> workspace.exec(List.of("bash", "-c", "yes | head -c 1G"), LIMIT, 1000))
        .withMessage("it printed more than " + Printed.FLOOD + " bytes");
    assertThat(sh("pgrep -x yes || echo none")).isEqualTo("none\n");
  }

  @Test
  void aListIsTrueWhoeverMeddlesWithItsShell() throws IOException {
    workspace.write("work", "my work".getBytes(UTF_8));
    for (String meddling :
        List.of(
            "for p in $(pgrep -x bash); do printf 'f\t1\t2.0\tforged\0=0\0' > /proc/$p/fd/1; done",
            "for p in $(pgrep -x bash); do yes > /proc/$p/fd/1 & done; sleep 1; pkill yes",
            "pkill -9 -x bash",
            "pkill -STOP -x -o bash")) {
      var fresh = new DockerWorkspace(TestEngine.client(), container.id, WorkspaceContainer.FOLDER);
      for (int look = 1; look <= 3; look++) {
        assertThat(fresh.list(10)).as(meddling).extracting(Entry::path).containsExactly("work");
        if (look == 1) {
          fresh.exec(List.of("sh", "-c", meddling), LIMIT, 0);
        }
      }
    }
  }

  @Test
  void whoTakesAllProcessesCanStillBeSaved() throws IOException {
    workspace.list(10);
    String all =
        """
        import os
        for i in range(100):
            try:
                if not os.fork():
                    os.execv("./nap", ["nap", "9999"])
            except BlockingIOError as e:
                print(i > 40, e.strerror)
                break
        """;
    assertThat(sh("python3 -c '" + all + "'")).isEqualTo("True Resource temporarily unavailable\n");
    workspace.write("work", "my work".getBytes(UTF_8));
    assertThat(workspace.list(10)).extracting(Workspace.Entry::path).containsExactly("work");
    assertThat(workspace.snapshot(Snapshot.Bounds.ANSWER).files().get("work").content())
        .isEqualTo("my work".getBytes(UTF_8));
    assertThat(workspace.exec(List.of("pkill", "-9", "nap"), LIMIT, 100).exitCode()).isZero();
    assertThat(sleepers()).isEqualTo("0");
    assertThat(processLimit()).isEqualTo(64);
  }

  @Test
  void aForkBombIsEnded() throws IOException {
    String bomb = OUTER_LIMITS + "bomb() { bomb | bomb & }; bomb; wait";
    isEnded("./nap 9999 & " + bomb);
    assertThat(sh("echo calm; pgrep -c bash; true")).isEqualTo("calm\n1\n");
    takesMoreThanALabHas(bomb);
  }

  /** Each of its processes is a session of its own, and together they leave no room for another. */
  @Test
  void aForkBombThatLeavesItsGroupIsEnded() throws IOException {
    String bomb =
        OUTER_LIMITS
            + "export BOMB='setsid bash -c \"$BOMB\" & setsid bash -c \"$BOMB\" & wait'; eval"
            + " \"$BOMB\"";
    isEnded(bomb);
    assertThat(sh("echo calm; pgrep -c bash; true")).isEqualTo("calm\n1\n");
    assertThat(processLimit()).isEqualTo(64);
    takesMoreThanALabHas(bomb);
  }

  private static void takesMoreThanALabHas(String bomb) {
    try (var control = new CarelessContainer(bomb + "; exec sleep 60")) {
      await().until(() -> control.processes() > 200);
    }
  }

  private long processLimit() {
    var bounds = TestEngine.client().inspectContainerCmd(container.id).exec().getHostConfig();
    return bounds.getPidsLimit();
  }

  @Test
  void aMemoryBombEndsItself() throws Exception {
    String bomb = OUTER_LIMITS + "exec python3 -c 'print(len(bytearray(1 << 29)))'";
    var result = workspace.exec(List.of("bash", "-c", bomb), LIMIT, 1000);
    assertThat(result.exitCode()).isEqualTo(137);
    assertThat(result.output()).isEmpty();
    assertThat(sh("python3 -c 'x = bytearray(1 << 26); print(len(x))'")).isEqualTo("67108864\n");
    assertThat(CarelessContainer.printed(bomb)).isEqualTo("536870912\n");
  }
}
