package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Snapshot.Bounds;
import io.fieldbench.lab.Workspace;
import io.fieldbench.lab.Workspace.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a trainee may lay out for who reads the workspace. Each attack stands beside a control: the
 * same done carelessly, which it does harm.
 */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class WorkspaceAttackIntegrationTests {
  private static final Duration LIMIT = Duration.ofSeconds(60);
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
    sh("find . /tmp -mindepth 1 -delete");
  }

  private static String sh(String script) throws IOException {
    var result = workspace.exec(List.of("bash", "-c", script), LIMIT, 100_000);
    return result.output() + result.error();
  }

  private static void snapshotFails(Bounds bounds, String why) {
    assertThatIOException().isThrownBy(() -> workspace.snapshot(bounds)).withMessageContaining(why);
  }

  private static List<String> listed() throws IOException {
    return workspace.list(1000).stream().map(Entry::path).toList();
  }

  @Test
  void aLinkToAFileElsewhereIsNotRead() throws IOException {
    sh("ln -s /etc/passwd answer.txt; ln -s secret near; echo near > secret");
    assertThat(sh("cat answer.txt")).contains("root:x:0:0");
    for (String link : List.of("answer.txt", "near")) {
      assertThatIOException()
          .isThrownBy(() -> workspace.read(link, 100_000))
          .withMessage(link + " is not a regular file");
    }
    assertThat(workspace.snapshot(Bounds.ANSWER).files().keySet()).containsExactly("secret");
    assertThat(listed()).containsExactly("secret");
  }

  @Test
  void aLinkToAFileElsewhereIsNotWritten() throws IOException {
    sh("echo old > /tmp/victim; ln -s /tmp/victim file");
    workspace.write("file", "new".getBytes(UTF_8));
    assertThat(sh("cat /tmp/victim; cat file; test -L file || echo replaced"))
        .isEqualTo("old\nnewreplaced\n");
    sh("ln -sf /tmp/victim file; echo careless > file");
    assertThat(sh("cat /tmp/victim")).isEqualTo("careless\n");
  }

  @Test
  void aLinkToAFolderElsewhereIsNotEntered() throws IOException {
    sh("mkdir /tmp/out; echo hidden > /tmp/out/file; ln -s /tmp/out folder");
    assertThat(sh("cat folder/file; echo x > folder/careless; ls /tmp/out"))
        .isEqualTo("hidden\ncareless\nfile\n");
    assertThatIOException().isThrownBy(() -> workspace.read("folder/file", 100));
    assertThatIOException()
        .isThrownBy(() -> workspace.write("folder/new", new byte[1]))
        .withMessageContaining("Not a directory");
    assertThatIOException().isThrownBy(() -> workspace.write("folder/deep/new", new byte[1]));
    assertThat(workspace.snapshot(Bounds.ANSWER).files()).isEmpty();
    assertThat(listed()).isEmpty();
    assertThat(sh("ls /tmp/out")).isEqualTo("careless\nfile\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../out",
        "../../tmp/out",
        "/tmp/out",
        "/etc/passwd",
        "a/../../out",
        "",
        ".",
        "..",
        "a//b",
        "a\0b"
      })
  void aPathThatLeadsElsewhereIsRefused(String path) throws IOException {
    assertThatIOException()
        .isThrownBy(() -> workspace.read(path, 100))
        .withMessageContaining("no path below a folder");
    assertThatIOException()
        .isThrownBy(() -> workspace.write(path, new byte[1]))
        .withMessageContaining("no path below a folder");
    assertThat(sh("ls /tmp")).isEmpty();
    if (path.endsWith("/tmp/out")) {
      assertThat(sh("echo careless > '" + path + "'; ls /tmp")).isEqualTo("out\n");
    }
  }

  @Test
  void aFifoHangsNobody() throws IOException {
    sh("mkfifo fifo; mkdir d; mkfifo d/fifo; echo kept > d/kept");
    assertThatIOException()
        .isThrownBy(() -> workspace.exec(List.of("cat", "fifo"), Duration.ofSeconds(1), 100))
        .withMessage("it ran longer than 1.000 s");
    assertThatIOException()
        .isThrownBy(() -> workspace.read("fifo", 100))
        .withMessage("fifo is not a regular file");
    assertThat(workspace.snapshot(Bounds.ANSWER).files().keySet()).containsExactly("d/kept");
    workspace.write("fifo", "replaced".getBytes(UTF_8));
    assertThat(workspace.readText("fifo", 100)).isEqualTo("replaced");
  }

  @Test
  void aDeviceIsNotReadWithoutEnd() throws IOException {
    sh("ln -s /dev/zero endless");
    assertThat(sh("head -c 100 endless | wc -c")).isEqualTo("100\n");
    assertThatIOException().isThrownBy(() -> workspace.read("endless", 100));
    assertThat(workspace.snapshot(Bounds.ANSWER).files()).isEmpty();
  }

  @Test
  void aSparseFileOfAGibibyteIsRefused() throws IOException {
    sh("truncate -s 1G sparse; truncate -s 9G more");
    assertThat(sh("cp --sparse=never sparse /tmp; echo x > /tmp/more"))
        .as("who copies it has no room left")
        .contains("'/tmp/sparse': No space left", "write error: No space left");
    sh("rm /tmp/sparse");
    assertThatIOException()
        .isThrownBy(() -> workspace.read("sparse", 1_000_000))
        .withMessage("sparse is larger than 1000000 bytes");
    snapshotFails(Bounds.ANSWER, "more than 8388608 bytes");
    assertThat(workspace.list(10)).extracting(Entry::bytes).containsExactly(9L << 30, 1L << 30);
  }

  /** It runs as the trainee's own user, who may stop it. */
  @Test
  void whoStopsTheReaderHoldsUpNobodyForLong() throws IOException {
    sh("head -c 4000000 /dev/urandom > large");
    workspace.launch(
        List.of(
            "sh",
            "-c",
            "while test -e large; do for p in /proc/[0-9]*; do read -r c < $p/comm && test"
                + " \"$c\" = tar && kill -STOP ${p#/proc/}; done; done 2>/dev/null"));
    // One may be done before it is seen.
    await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            assertThat(sh("timeout 5 tar c . | wc -c; echo ${PIPESTATUS[0]}"))
                .as("who waits for it")
                .contains("124"));
    var bounds = new Bounds(8 << 20, 500, 12, Duration.ofSeconds(3));
    await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            assertThatIOException()
                .isThrownBy(() -> workspace.snapshot(bounds))
                .isInstanceOfSatisfying(
                    Snapshot.OutOfBounds.class,
                    e -> assertThat(e.bound()).isEqualTo(Snapshot.Bound.TIME)));
    sh("rm large; echo kept > small");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(workspace.snapshot(bounds).files().keySet()).containsExactly("small"));
  }

  @Test
  void tenThousandFilesAreCountedAndRefused() throws IOException {
    sh("mkdir d; cd d; seq 10000 | xargs touch");
    assertThat(workspace.list(500)).hasSize(500);
    snapshotFails(Bounds.ANSWER, "more than 500 files and folders");
    var wide = new Bounds(Bounds.ANSWER.bytes(), 10_001, 12, LIMIT);
    assertThat(workspace.snapshot(wide).files()).hasSize(10_000);
  }

  @Test
  void aHundredFoldersInOneAnotherAreRefused() throws IOException {
    sh("for i in {1..100}; do mkdir d; cd d; done; echo deep > file");
    snapshotFails(Bounds.ANSWER, "a path of more than 12 parts");
    var deep = new Bounds(Bounds.ANSWER.bytes(), 500, 101, LIMIT);
    assertThat(workspace.snapshot(deep).files().keySet())
        .containsExactly("d/".repeat(100) + "file");
    assertThat(listed()).hasSize(101);
  }

  @Test
  void foldersThatCannotBeOpenedHideNothingElse() throws IOException {
    sh(
        "mkdir closed; echo x > closed/file; chmod 0 closed; echo y > mine; chmod 0 mine; echo z >"
            + " open");
    assertThat(workspace.snapshot(Bounds.ANSWER).files().keySet()).containsExactly("open");
    assertThatIOException().isThrownBy(() -> workspace.read("mine", 100));
    sh("chmod 700 closed");
  }

  @Test
  void aFileThatGrowsMeanwhileIsReadAsItWas() throws IOException {
    workspace.launch(List.of("bash", "-c", "while [ ! -e stop ]; do echo xxxxxxx >> grows; done"));
    await().until(() -> listed().contains("grows"));
    byte[] first = workspace.snapshot(Bounds.ANSWER).files().get("grows").content();
    await()
        .until(() ->
            workspace.snapshot(Bounds.ANSWER).files().get("grows").content().length > first.length);
    byte[] later = workspace.read("grows", 10_000_000);
    sh("touch stop");
    assertThat(later.length).isGreaterThanOrEqualTo(first.length);
    assertThat(new String(later, UTF_8)).startsWith(new String(first, UTF_8)).matches("[x\n]+");
  }

  @Test
  void namesAndOutputsComeAsTheyAre() throws IOException {
    String name = "\u001b[31mred\u001b[0m\n<script>\u202e";
    workspace.write(name, "\u001b]0;title\u0007<b>".getBytes(UTF_8));
    sh("touch $'caf\\xe9' $'\\xff\\xfe'");
    assertThat(sh("ls | wc -l")).isEqualTo("4\n");
    assertThat(listed()).containsExactly(name);
    assertThat(workspace.snapshot(Bounds.ANSWER).files().keySet()).containsExactly(name);
    assertThat(workspace.readText(name, 100)).isEqualTo("\u001b]0;title\u0007<b>");
    assertThat(sh("cat *red*")).isEqualTo("\u001b]0;title\u0007<b>");
  }

  /** A terminal obeys what is printed as it comes; nothing is left to obey in what we print. */
  @Test
  void whatWePrintCommandsNoTerminal() throws IOException {
    String hostile = "\u001b]2;hijacked\u0007\u001b[2Jgone\u202e";
    assertThat(titleAfter(hostile)).isEqualTo("hijacked\n");
    assertThat(titleAfter(Printable.of(hostile))).isEqualTo("own\n");
  }

  /** What the title of a terminal is after a text was printed on it. */
  private static String titleAfter(String text) throws IOException {
    workspace.write("printed", text.getBytes(UTF_8));
    return sh(
        """
        tmux -L title -f /dev/null new-session -d "printf '\\033]2;own\\007'; cat printed; tmux -L title wait-for -S shown; sleep 60"
        timeout 20 tmux -L title wait-for shown
        tmux -L title display-message -p '#{pane_title}'
        tmux -L title kill-server
        """);
  }
}
