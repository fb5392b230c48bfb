package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import io.fieldbench.lab.LabRequest.Term;
import io.fieldbench.lab.docker.DockerRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of a lab's containers and networks, as the Engine itself reports them. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
@TestInstance(Lifecycle.PER_CLASS)
class DockerHardeningIntegrationTests {
  private final String installation = Docker.newInstallation();
  private final DockerRuntime runtime = Docker.runtime(installation);
  private static final Instant END = Instant.parse("2126-11-21T10:00:00Z");
  private final Map<String, InspectContainerResponse> containers = new HashMap<>();
  private Lab lab;

  @BeforeAll
  void start() throws LabException {
    var request = LabRequest.fresh(OneLab.newId(), DockerLabs.desk());
    lab = runtime.start(request.with(new Term("somebody", END)));
    Docker.client()
        .listContainersCmd()
        .withLabelFilter(Map.of("io.fieldbench.lab", lab.id().value()))
        .exec()
        .forEach(container ->
            containers.put(
                container.getLabels().get("io.fieldbench.service"),
                Docker.client().inspectContainerCmd(container.getId()).exec()));
  }

  @AfterAll
  void removeInstallation() {
    runtime.close();
    Docker.remove(installation);
  }

  private HostConfig host(String service) {
    return containers.get(service).getHostConfig();
  }

  @Test
  void aLabHasItsServicesAndAGate() {
    assertThat(containers).containsOnlyKeys("broker", "desk", "-gate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker", "desk", "-gate"})
  void everyContainerIsBounded(String service) {
    InspectContainerResponse container = containers.get(service);
    HostConfig host = container.getHostConfig();

    assertThat(container.getConfig().getUser()).matches("[1-9]\\d+:[1-9]\\d+");
    assertThat(host.getPrivileged()).isFalse();
    assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(host.getCapAdd()).isNullOrEmpty();
    assertThat(host.getSecurityOpts()).containsExactly("no-new-privileges:true");
    assertThat(host.getReadonlyRootfs()).isTrue();
    assertThat(host.getMemorySwap()).isEqualTo(host.getMemory());
    assertThat(host.getOomKillDisable()).isNotEqualTo(true);
    assertThat(host.getOomScoreAdj()).isEqualTo(500);
    assertThat(host.getShmSize()).isEqualTo(8L * 1024 * 1024);
    assertThat(host.getUlimits())
        .extracting(limit -> limit.getName() + " " + limit.getHard())
        .containsExactlyInAnyOrder("core 0", "nofile 4096");
    assertThat(host.getRestartPolicy().getName()).isIn("", "no");
    assertThat(host.getAutoRemove()).isFalse();
    assertThat(host.getLogConfig().getType().getType()).isEqualTo("json-file");
    assertThat(host.getLogConfig().getConfig())
        .containsOnly(entry("max-size", "1m"), entry("max-file", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker", "desk", "-gate"})
  void noContainerSharesAnythingWithTheHostOrAnother(String service) {
    HostConfig host = host(service);
    assertThat(host.getIpcMode()).isEqualTo("private");
    assertThat(host.getCgroupnsMode()).isEqualTo("private");
    assertThat(host.getPidMode()).isEmpty();
    assertThat(host.getUtSMode()).isEmpty();
    assertThat(host.getUsernsMode()).isEmpty();
    assertThat(host.getBinds()).isNullOrEmpty();
    assertThat(host.getMounts()).isNullOrEmpty();
    assertThat(containers.get(service).getMounts()).isNullOrEmpty();
    assertThat(host.getVolumesFrom()).isNullOrEmpty();
    assertThat(host.getDevices()).isNullOrEmpty();
    assertThat(host.getDeviceRequests()).isNullOrEmpty();
    assertThat(host.getDeviceCgroupRules()).isNullOrEmpty();
    assertThat(host.getLinks()).isNullOrEmpty();
    assertThat(host.getExtraHosts()).isNullOrEmpty();
    assertThat(host.getGroupAdd()).isNullOrEmpty();
    assertThat(host.getCgroupParent()).isNullOrEmpty();
    assertThat(host.getDns()).containsExactly("127.0.0.2");
    assertThat(host.getDnsOptions()).containsExactly("timeout:1", "attempts:2");
    assertThat(host.getDnsSearch()).containsExactly(".");
    assertThat(host.getRuntime()).isEqualTo("runc");
  }

  @ParameterizedTest
  @CsvSource({
    "broker, 67108864, 500000000, 64",
    "desk, 268435456, 1000000000, 100",
    "-gate, 50331648, 500000000, 32"
  })
  void everyContainerHasItsLimits(String service, long memory, long nanoCpus, long pids) {
    assertThat(host(service).getMemory()).isEqualTo(memory);
    assertThat(host(service).getNanoCPUs()).isEqualTo(nanoCpus);
    assertThat(host(service).getPidsLimit()).isEqualTo(pids);
  }

  @Test
  void whatCanBeWrittenHasASize() {
    assertThat(host("broker").getTmpFs())
        .containsOnly(entry("/tmp", "rw,exec,nosuid,nodev,size=16777216,mode=1777"));
    assertThat(host("desk").getTmpFs())
        .containsOnly(
            entry("/tmp", "rw,exec,nosuid,nodev,size=16777216,mode=1777"),
            entry("/data", "rw,exec,nosuid,nodev,size=1048576,mode=1777"),
            entry(
                "/home/trainee", "rw,exec,nosuid,nodev,size=33554432,mode=700,uid=1000,gid=1000"));
    assertThat(host("-gate").getTmpFs()).isNullOrEmpty();
  }

  @Test
  void theGateAlonePublishesAndForwardsNothingElse() {
    for (String service : List.of("broker", "desk")) {
      assertThat(host(service).getPortBindings()).isNull();
      assertThat(host(service).getPublishAllPorts()).isFalse();
      assertThat(containers.get(service).getNetworkSettings().getPorts().getBindings().values())
          .allMatch(Objects::isNull);
    }
    assertThat(containers.get("-gate").getNetworkSettings().getPorts().getBindings())
        .containsOnlyKeys(ExposedPort.tcp(10_000));
    assertThat(host("-gate").getPortBindings().getBindings().values())
        .singleElement()
        .satisfies(bindings -> {
          assertThat(bindings).hasSize(1);
          assertThat(bindings[0].getHostIp()).isEqualTo("127.0.0.1");
          assertThat(bindings[0].getHostPortSpec())
              .isEqualTo(String.valueOf(lab.endpoints().get("mqtt").port()));
        });
    assertThat(host("-gate").getPublishAllPorts()).isFalse();
    assertThat(host("-gate").getSysctls()).containsOnly(entry("net.ipv4.ip_forward", "0"));
  }

  @Test
  void networksLeadNowhere() {
    String own = "fieldbench." + installation + "." + lab.id();
    String control = Docker.control(installation);
    assertThat(containers.get("broker").getNetworkSettings().getNetworks()).containsOnlyKeys(own);
    assertThat(containers.get("desk").getNetworkSettings().getNetworks()).containsOnlyKeys(own);
    assertThat(containers.get("-gate").getNetworkSettings().getNetworks())
        .containsOnlyKeys(own, control);

    Network network = Docker.client().inspectNetworkCmd().withNetworkId(own).exec();
    assertThat(network.getInternal()).isTrue();
    assertThat(network.getDriver()).isEqualTo("bridge");
    assertThat(network.getEnableIPv6()).isFalse();
    assertThat(network.getOptions())
        .containsOnly(entry("com.docker.network.bridge.inhibit_ipv4", "true"));
    assertThat(network.getContainers()).containsOnlyKeys(ids("broker", "desk", "-gate"));
    assertThat(network.getIpam().getConfig())
        .singleElement()
        .satisfies(config -> assertThat(config.getSubnet()).matches("10\\.231\\.[\\d.]+/28"));

    Network shared = Docker.client().inspectNetworkCmd().withNetworkId(control).exec();
    assertThat(shared.getDriver()).isEqualTo("bridge");
    assertThat(shared.getEnableIPv6()).isFalse();
    assertThat(shared.getOptions())
        .containsOnly(
            entry("com.docker.network.bridge.enable_icc", "false"),
            entry("com.docker.network.bridge.enable_ip_masquerade", "false"));
    assertThat(shared.getContainers()).containsOnlyKeys(ids("-gate"));
    assertThat(shared.getIpam().getConfig())
        .singleElement()
        .satisfies(config -> assertThat(config.getSubnet()).matches("10\\.230\\.[\\d.]+/20"));
  }

  private String[] ids(String... services) {
    return Stream.of(services)
        .map(service -> containers.get(service).getId())
        .toArray(String[]::new);
  }

  @Test
  void everyObjectSaysWhoseItIs() {
    String own = "fieldbench." + installation + "." + lab.id();
    Stream<Map<String, String>> labels =
        Stream.concat(
            containers.values().stream().map(container -> container.getConfig().getLabels()),
            Stream.of(Docker.client().inspectNetworkCmd().withNetworkId(own).exec().getLabels()));
    assertThat(labels)
        .hasSize(4)
        .allSatisfy(each -> {
          assertThat(each)
              .containsEntry("io.fieldbench.installation", installation)
              .containsEntry("io.fieldbench.lab", lab.id().value())
              .containsEntry("io.fieldbench.owner", "somebody")
              .containsEntry("io.fieldbench.expiry", END.toString());
          assertThat(Instant.parse(each.get("io.fieldbench.created")))
              .isBeforeOrEqualTo(Instant.now());
        });
  }

  @Test
  void noHealthCheckCostsTimeForEver() {
    assertThat(containers.values())
        .extracting(container -> container.getConfig().getHealthcheck().getTest())
        .containsOnly(List.of("NONE"));
  }

  @Test
  void noPasswordIsOnTheEngine() {
    String password = lab.credentials("trainee").password();
    assertThat(containers.get("broker").getConfig().getEnv())
        .anyMatch(variable -> variable.startsWith("ACCOUNTS="))
        .noneMatch(variable -> variable.contains(password));
    assertThat(containers.get("broker").getConfig().getLabels().values())
        .noneMatch(label -> label.contains(password));
  }

  @Test
  void theTraineeWorksBesideTheBroker() throws Exception {
    Workspace desk = lab.workspace().orElseThrow();
    var command =
        List.of(
            "mosquitto_pub",
            "-h",
            "broker",
            "-u",
            "trainee",
            "-P",
            lab.credentials("trainee").password(),
            "-t",
            "hello",
            "-m",
            "there",
            "-r");
    Workspace.Result result = desk.exec(command, Duration.ofSeconds(20), 1_000);
    assertThat(result.exitCode()).as(result.error()).isZero();
    try (var trainee = OneLab.user(lab, "trainee").connect()) {
      trainee.subscribe("hello");
      OneLab.awaitTexts(trainee, List.of("there"));
    }
  }
}
