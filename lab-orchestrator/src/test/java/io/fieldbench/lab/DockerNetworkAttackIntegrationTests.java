package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Network.Ipam;
import io.fieldbench.lab.docker.DockerRuntime;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What can be reached from inside a lab beside the lab: nothing. Each attack also succeeds on an
 * insecure control. Targets are stand-ins and containers on this machine; nothing goes elsewhere.
 */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
@TestInstance(Lifecycle.PER_CLASS)
class DockerNetworkAttackIntegrationTests {
  private static final int GATE_PORT = 10_000;

  private final String installation = Docker.newInstallation();
  private final DockerRuntime runtime = Docker.runtime(installation);
  private Lab lab;
  private Lab neighbour;
  private Shell desk;

  @BeforeAll
  void start() throws LabException {
    lab = runtime.start(LabRequest.fresh(OneLab.newId(), DockerLabs.desk()));
    neighbour = runtime.start(LabRequest.fresh(OneLab.newId(), DockerLabs.desk()));
    desk = Shell.in(lab.id(), "desk");
  }

  @AfterAll
  void removeInstallation() {
    runtime.close();
    Docker.remove(installation);
  }

  private String network(Lab of) {
    return "fieldbench." + installation + "." + of.id();
  }

  /** A network as Docker makes it, but for these settings. */
  private String insecureNetwork(int number, boolean internal) {
    String name = "fieldbench-test-" + number + "-" + installation;
    Docker.client()
        .createNetworkCmd()
        .withName(name)
        .withInternal(internal)
        .withIpam(
            new Ipam().withConfig(new Ipam.Config().withSubnet("10.229.%d.0/28".formatted(number))))
        .withLabels(Map.of("io.fieldbench.installation", installation))
        .exec();
    return name;
  }

  /** The addresses that a connection to this port was made to. */
  private static List<String> reached(Shell from, List<String> addresses, int port) {
    String connect =
        "echo '%s' | xargs -P 16 -I@ timeout 2 bash -c 'exec 3<>/dev/tcp/@/%d && echo reached @'"
            .formatted(String.join("\n", addresses), port);
    return from.run(connect)
        .output()
        .lines()
        .filter(line -> line.startsWith("reached "))
        .map(line -> line.substring("reached ".length()))
        .toList();
  }

  /** The host's addresses, and what would be its own on the lab's network. */
  private List<String> addressesOfTheHost() throws SocketException {
    var addresses = new ArrayList<>(HostAddresses.ipv4());
    addresses.add(HostAddresses.gateway(desk.address(network(lab))));
    return addresses;
  }

  @Test
  void noServiceOfTheHostIsReachedAtAnyOfItsAddresses() throws IOException {
    try (var standIn = new HostStandIn.Tcp()) {
      assertThat(reached(desk, addressesOfTheHost(), standIn.port())).isEmpty();

      String internal = insecureNetwork(80, true);
      try (var victim = Shell.insecure(installation, host -> host.withNetworkMode(internal))) {
        assertThat(reached(victim, List.of("10.229.80.1"), standIn.port()))
            .as("an internal network alone does not stop it")
            .containsExactly("10.229.80.1");
      }
    }
  }

  /** Without and with TLS. Where such a port is taken here, the stand-in has another one. */
  @ParameterizedTest
  @ValueSource(ints = {2375, 2376})
  void theEnginesApiIsNotReachedAtAPort(int port) throws IOException {
    try (var standIn = HostStandIn.Tcp.preferably(port)) {
      for (int each : Stream.of(port, standIn.port()).distinct().toList()) {
        assertThat(reached(desk, addressesOfTheHost(), each)).isEmpty();
      }

      String ordinary = insecureNetwork(port - 2290, false);
      try (var victim = Shell.insecure(installation, host -> host.withNetworkMode(ordinary))) {
        String gateway = HostAddresses.gateway(victim.address(ordinary));
        assertThat(reached(victim, List.of(gateway), standIn.port()))
            .as("an ordinary network of Docker's")
            .containsExactly(gateway);
      }
    }
  }

  @Test
  void noServiceOfTheHostIsReachedByIpv6() throws IOException {
    String attack =
        """
        import socket
        s = socket.socket(socket.AF_INET6); s.settimeout(2)
        s.connect(('%s', %d, 0, socket.if_nametoindex('eth0'))); print('reached')
        """;
    try (var standIn = new HostStandIn.Tcp()) {
      String bridge = HostAddresses.linkLocal(network(lab));
      assertThat(desk.python(attack.formatted(bridge, standIn.port())).output())
          .doesNotContain("reached");

      String ordinary = insecureNetwork(81, true);
      try (var victim =
          Shell.insecure(
              installation,
              host ->
                  host.withNetworkMode(ordinary)
                      .withSysctls(Map.of("net.ipv6.conf.all.disable_ipv6", "0")))) {
        String script = attack.formatted(HostAddresses.linkLocal(ordinary), standIn.port());
        await("the end of duplicate address detection")
            .until(() -> victim.python(script).output().contains("reached"));
      }
    }
  }

  @Test
  void noNeighboursLabIsReached() {
    String broker = Shell.in(neighbour.id(), "broker").address(network(neighbour));
    Shell gate = Shell.in(neighbour.id(), "-gate");
    List<String> gates =
        List.of(gate.address(network(neighbour)), gate.address(Docker.control(installation)));
    assertThat(reached(desk, List.of(broker), 1883)).isEmpty();
    assertThat(reached(desk, gates, GATE_PORT)).isEmpty();
    assertThat(desk.run("getent hosts " + gate.address(Docker.control(installation))).succeeded())
        .isFalse();

    String own = Shell.in(lab.id(), "broker").address(network(lab));
    assertThat(reached(desk, List.of(own), 1883)).as("its own broker").containsExactly(own);
    try (var intruder =
        Shell.insecure(installation, host -> host.withNetworkMode(network(neighbour)))) {
      assertThat(reached(intruder, List.of(broker), 1883)).containsExactly(broker);
      assertThat(reached(intruder, gates, GATE_PORT)).containsExactly(gates.getFirst());
    }
  }

  @Test
  void noGateReachesAnother() {
    String other = Shell.in(neighbour.id(), "-gate").address(Docker.control(installation));
    Shell gate = Shell.in(lab.id(), "-gate");
    assertThat(reached(gate, List.of(other), GATE_PORT)).isEmpty();
    assertThat(reached(gate, List.of(gate.address(Docker.control(installation))), GATE_PORT))
        .hasSize(1);

    String ordinary = insecureNetwork(82, true);
    try (var one = Shell.insecure(installation, host -> host.withNetworkMode(ordinary));
        var two = Shell.insecure(installation, host -> host.withNetworkMode(ordinary))) {
      two.run("nohup python3 -m http.server %d >/dev/null 2>&1 &".formatted(GATE_PORT));
      await().until(() -> !reached(one, List.of(two.address(ordinary)), GATE_PORT).isEmpty());
    }
  }

  /**
   * The Engine's own DNS server would pass questions on to where the container's setting says. In a
   * lab that is a loopback address of the asker's own.
   */
  @Test
  void noQuestionForANameLeavesTheLab() throws SocketException {
    HostStandIn.Dns opened = null;
    try {
      opened = new HostStandIn.Dns();
    } catch (SocketException e) {
      Assumptions.abort("port 53 of this machine cannot be listened on: " + e.getMessage());
    }
    try (var dns = opened) {
      assertThat(desk.run("getent hosts broker").succeeded()).isTrue();
      String name = "secret-" + UUID.randomUUID();
      assertThat(asksItself(desk, name)).isEqualTo(engineAsksForInternalNetworks());
      askDirectly(desk, addressesOfTheHost(), name);
      assertThat(dns.heard(name)).isFalse();

      String ordinary = insecureNetwork(83, false);
      try (var victim =
          Shell.insecure(
              installation, host -> host.withNetworkMode(ordinary).withDns("10.229.83.1"))) {
        assertThat(victim.run("getent hosts %s.fieldbench.test".formatted(name)).succeeded())
            .isFalse();
        assertThat(dns.heard(name)).isTrue();
        String second = "secret-" + UUID.randomUUID();
        askDirectly(victim, List.of("10.229.83.1"), second);
        await().until(() -> dns.heard(second));
      }
    }
  }

  /** Whether the Engine asked 127.0.0.2 within the container for the name. */
  private static boolean asksItself(Shell shell, String name) {
    String attack =
        """
        import socket, subprocess
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.2', 53)); s.settimeout(0.2)
        getent = subprocess.Popen(['getent', 'hosts', '%s.fieldbench.test'])
        heard = b''
        while not heard and getent.poll() is None:
          try: heard = s.recv(1500)
          except TimeoutError: pass
        getent.kill()
        print('heard', heard)
        """;
    String output = shell.python(attack.formatted(name)).output();
    assertThat(output).containsPattern("(?m)^heard b'");
    return output.contains(name);
  }

  /** Engines before 23.0.11 do. */
  private boolean engineAsksForInternalNetworks() {
    String internal = insecureNetwork(84, true);
    try (var control =
        Shell.insecure(installation, host -> host.withNetworkMode(internal).withDns("127.0.0.2"))) {
      return asksItself(control, "control-" + UUID.randomUUID());
    }
  }

  /** Sends a question to DNS servers at these addresses, whether or not they can be reached. */
  private static void askDirectly(Shell from, List<String> addresses, String name) {
    String attack =
        """
        import socket
        labels = [b'%s', b'fieldbench', b'test', b'']
        question = bytes.fromhex('123401000001000000000000')
        question += b''.join(bytes([len(l)]) + l for l in labels) + bytes([0, 1, 0, 1])
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for address in '%s'.split():
            try: s.sendto(question, (address, 53))
            except OSError: pass
        print('sent')
        """;
    assertThat(from.python(attack.formatted(name, String.join(" ", addresses))).output())
        .isEqualTo("sent\n");
  }

  @Test
  void nobodySendsRawPackets() {
    String attack = "import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW); print('raw')";
    assertThat(desk.python(attack).output()).contains("not permitted").doesNotContain("raw\n");
    try (var victim =
        Shell.insecure(installation, Shell.IMAGE, "0:0", host -> host.withNetworkMode("none"))) {
      assertThat(victim.python(attack).output().strip()).isEqualTo("raw");
    }
  }

  @Test
  void aLabListensOnTheGivenAddressAlone() throws Exception {
    int port = lab.endpoints().get("mqtt").port();
    assertThat(
            HostAddresses.ipv4().stream()
                .filter(
                    address -> LabLifeContractTests.listens(new Endpoint("mqtt", address, port))))
        .containsExactly("127.0.0.1");
    assertThat(LabLifeContractTests.listens(new Endpoint("mqtt", "127.0.0.2", port))).isFalse();

    var options = DockerRuntime.Options.of("127.0.0.2", installation);
    try (var other = Docker.runtime(options)) {
      Endpoint mqtt =
          other
              .start(LabRequest.fresh(OneLab.newId(), ContractLabs.guarded()))
              .endpoints()
              .get("mqtt");
      assertThat(mqtt.host()).isEqualTo("127.0.0.2");
      assertThat(LabLifeContractTests.listens(mqtt)).isTrue();
      assertThat(LabLifeContractTests.listens(new Endpoint("mqtt", "127.0.0.1", mqtt.port())))
          .isFalse();
    }
  }
}
