package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Network.Ipam;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.docker.Subnets.Subnet;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes the networks: one for each lab, without a way out, and one that all gates share. */
final class LabNetworks {
  private static final int TRIES = 20;
  private static final int CONTROL_TRIES = 5;
  static final String CONTROL = "fieldbench-control-";
  private static final String OPTION = "com.docker.network.bridge.";

  private final Engine engine;
  private final String installation;
  private final Subnets labs;
  private final Subnets controls;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final ReentrantLock choice = new ReentrantLock();

  LabNetworks(Engine engine, String installation, Subnets labs, Subnets controls) {
    this.engine = engine;
    this.installation = installation;
    this.labs = labs;
    this.controls = controls;
  }

  /** A network on the Engine. */
  record Made(String id, String name, Subnet subnet) {}

  /** Makes a lab's network; the host has no address on it and routes nothing out of it. */
  Made lab(LabRequest request) throws LabException {
    return make(
            "fieldbench.%s.%s".formatted(installation, request.id()),
            labs,
            true,
            Map.of(OPTION + "inhibit_ipv4", "true"),
            Labels.created(installation, request))
        .orElseThrow(() -> taken(labs));
  }

  /**
   * The network on which the host reaches the gates; it is made where it is missing. Its containers
   * do not reach each other, nor, for want of masquerading, the networks that the host is on.
   */
  String control() throws LabException {
    choice.lock();
    try {
      List<String> there = findControls();
      if (!there.isEmpty()) {
        return there.getFirst();
      }
      String mine;
      try {
        mine = makeControl();
      } catch (LabException e) {
        // Another process of this installation may have been faster.
        return findControls().stream().findFirst().orElseThrow(() -> e);
      }
      // Another process may have made one just now. The oldest serves all.
      String oldest = findControls().stream().findFirst().orElse(mine);
      if (!oldest.equals(mine)) {
        removeUnused(mine);
      }
      return oldest;
    } finally {
      choice.unlock();
    }
  }

  /**
   * Under a name of its own: the Engine keeps nobody from using one twice, and then starts no
   * container on either. So two that are in use at once, each made before the other was seen, do no
   * harm.
   */
  String makeControl() throws LabException {
    String name = CONTROL + installation + "." + HexFormat.of().toHexDigits(random.nextInt());
    for (int i = 1; ; i++) {
      Optional<Made> made =
          make(
              name,
              controls,
              false,
              Map.of(OPTION + "enable_icc", "false", OPTION + "enable_ip_masquerade", "false"),
              Labels.created(Labels.ofInstallation(installation)));
      if (made.isPresent()) {
        return made.get().id();
      }
      if (i == CONTROL_TRIES) {
        throw taken(controls);
      }
      // Another process may take the place of what gives way before this one has it.
      removeAbandoned();
    }
  }

  private static LabException taken(Subnets pool) {
    return new LabException(
        "all subnets of "
            + pool.pool()
            + " are taken, by networks of the Engine or of this machine; give labs another pool");
  }

  /**
   * Every installation that ever was leaves its control network behind. The Engine keeps those that
   * have containers; whoever else still lives makes a new one.
   */
  private void removeAbandoned() throws LabException {
    engine.run(
        "remove abandoned networks",
        docker ->
            networks(docker)
                .filter(network -> network.getName().startsWith(CONTROL))
                .filter(network -> subnets(network).anyMatch(controls.pool()::overlaps))
                .forEach(network -> removeUnused(docker, network.getId())));
  }

  private void removeUnused(String id) throws LabException {
    engine.run("remove a network", docker -> removeUnused(docker, id));
  }

  private static void removeUnused(DockerClient docker, String id) {
    try (var command = docker.removeNetworkCmd(id)) {
      command.exec();
    } catch (DockerException e) {
      // In use, or gone meanwhile.
    }
  }

  /** Ids of this installation's, the oldest network first. */
  private List<String> findControls() throws LabException {
    return engine.call(
        "list networks",
        docker ->
            networks(docker)
                .filter(network -> network.getName().startsWith(CONTROL + installation + "."))
                .sorted(Comparator.comparing(Network::getCreated).thenComparing(Network::getId))
                .map(Network::getId)
                .toList());
  }

  /** Empty where the pool has no subnet left. */
  private Optional<Made> make(
      String name,
      Subnets pool,
      boolean internal,
      Map<String, String> options,
      Map<String, String> labels)
      throws LabException {
    Set<Subnet> refused = new HashSet<>();
    for (int i = 0; i < TRIES; i++) {
      Set<Subnet> taken = taken();
      taken.addAll(refused);
      Optional<Subnet> subnet = pool.free(taken, random);
      if (subnet.isEmpty()) {
        break;
      }
      Optional<String> id =
          engine.call(
              "create the network " + name,
              docker -> create(docker, name, subnet.get(), internal, options, labels));
      if (id.isPresent()) {
        return Optional.of(new Made(id.get(), name, subnet.get()));
      }
      refused.add(subnet.get());
    }
    return Optional.empty();
  }

  /** Empty where another process was faster to take the subnet. */
  private static Optional<String> create(
      DockerClient docker,
      String name,
      Subnet subnet,
      boolean internal,
      Map<String, String> options,
      Map<String, String> labels) {
    try (var command = docker.createNetworkCmd()) {
      return Optional.of(
          command
              .withName(name)
              .withDriver("bridge")
              .withCheckDuplicate(true)
              .withInternal(internal)
              .withEnableIpv6(false)
              .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(subnet.toString())))
              .withOptions(options)
              .withLabels(labels)
              .exec()
              .getId());
    } catch (DockerException e) {
      if (Engine.text(e).contains("overlaps")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Set<Subnet> taken() throws LabException {
    Set<Subnet> taken =
        new HashSet<>(
            engine.call(
                "list networks",
                docker -> networks(docker).flatMap(LabNetworks::subnets).toList()));
    taken.addAll(ofHost());
    return taken;
  }

  private static Stream<Network> networks(DockerClient docker) {
    try (var command = docker.listNetworksCmd()) {
      return command.exec().stream();
    }
  }

  private static Stream<Subnet> subnets(Network network) {
    return Optional.ofNullable(network.getIpam()).map(Ipam::getConfig).stream()
        .flatMap(List::stream)
        .map(Ipam.Config::getSubnet)
        .filter(Objects::nonNull)
        .filter(subnet -> !subnet.contains(":"))
        .map(Subnet::parse);
  }

  /** The Engine compares with other Docker networks only, not with the host's own. */
  private static List<Subnet> ofHost() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(card -> card.getInterfaceAddresses().stream())
          .filter(address -> address.getAddress() instanceof Inet4Address)
          .filter(address -> address.getNetworkPrefixLength() >= 8)
          .map(LabNetworks::subnet)
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static Subnet subnet(InterfaceAddress address) {
    int prefix = address.getNetworkPrefixLength();
    long ip = Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress().getAddress()).getInt());
    return new Subnet(ip & -1L << 32 - prefix, prefix);
  }
}
