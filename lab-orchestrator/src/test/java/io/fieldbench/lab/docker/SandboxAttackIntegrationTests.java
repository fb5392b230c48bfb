package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.exception.NotFoundException;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.Sandbox.Job;
import io.fieldbench.lab.Sandbox.Outcome;
import io.fieldbench.lab.Snapshot;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Answers that attack the sandbox they are run in. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class SandboxAttackIntegrationTests {
  private static final Limits LIMITS = new Limits(128L << 20, 0.5, 32);

  private final String installation = "test-" + UUID.randomUUID();
  private final DockerSandbox sandbox = new DockerSandbox(TestEngine.ENGINE, installation);

  @BeforeAll
  static void build() {
    BuiltImages.require();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(containers(installation)).isEmpty();
  }

  private static List<String> containers(String installation) {
    return TestEngine.client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.INSTALLATION, installation))
        .exec()
        .stream()
        .map(c -> c.getId())
        .toList();
  }

  private static Job job(String script) {
    return new Job(
        TestEngine.WORKSPACE,
        Map.of(
            "answer.sh", new Snapshot.File("echo given\n".getBytes(UTF_8), true),
            "folder/data", new Snapshot.File("given".getBytes(UTF_8), false)),
        List.of("bash", "-c", script),
        "input".getBytes(UTF_8),
        LIMITS,
        Duration.ofSeconds(60),
        20_000);
  }

  private Outcome run(String script) throws LabException {
    return sandbox.run(job(script));
  }

  private String printed(String script) throws LabException {
    return new String(run("{ " + script + "\n} 2>&1").output(), UTF_8);
  }

  @Test
  void whatWasGivenCannotBeChanged() throws LabException {
    String changes =
        """
        for change in 'echo x > answer.sh' 'rm -f answer.sh' 'mv answer.sh other' 'chmod 777 answer.sh' 'touch new' \\
            'echo x > folder/data' 'touch folder/new' 'rm -rf folder' 'ln -sf /tmp folder' 'echo x > ../input' 'touch ../new' \\
            'touch /new' 'touch /home/trainee/new' 'touch /etc/passwd' 'mount -t tmpfs none .'
        do eval "$change" 2> /dev/null && echo "DONE: $change"; done
        cat; ./answer.sh; cat folder/data; find / -xdev -writable -not -type l -not -path '/proc/*' 2> /dev/null\
        """;
    assertThat(printed(changes)).isEqualTo("inputgiven\ngiven/tmp\n");
    assertThat(
            printed(
                "cp -r . /tmp/own; cd /tmp/own; chmod +w answer.sh; echo echo mine > answer.sh;"
                    + " ./answer.sh"))
        .isEqualTo("mine\n");
  }

  @Test
  void itHasNoPowers() throws LabException {
    assertThat(
            printed(
                "id -u; grep -E '^(Cap(Eff|Prm|Bnd)|NoNewPrivs|Seccomp):' /proc/self/status; ls"
                    + " /var/run/docker.sock"))
        .isEqualTo(
            """
            2000
            CapPrm:\t0000000000000000
            CapEff:\t0000000000000000
            CapBnd:\t0000000000000000
            NoNewPrivs:\t1
            Seccomp:\t2
            ls: cannot access '/var/run/docker.sock': No such file or directory
            """);
  }

  @Test
  void itReachesNobody() throws Exception {
    String subnet =
        TestEngine.client()
            .inspectNetworkCmd()
            .withNetworkId("bridge")
            .exec()
            .getIpam()
            .getConfig()
            .getFirst()
            .getSubnet();
    String gateway = subnet.replaceFirst("\\.0/.*", ".1");
    try (var host = new ServerSocket(0, 5, InetAddress.getByName(gateway))) {
      String connect =
          "exec 3<> /dev/tcp/" + gateway + "/" + host.getLocalPort() + " && echo reached";
      assertThat(CarelessContainer.printed(connect)).isEqualTo("reached\n");
      assertThat(printed(connect)).contains("Network is unreachable").doesNotContain("reached\n");
    }
    assertThat(printed("cat /proc/net/dev | tail -n +3 | cut -d: -f1")).isEqualTo("    lo\n");
  }

  @Test
  void sandboxesDoNotSeeEachOther() throws Exception {
    String secret = "secret-" + UUID.randomUUID();
    String look =
        "cat /proc/*/environ /proc/*/cmdline | tr '\\0' '\\n' | grep -c ^secret-; ls /tmp /dev/shm";
    String hide =
        "exec env S=1 bash -c 'touch /tmp/there /dev/shm/there; until [ -e /tmp/stop ]; do sleep 1;"
            + " done' "
            + secret;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> hidden = threads.submit(() -> run("timeout 20 bash -c \"" + hide + "\""));
      await().until(() -> running());
      assertThat(printed(look)).isEqualTo("0\n/dev/shm:\n\n/tmp:\n");
      assertThat(hidden.isDone()).isFalse();
      containers(installation).forEach(id -> TestEngine.client().killContainerCmd(id).exec());
      assertThat(hidden.get().exitCode()).isEqualTo(137);
    }
    assertThat(
            printed(
                "touch /tmp/there /dev/shm/there; bash -c 'sleep 5; true' "
                    + secret
                    + " & sleep 1; "
                    + look))
        .isEqualTo("1\n/dev/shm:\nthere\n\n/tmp:\nthere\n");
  }

  private boolean running() {
    return containers(installation).stream().anyMatch(SandboxAttackIntegrationTests::isRunning);
  }

  private static boolean isRunning(String id) {
    try {
      return TestEngine.client().inspectContainerCmd(id).exec().getState().getRunning();
    } catch (NotFoundException e) {
      // It was removed since it was listed.
      return false;
    }
  }

  /** It tells how many processes it has come to, of which telling needs none. */
  @Test
  void aForkBombIsEndedWithItsContainer() throws Exception {
    String script =
        CarelessContainer.OUTER_LIMITS
            + """
            for now in /sys/fs/cgroup/{,pids/}pids.current; do if [ -r $now ]; then break; fi; done
            bomb() { bomb | bomb & }; bomb
            most=0; while read n < $now; do if ((n > most)); then echo $((most = n)); fi; done
            """;
    Job bomb = job(script);
    Outcome outcome =
        sandbox.run(
            new Job(
                bomb.image(),
                bomb.files(),
                bomb.command(),
                bomb.input(),
                LIMITS,
                Duration.ofSeconds(3),
                1000));
    assertThat(outcome.timedOut()).isTrue();
    String most = new String(outcome.output(), UTF_8).lines().toList().getLast();
    assertThat(Integer.parseInt(most)).isBetween(LIMITS.pids() / 2, LIMITS.pids());
    try (var control = new CarelessContainer(script)) {
      await().until(() -> control.processes() > 2L * LIMITS.pids());
    }
  }

  @Test
  void aMemoryBombIsAnOutcome() throws Exception {
    String script =
        CarelessContainer.OUTER_LIMITS
            + "exec python3 -c 'print(\"begun\", flush=True); print(len(b\"x\" * (1 << 29)))'";
    Outcome outcome = run(script);
    assertThat(new String(outcome.output(), UTF_8)).isEqualTo("begun\n");
    assertThat(outcome.exitCode()).isEqualTo(137);
    assertThat(outcome.timedOut()).isFalse();
    assertThat(CarelessContainer.printed(script)).isEqualTo("begun\n536870912\n");
  }

  @Test
  void itsScratchFolderIsBounded() throws LabException {
    assertThat(printed("head -c 1G /dev/zero > /tmp/big || wc -c < /tmp/big"))
        .contains("No space left on device", "\n" + DockerSandbox.SCRATCH + "\n");
  }

  @Test
  void aFloodOfOutputEndsIt() throws LabException {
    Outcome outcome = run("echo begun; yes | head -c 1G; echo done >&2");
    assertThat(outcome.output()).hasSize(20_000).startsWith("begun\ny\n".getBytes(UTF_8));
    assertThat(outcome.cut()).isTrue();
    assertThat(outcome.timedOut()).isFalse();
    assertThat(outcome.exitCode()).isEqualTo(137);
    assertThat(outcome.error()).isEmpty();
  }

  @Test
  void outputIsReturnedAsItIs() throws LabException {
    assertThat(run("printf '\\e[2J<script>\\xff\\0'").output())
        .isEqualTo(
            "\u001b[2J<script>\u00ff\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void whatACrashLeftIsRemovedOnceItsTimeIsOver() throws LabException {
    String over = left(installation, Instant.now().minusSeconds(1));
    String later = left(installation, Instant.now().plusSeconds(600));
    String another = left(installation + "-x", Instant.now().minusSeconds(1));
    try {
      assertThat(printed("echo ran")).isEqualTo("ran\n");
      assertThat(containers(installation)).containsExactly(later).doesNotContain(over);
      assertThat(containers(installation + "-x")).containsExactly(another);
    } finally {
      TestEngine.client().removeContainerCmd(later).withForce(true).exec();
      TestEngine.client().removeContainerCmd(another).withForce(true).exec();
    }
  }

  private static String left(String installation, Instant until) {
    return TestEngine.client()
        .createContainerCmd(TestEngine.WORKSPACE)
        .withLabels(
            Map.of(
                Labels.INSTALLATION,
                installation,
                Labels.SERVICE,
                "-sandbox",
                DockerSandbox.UNTIL,
                until.toString()))
        .exec()
        .getId();
  }
}
