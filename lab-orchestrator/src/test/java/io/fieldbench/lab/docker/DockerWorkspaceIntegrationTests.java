package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import io.fieldbench.lab.Workspace.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Files and commands of an honest trainee. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class DockerWorkspaceIntegrationTests {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static WorkspaceContainer container;
  private static Workspace workspace;

  @BeforeAll
  static void start() throws LabException {
    container = new WorkspaceContainer();
    workspace = container.workspace;
  }

  @AfterAll
  static void stop() {
    container.close();
  }

  @BeforeEach
  void empty() throws IOException {
    sh("find . -mindepth 1 -delete");
  }

  private static Workspace.Result sh(String script) throws IOException {
    return workspace.exec(List.of("bash", "-c", script), LIMIT, 10_000);
  }

  @Test
  void aCommandHasItsOutputsAndExitCode() throws IOException {
    var result = sh("id -un; pwd; echo Grüße 好 >&2; exit 7");
    assertThat(result).isEqualTo(new Workspace.Result(7, "trainee\n/home/trainee\n", "Grüße 好\n"));
  }

  @Test
  void standardInputIsAtItsEnd() throws IOException {
    assertThat(sh("cat; echo end").output()).isEqualTo("end\n");
  }

  @Test
  void aCommandThatIsNotThereIsAResult() throws IOException {
    var result = workspace.exec(List.of("no-such-program"), LIMIT, 1000);
    assertThat(result.exitCode()).isEqualTo(127);
    assertThat(result.error()).contains("no-such-program");
  }

  @Test
  void outputsAreKeptUpToTheLimitAndTheCommandGoesOn() throws IOException {
    var result =
        workspace.exec(List.of("bash", "-c", "yes | head -c 1M; echo -n done > end"), LIMIT, 10);
    assertThat(result).isEqualTo(new Workspace.Result(0, "y\ny\ny\ny\ny\n", ""));
    assertThat(workspace.readText("end", 10)).isEqualTo("done");
  }

  @Test
  void whatWasLaunchedGoesOn() throws IOException {
    workspace.launch(List.of("bash", "-c", "mkfifo gate; cat gate > out"));
    await().until(() -> sh("test -p gate").exitCode() == 0);
    sh("echo later > gate");
    await().untilAsserted(() -> assertThat(workspace.readText("out", 10)).isEqualTo("later\n"));
  }

  @Test
  void aLaunchThatCannotStartIsAnError() {
    assertThatIOException().isThrownBy(() -> workspace.launch(List.of("no-such-program")));
  }

  @Test
  void filesAreWrittenWithTheirFoldersAndReadBack() throws IOException {
    byte[] all = new byte[100_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 31 / 7);
    }
    workspace.write("a/b c/数据.bin", all);
    assertThat(workspace.read("a/b c/数据.bin", all.length)).isEqualTo(all);
    workspace.write("a/b c/数据.bin", new byte[0]);
    assertThat(workspace.read("a/b c/数据.bin", 0)).isEmpty();
    assertThat(sh("stat -c %U:%a a/b\\ c/*").output()).isEqualTo("trainee:644\n");
  }

  @Test
  void aScriptStaysExecutableWhenItIsSavedAgain() throws IOException {
    sh("echo exit 1 > run.sh; chmod 750 run.sh");
    workspace.write("run.sh", "exit 0\n".getBytes(UTF_8));
    assertThat(sh("stat -c %a run.sh; cat run.sh").output()).isEqualTo("750\nexit 0\n");
  }

  @Test
  void aFileThatIsAbsentTooLargeOrAFolderIsNotRead() throws IOException {
    workspace.write("folder/file", "12345".getBytes(UTF_8));
    assertThatIOException()
        .isThrownBy(() -> workspace.read("folder/other", 10))
        .withMessage("there is no folder/other");
    assertThatIOException()
        .isThrownBy(() -> workspace.read("folder/file", 4))
        .withMessage("folder/file is larger than 4 bytes");
    assertThatIOException()
        .isThrownBy(() -> workspace.read("folder", 10))
        .withMessage("folder is not a regular file");
    assertThatIOException()
        .isThrownBy(() -> workspace.write("folder", new byte[1]))
        .withMessageContaining("Is a directory");
    assertThat(sh("find . | sort").output()).isEqualTo(".\n./folder\n./folder/file\n");
  }

  @Test
  void aFullFolderIsSaidAndTheOldFileStays() throws IOException {
    workspace.write("kept", "old".getBytes(UTF_8));
    sh("head -c 100M /dev/zero > filler");
    assertThatIOException()
        .isThrownBy(() -> workspace.write("kept", new byte[200_000]))
        .withMessageContaining("No space left on device");
    assertThat(workspace.readText("kept", 10)).isEqualTo("old");
  }

  @Test
  void theListHasSizesAndTimes() throws IOException {
    sh("mkdir -p d/e; echo 1234 > d/f; ln -s f d/l; mkfifo d/p");
    var list = workspace.list(10);
    assertThat(list)
        .extracting(Entry::path, Entry::folder, Entry::bytes)
        .containsExactly(tuple("d", true, 0L), tuple("d/e", true, 0L), tuple("d/f", false, 5L));
    assertThat(workspace.list(2)).hasSize(2);
  }

  @Test
  void aListIsCutWhereItIsLongAndItsShellStays() throws IOException {
    workspace.list(10);
    sh("for i in {1..6000}; do : > a-name-of-a-file-that-is-as-long-as-some-are-$i; done");
    for (int again = 1; again <= 2; again++) {
      assertThat(workspace.list(501))
          .hasSize(501)
          .allMatch(e -> e.path().matches("a-name.*-are-\\d+") && !e.folder());
    }
    assertThat(sh("pgrep -c -x bash; true").output()).isEqualTo("2\n");
  }

  /** Also where size and time of modification stay. */
  @Test
  void theListTellsEveryChangeOfContentOrRights() throws IOException {
    sh("echo 1234 > f");
    var seen = new HashSet<>(workspace.list(10));
    for (String change : List.of("chmod +x f", "echo 5678 > f; touch -d 2026-01-02 f")) {
      for (int again = 1; again <= 2; again++) {
        sh(change);
        assertThat(seen.addAll(workspace.list(10))).as(change).isTrue();
      }
    }
  }

  @Test
  void aSnapshotComesBackAsItWas() throws IOException {
    sh("mkdir -p src/空 empty; echo 'echo hi' > src/run.sh; chmod +x src/run.sh; echo 数 > src/空/名");
    sh("ln src/run.sh src/same.sh; head -c 3000 /dev/urandom > $(printf 'n%.0s' {1..200})");
    Snapshot snapshot = workspace.snapshot(Snapshot.Bounds.ANSWER);
    assertThat(snapshot.files().keySet())
        .containsExactlyInAnyOrder("n".repeat(200), "src/run.sh", "src/same.sh", "src/空/名");
    assertThat(snapshot.files().get("src/run.sh").executable()).isTrue();
    assertThat(snapshot.files().get("src/空/名").content()).isEqualTo("数\n".getBytes(UTF_8));

    String sums = sh("find . -type f -exec sha256sum {} + | sort").output();
    sh("find . -mindepth 1 -delete; echo stays > beside");
    workspace.restore(snapshot);
    assertThat(workspace.readText("beside", 10)).isEqualTo("stays\n");
    assertThat(sh("rm beside; find . -type f -exec sha256sum {} + | sort; src/run.sh").output())
        .isEqualTo(sums + "hi\n");
  }

  /** As when the portal is killed while it sends them. */
  @Test
  void ofFilesThatDoNotComeWholeNoneIsWritten() throws IOException {
    String script = new String(DockerExec.class.getResourceAsStream("workspace.py").readAllBytes());
    String send = "printf '[[\"a\",3],[\"b\",3]]%s' \"$2\" | python3 -c \"$1\" write 17";
    var cut = workspace.exec(List.of("sh", "-c", send, "sh", script, "aaab"), LIMIT, 1000);
    assertThat(cut.exitCode()).isOne();
    assertThat(workspace.list(10)).isEmpty();
    workspace.exec(List.of("sh", "-c", send, "sh", script, "aaabbb"), LIMIT, 1000);
    assertThat(workspace.list(10)).extracting(Entry::path).containsExactly("a", "b");
  }

  @Test
  void anEmptyWorkspaceIsAnEmptySnapshot() throws IOException {
    Snapshot none = workspace.snapshot(Snapshot.Bounds.ANSWER);
    assertThat(none.files()).isEmpty();
    workspace.restore(none);
    assertThat(workspace.list(10)).isEmpty();
  }
}
