package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.Sandbox.Job;
import io.fieldbench.lab.Sandbox.Outcome;
import io.fieldbench.lab.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The bounds of a sandbox's container, as the Engine itself reports them. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class SandboxHardeningIntegrationTests {
  private static final Limits LIMITS = new Limits(128L << 20, 0.5, 32);
  private static final Job SLEEPS =
      new Job(
          TestEngine.WORKSPACE,
          Map.of("answer", new Snapshot.File("given".getBytes(UTF_8), false)),
          List.of("sleep", "9999"),
          new byte[0],
          LIMITS,
          Duration.ofSeconds(60),
          100);

  private final String installation = "test-" + UUID.randomUUID();
  private final DockerClient docker = TestEngine.client();

  @Test
  void everyBoundIsOnTheContainer() throws Exception {
    BuiltImages.require();
    var sandbox = new DockerSandbox(TestEngine.ENGINE, installation);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> sleeps = threads.submit(() -> sandbox.run(SLEEPS));
      await().until(() -> running().size() == 1);
      InspectContainerResponse container =
          docker.inspectContainerCmd(running().getFirst().getId()).exec();
      try {
        whatItMay(container);
        whatItHas(container);
        whatItShares(container);
        whatItReaches(container);
      } finally {
        docker.killContainerCmd(container.getId()).exec();
      }
      assertThat(sleeps.get().timedOut()).isFalse();
      assertThat(running()).isEmpty();
      String volume = container.getMounts().getFirst().getName();
      assertThat(docker.listVolumesCmd().exec().getVolumes())
          .noneMatch(each -> each.getName().equals(volume));
    }
  }

  private List<Container> running() {
    return docker
        .listContainersCmd()
        .withLabelFilter(Map.of(Labels.INSTALLATION, installation))
        .exec();
  }

  private static void whatItMay(InspectContainerResponse container) {
    var bounds = container.getHostConfig();
    assertThat(container.getConfig().getUser()).isEqualTo("2000:2000");
    assertThat(bounds.getPrivileged()).isFalse();
    assertThat(bounds.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(bounds.getCapAdd()).isNullOrEmpty();
    assertThat(bounds.getSecurityOpts())
        .as("with Docker's own seccomp profile")
        .containsExactly("no-new-privileges:true");
    assertThat(bounds.getReadonlyRootfs()).isTrue();
    assertThat(bounds.getGroupAdd()).isNullOrEmpty();
    assertThat(bounds.getSysctls()).isNullOrEmpty();
  }

  private static void whatItHas(InspectContainerResponse container) {
    var bounds = container.getHostConfig();
    assertThat(bounds.getMemory()).isEqualTo(LIMITS.memoryBytes());
    assertThat(bounds.getMemorySwap()).isEqualTo(LIMITS.memoryBytes());
    assertThat(bounds.getOomKillDisable()).isNotEqualTo(true);
    assertThat(bounds.getOomScoreAdj()).isEqualTo(500);
    assertThat(bounds.getNanoCPUs()).isEqualTo(500_000_000L);
    assertThat(bounds.getPidsLimit()).isEqualTo(32);
    assertThat(bounds.getShmSize()).isEqualTo(8L << 20);
    assertThat(bounds.getUlimits())
        .extracting(limit -> limit.getName() + " " + limit.getHard())
        .containsExactlyInAnyOrder("core 0", "nofile 4096");
    assertThat(bounds.getTmpFs())
        .containsOnly(entry("/tmp", "rw,exec,nosuid,nodev,size=67108864,mode=1777"));
    assertThat(bounds.getLogConfig().getType()).isEqualTo(LoggingType.NONE);
    assertThat(bounds.getRestartPolicy().getName()).isIn("", "no");
  }

  /** Its files stand on a volume of its own; nothing of the host is mounted, no socket either. */
  private static void whatItShares(InspectContainerResponse container) {
    var bounds = container.getHostConfig();
    assertThat(container.getMounts())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.getDestination().getPath()).isEqualTo("/job");
          assertThat(mount.getDriver()).isEqualTo("local");
          assertThat(mount.getName()).matches("[0-9a-f]{64}");
        });
    assertThat(bounds.getBinds()).isNullOrEmpty();
    assertThat(bounds.getVolumesFrom()).isNullOrEmpty();
    assertThat(bounds.getDevices()).isNullOrEmpty();
    assertThat(bounds.getDeviceRequests()).isNullOrEmpty();
    assertThat(bounds.getDeviceCgroupRules()).isNullOrEmpty();
    assertThat(bounds.getIpcMode()).isEqualTo("private");
    assertThat(bounds.getCgroupnsMode()).isEqualTo("private");
    assertThat(bounds.getPidMode()).isEmpty();
    assertThat(bounds.getUtSMode()).isEmpty();
    assertThat(bounds.getUsernsMode()).isEmpty();
    assertThat(bounds.getRuntime()).isEqualTo("runc");
  }

  private static void whatItReaches(InspectContainerResponse container) {
    var bounds = container.getHostConfig();
    assertThat(bounds.getNetworkMode()).isEqualTo("none");
    assertThat(container.getNetworkSettings().getNetworks()).containsOnlyKeys("none");
    assertThat(bounds.getPortBindings()).isNull();
    assertThat(bounds.getPublishAllPorts()).isFalse();
    assertThat(bounds.getLinks()).isNullOrEmpty();
    assertThat(bounds.getExtraHosts()).isNullOrEmpty();
    assertThat(bounds.getDns()).containsExactly("127.0.0.2");
    assertThat(bounds.getDnsSearch()).containsExactly(".");
  }
}
