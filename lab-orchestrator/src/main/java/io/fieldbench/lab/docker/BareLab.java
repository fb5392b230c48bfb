package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Network.Ipam;
import io.fieldbench.lab.BrokerProbe;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.Workspace.Terminal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A lab's network and containers made again by the Engine's bare calls, with the same settings,
 * names and addresses: what benchmarks compare the runtime with. The lab itself must be gone then.
 */
public final class BareLab implements AutoCloseable {
  private final Engine engine = new Engine("");
  private final LabObjects objects;
  private final LabId lab;
  private final Network network;
  private final List<InspectContainerResponse> containers;

  /**
   * Reads how a running lab was made, by whichever portal.
   *
   * @throws LabException when the Engine does not say
   */
  public BareLab(LabId lab) throws LabException {
    this.lab = lab;
    var label = Map.of(Labels.LAB, lab.value());
    this.containers =
        engine.call(
            "inspect a lab",
            docker ->
                docker.listContainersCmd().withLabelFilter(label).exec().stream()
                    .map(container -> docker.inspectContainerCmd(container.getId()).exec())
                    .toList());
    var networks =
        engine.call(
            "inspect a lab's network",
            docker ->
                docker
                    .listNetworksCmd()
                    .withFilter("label", List.of(Labels.LAB + "=" + lab.value()))
                    .exec());
    if (networks.isEmpty()) {
      throw new LabException("there is no lab " + lab);
    }
    this.network = networks.getFirst();
    String installation = network.getLabels().get(Labels.INSTALLATION);
    this.objects = new LabObjects(engine, Objects.requireNonNull(installation));
  }

  /** Makes and starts it; it need not answer yet. */
  public void start() throws LabException {
    String made =
        engine.call(
            "create a network",
            docker ->
                docker
                    .createNetworkCmd()
                    .withName(network.getName())
                    .withDriver("bridge")
                    .withInternal(true)
                    .withIpam(new Ipam().withConfig(subnet()))
                    .withOptions(network.getOptions())
                    .withLabels(network.getLabels())
                    .exec()
                    .getId());
    Together.run(
        containers.stream()
            .<Together.Call>map(
                like -> () -> engine.run("make a container", docker -> make(docker, like, made)))
            .toList());
  }

  private Ipam.Config subnet() {
    return new Ipam.Config().withSubnet(network.getIpam().getConfig().getFirst().getSubnet());
  }

  private void make(DockerClient docker, InspectContainerResponse like, String into) {
    ContainerConfig config = like.getConfig();
    HostConfig host = like.getHostConfig();
    var command =
        docker
            .createContainerCmd(Objects.requireNonNull(config.getImage()))
            .withName(like.getName().substring(1))
            .withHostName(config.getHostName())
            .withUser(config.getUser())
            .withEnv(config.getEnv())
            .withLabels(config.getLabels())
            .withHostConfig(host);
    if (config.getCmd() != null) {
      command.withCmd(config.getCmd());
    }
    if (config.getExposedPorts() != null) {
      command.withExposedPorts(config.getExposedPorts());
    }
    boolean only = network.getName().equals(host.getNetworkMode());
    if (only) {
      command.withIpv4Address(address(like)).withAliases(config.getHostName());
    }
    String id = command.exec().getId();
    if (!only) {
      docker
          .connectToNetworkCmd()
          .withContainerId(id)
          .withNetworkId(into)
          .withContainerNetwork(
              new ContainerNetwork()
                  .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address(like))))
          .exec();
    }
    docker.startContainerCmd(id).exec();
  }

  private String address(InspectContainerResponse like) {
    return ComposeFile.address(network, like);
  }

  /**
   * Whether its broker lets the runtime's own account in, as the runtime asks when it starts one.
   */
  public static boolean answers(LabRequest request, Endpoint broker) {
    try {
      return BrokerProbe.accepts(
          new InetSocketAddress(broker.host(), broker.port()), BrokerAccounts.probe(request));
    } catch (IOException e) {
      return false;
    }
  }

  /** Removes it, whoever made it. */
  public void remove() throws LabException {
    objects.remove(lab);
  }

  /** Removes all that the lab's installation has on the Engine. */
  public void removeInstallation() throws LabException {
    for (LabId any : objects.labs()) {
      objects.remove(any);
    }
    objects.removeNetworks();
  }

  /** The same as a Compose file (version 2.4), of maps, lists, texts and numbers. */
  public Map<String, Object> compose() {
    return ComposeFile.of(network, containers);
  }

  /** A shell in a service's container of a running lab, by the Engine's bare exec. */
  public Terminal shell(String service) throws IOException {
    String container =
        containers.stream()
            .filter(c -> service.equals(c.getConfig().getHostName()))
            .map(c -> c.getName().substring(1))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no service " + service));
    var exec = new DockerExec(engine.client(), container, DockerWorkspace.USER + "", "/tmp");
    return DockerTerminal.run(engine.client(), exec, "bare", List.of("/bin/sh"));
  }

  @Override
  public void close() {
    engine.close();
  }
}
