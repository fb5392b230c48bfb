package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.docker.DockerRuntime;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a process leaves on the Engine that is killed while it starts and removes labs. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
class DockerKillIntegrationTests {
  private static final int ROUNDS = 3;
  private static final List<String> JVM =
      List.of(
          ProcessHandle.current().info().command().orElse("java"),
          "-cp",
          System.getProperty("java.class.path"),
          "-XX:+UseSerialGC");

  private final String installation = Docker.newInstallation();

  @AfterEach
  void removeInstallation() {
    Docker.remove(installation);
  }

  private long left() {
    var label = List.of("io.fieldbench.installation=" + installation, "io.fieldbench.lab");
    return Docker.client()
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(label)
            .exec()
            .size()
        + Docker.client().listNetworksCmd().withFilter("label", label).exec().size();
  }

  @Test
  void noOrphanIsLeftAfterAKill() throws Exception {
    var random = new Random(20_210_210);
    boolean hadOrphans = false;
    try (DockerRuntime runtime = Docker.runtime(installation)) {
      for (int round = 0; round < ROUNDS; round++) {
        var command = new ArrayList<>(JVM);
        command.addAll(List.of(LabChurn.class.getName(), installation));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
          for (int labs = random.nextInt(1, 6); labs > 0; labs--) {
            assertThat(output.readLine()).as("a lab").startsWith("t-");
          }
        } finally {
          process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        hadOrphans |= left() > 0;
        // The Engine ends what it was asked for last after the one who asked is gone.
        await()
            .atMost(Duration.ofMinutes(1))
            .during(Duration.ofSeconds(2))
            .until(() -> {
              runtime.reconcile(Set::of);
              return left() == 0;
            });
      }
    }
    assertThat(hadOrphans).as("a kill left something to clear away").isTrue();
  }
}
