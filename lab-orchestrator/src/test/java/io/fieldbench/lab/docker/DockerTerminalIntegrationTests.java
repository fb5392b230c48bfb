package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The trainee's terminal: what is typed arrives, what is printed comes out, the session stays. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class DockerTerminalIntegrationTests {
  private WorkspaceContainer container;

  @BeforeEach
  void start() throws LabException {
    container = new WorkspaceContainer();
  }

  @AfterEach
  void stop() {
    container.close();
  }

  /** A terminal and what it has printed so far. */
  private static final class Screen implements AutoCloseable {
    private final Workspace.Terminal terminal;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Thread reader;

    Screen(Workspace workspace, int columns, int rows) throws IOException {
      terminal = workspace.terminal(columns, rows);
      reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  terminal.output().transferTo(seen);
                } catch (IOException e) {
                  seen.writeBytes(("failed: " + e).getBytes(UTF_8));
                }
              });
    }

    Screen type(String text) throws IOException {
      terminal.input().write(text.getBytes(UTF_8));
      terminal.input().flush();
      return this;
    }

    Screen shows(String text) {
      await().untilAsserted(() -> assertThat(seen.toString(UTF_8)).contains(text));
      return this;
    }

    boolean ended() {
      return !reader.isAlive();
    }

    @Override
    public void close() {
      terminal.close();
    }
  }

  private String sh(String script) throws IOException {
    return container
        .workspace
        .exec(List.of("sh", "-c", script), Duration.ofSeconds(10), 10_000)
        .output();
  }

  @Test
  void whatIsTypedIsRunAndPrinted() throws IOException {
    try (var screen = new Screen(container.workspace, 80, 24)) {
      screen.type("echo $((6 * 7))-é-数据; id -un; pwd > where\r");
      screen.shows("42-é-数据");
      screen.shows("trainee");
    }
    assertThat(container.workspace.readText("where", 100)).isEqualTo("/home/trainee\n");
  }

  @Test
  void itHasTheSizeOfThePage() throws IOException {
    try (var screen = new Screen(container.workspace, 91, 33)) {
      await()
          .untilAsserted(
              () -> assertThat(sh("tmux display -p '#{client_width}'")).isEqualTo("91\n"));
      screen.terminal.resize(101, 27);
      await()
          .untilAsserted(() ->
              assertThat(sh("tmux display -p '#{client_width} #{client_height}'"))
                  .isEqualTo("101 27\n"));
      assertThatIllegalArgumentException().isThrownBy(() -> screen.terminal.resize(0, 20));
    }
  }

  @Test
  void theSessionOutlivesItsTerminals() throws IOException {
    try (var first = new Screen(container.workspace, 80, 24)) {
      first.type("kept=treasure; clear\r");
      await().until(() -> sh("tmux list-clients").lines().count() == 1);
    }
    await().untilAsserted(() -> assertThat(sh("tmux list-clients")).isEmpty());
    assertThat(sh("pgrep -c tmux")).isEqualTo("1\n");
    try (var second = new Screen(container.workspace, 80, 24);
        var third = new Screen(container.workspace, 80, 24)) {
      second.type("echo my-$kept\r");
      second.shows("my-treasure");
      third.shows("my-treasure");
    }
  }

  @Test
  void whatAKilledPortalLeftIsDetached() throws IOException {
    var lost = new Screen(container.workspace, 80, 24);
    lost.type("echo $((40 + 2))\r").shows("42");
    var anotherPortal =
        new DockerWorkspace(TestEngine.client(), container.id, WorkspaceContainer.FOLDER);
    try (var screen = new Screen(anotherPortal, 70, 20)) {
      await()
          .untilAsserted(
              () -> assertThat(sh("tmux list-clients")).contains("70x20").hasLineCount(1));
      await().until(lost::ended);
    }
  }

  @Test
  void itsOutputEndsWithTheSession() throws IOException {
    try (var screen = new Screen(container.workspace, 80, 24)) {
      screen.type("exit\r");
      await().until(screen::ended);
    }
  }

  @Test
  void itsOutputEndsWithTheContainer() throws IOException {
    try (var screen = new Screen(container.workspace, 80, 24)) {
      screen.type("echo $((40 + 2))\r").shows("42");
      TestEngine.client().killContainerCmd(container.id).exec();
      await().until(screen::ended);
    }
  }

  @Test
  void aReaderThatStopsReadingIsFreedByClose() throws IOException {
    var terminal = container.workspace.terminal(80, 24);
    terminal.input().write("yes\r".getBytes(UTF_8));
    await().until(() -> terminal.output().available() == BytePipe.SIZE);
    terminal.close();
    assertThat(terminal.output().read()).isEqualTo(-1);
    assertThat(sh("tmux kill-server; echo still here")).isEqualTo("still here\n");
  }
}
