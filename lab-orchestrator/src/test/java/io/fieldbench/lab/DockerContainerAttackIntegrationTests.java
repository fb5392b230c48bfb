package io.fieldbench.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.docker.DockerRuntime;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a trainee tries from inside their container. Each attack is also run on an insecure control,
 * where it succeeds: so it is the lab's bounds that stop it. All stays on this machine.
 */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
@TestInstance(Lifecycle.PER_CLASS)
class DockerContainerAttackIntegrationTests {
  private static final long MIB = 1024 * 1024;

  private final String installation = Docker.newInstallation();
  private final DockerRuntime runtime = Docker.runtime(installation);
  private Lab lab;
  private Shell desk;

  @BeforeAll
  void start() throws LabException {
    lab = runtime.start(LabRequest.fresh(OneLab.newId(), DockerLabs.desk()));
    desk = Shell.in(lab.id(), "desk");
  }

  @AfterAll
  void removeInstallation() {
    runtime.close();
    Docker.remove(installation);
  }

  private static HostConfig offline(HostConfig host) {
    return host.withNetworkMode("none");
  }

  private Shell insecure(UnaryOperator<HostConfig> bounds) {
    return Shell.insecure(installation, host -> bounds.apply(offline(host)));
  }

  private static String status(Shell shell, String field) {
    return shell.run("sed -n 's/^" + field + ":\\s*//p' /proc/self/status").output().strip();
  }

  @Test
  void noProcessHasOrGetsACapability() {
    for (String field : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      for (String service : List.of("broker", "desk", "-gate")) {
        assertThat(status(Shell.in(lab.id(), service), field))
            .as(service + " " + field)
            .isEqualTo("0000000000000000");
      }
    }
    assertThat(status(desk, "NoNewPrivs")).isEqualTo("1");
    assertThat(status(desk, "Seccomp")).isEqualTo("2");
    try (var control =
        Shell.insecure(
            installation,
            Shell.IMAGE,
            "0:0",
            host -> offline(host).withSecurityOpts(List.of("seccomp=unconfined")))) {
      assertThat(status(control, "CapEff")).isNotEqualTo("0000000000000000");
      assertThat(status(control, "NoNewPrivs")).isEqualTo("0");
      assertThat(status(control, "Seccomp")).isEqualTo("0");
    }
  }

  @Test
  void aSetuidProgramMakesNobodyRoot(@TempDir Path folder) throws Exception {
    String image = "fieldbench-test/" + installation + ":1";
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        FROM fieldbench/workspace:1
        USER 0:0
        RUN cp /usr/bin/id /usr/local/bin/other && chmod 4755 /usr/local/bin/other
        USER 1000:1000
        """);
    String built =
        Docker.client()
            .buildImageCmd(folder.toFile())
            .withTags(Set.of(image))
            .exec(new BuildImageResultCallback())
            .awaitImageId();
    try {
      var service =
          new Service("desk", image, Map.of(), new Limits(64 * MIB, 0.5, 64), Map.of(), List.of());
      Lab other = runtime.start(LabRequest.fresh(OneLab.newId(), new LabSpec(List.of(service))));
      assertThat(Shell.in(other.id(), "desk").run("other -u").output().strip()).isEqualTo("1000");
      other.destroy();
      try (var control = Shell.insecure(installation, image, "1000:1000", host -> offline(host))) {
        assertThat(control.run("other -u").output().strip()).isEqualTo("0");
      }
    } finally {
      Docker.client().removeImageCmd(built).withForce(true).exec();
    }
  }

  @Test
  void theRootFileSystemCannotBeWritten() {
    String attack = "echo x > /var/tmp/x && cat /var/tmp/x";
    assertThat(desk.run(attack).output()).contains("Read-only file system");
    try (var control = insecure(host -> host)) {
      assertThat(control.run(attack).output().strip()).isEqualTo("x");
    }
  }

  @Test
  void whatCanBeWrittenEndsAtItsSize() {
    String attack = "head -c 4000000 /dev/zero > /data/x; wc -c < /data/x";
    assertThat(desk.run(attack).output()).contains("No space left").contains("1048576");
    desk.run("rm /data/x");
    try (var control = insecure(host -> host.withTmpFs(Map.of("/data", "rw,mode=1777")))) {
      assertThat(control.run(attack).output().strip()).isEqualTo("4000000");
    }
  }

  @Test
  void nothingCanBeMountedAlsoNotInANamespaceOfOnesOwn() {
    String attack = "unshare --user --map-root-user --mount mount -t tmpfs none /mnt";
    assertThat(desk.run("mount -t tmpfs none /mnt").succeeded()).isFalse();
    assertThat(desk.run(attack).succeeded()).isFalse();
    try (var control = insecure(host -> host.withSecurityOpts(List.of("seccomp=unconfined")))) {
      Shell.Result result = control.run(attack);
      assertThat(result.succeeded()).as(result.output()).isTrue();
    }
  }

  @Test
  void theEnginesSocketIsNotThere() {
    String attack =
        """
        import socket
        s = socket.socket(socket.AF_UNIX); s.connect('/var/run/docker.sock')
        s.sendall(b'GET /_ping HTTP/1.0\\r\\n\\r\\n'); print(s.recv(4096).decode())
        """;
    assertThat(desk.python(attack).output()).contains("No such file");
    try (var control =
        Shell.insecure(
            installation,
            Shell.IMAGE,
            "0:0",
            host ->
                offline(host).withBinds(Bind.parse("/var/run/docker.sock:/var/run/docker.sock")))) {
      assertThat(control.python(attack).output()).contains("200 OK");
    }
  }

  @Test
  void aForkBombEndsAtTheLimitAndTheLabGoesOn() {
    String attack =
        """
        import os, signal, time
        children = []
        try:
          while len(children) < 250:
            pid = os.fork()
            if pid == 0:
              time.sleep(60); os._exit(0)
            children.append(pid)
        except BlockingIOError as e:
          pass
        print(len(children))
        for pid in children: os.kill(pid, signal.SIGKILL)
        for pid in children: os.waitpid(pid, 0)
        """;
    assertThat(Integer.parseInt(desk.python(attack).output().strip())).isBetween(50, 99);
    assertThat(lab.ready()).isTrue();
    try (var control = insecure(host -> host.withPidsLimit(400L))) {
      assertThat(control.python(attack).output().strip()).isEqualTo("250");
    }
  }

  @Test
  void aMemoryBombEndsAtTheLimitAndTheLabGoesOn() {
    String attack = "x = bytearray(b'x' * (300 * 1024 * 1024)); print(len(x))";
    Shell.Result result = desk.python(attack);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(137);
    assertThat(lab.ready()).isTrue();
    try (var control = insecure(host -> host.withMemory(1024 * MIB))) {
      assertThat(control.python(attack).output().strip()).isEqualTo("314572800");
    }
  }

  @Test
  void aFloodedLogStaysSmall() throws Exception {
    // The Engine reads the pipe behind the attacker's back: the last word tells that it has it all.
    String attack =
        "{ head -c 15000000 /dev/zero | tr '\\0' 'x' | fold -w 1000; echo; echo last-word; }"
            + " > /proc/1/fd/1";
    Shell.Result result = desk.run(attack);
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(loggedToTheEnd(desk)).isBetween(1L, 2 * MIB);
    try (var control = insecure(host -> host)) {
      assertThat(control.run(attack).succeeded()).isTrue();
      assertThat(loggedToTheEnd(control)).isGreaterThan(14 * MIB);
    }
  }

  /** Bytes. */
  private static long loggedToTheEnd(Shell shell) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> logged(shell), log -> log.toString(UTF_8).endsWith("last-word\n"))
        .size();
  }

  private static ByteArrayOutputStream logged(Shell shell) throws InterruptedException {
    var log = new ByteArrayOutputStream();
    Docker.client()
        .logContainerCmd(shell.container())
        .withStdOut(true)
        .withStdErr(true)
        .withTailAll()
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                log.writeBytes(frame.getPayload());
              }
            })
        .awaitCompletion(60, TimeUnit.SECONDS);
    return log;
  }
}
