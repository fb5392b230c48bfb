package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabAddress.Outside;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.LabSpec.WorkspaceSpec;
import io.fieldbench.lab.ServerIdentity;
import io.fieldbench.lab.docker.LabNetworks.Made;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the containers of one lab; it starts none. */
final class Containers {
  static final String GATE_IMAGE = "fieldbench/gate:1";

  /** That of an image would cost time of the processor for ever. */
  static final HealthCheck NO_HEALTH_CHECK = new HealthCheck().withTest(List.of("NONE"));

  private static final Limits GATE_LIMITS = new Limits(48L * 1024 * 1024, 0.5, 32);
  private static final long TMP = 16L * 1024 * 1024;
  private static final long HOME = 64L * 1024 * 1024;

  private final Engine engine;
  private final String installation;
  private final LabRequest request;
  private final Made network;
  private final LabImages images;

  Containers(
      Engine engine, String installation, LabRequest request, Made network, LabImages images) {
    this.engine = engine;
    this.installation = installation;
    this.request = request;
    this.network = network;
    this.images = images;
  }

  /** Makes the container of a service. */
  String service(Service service) throws LabException {
    LabImages.User user = images.user(service.image());
    HostConfig bounds =
        Hardening.of(service.name(), service.limits(), tmpfs(service, user.id()))
            .withNetworkMode(network.name());
    return engine.call(
        "create the container of service " + service.name(),
        docker -> {
          try (CreateContainerCmd command = docker.createContainerCmd(service.image())) {
            if (!service.command().isEmpty()) {
              command.withCmd(service.command());
            }
            return command
                .withName(name(service.name()))
                .withHostName(service.name())
                .withUser(user.text())
                .withEnv(environment(service))
                .withLabels(labels(service.name()))
                .withHealthcheck(NO_HEALTH_CHECK)
                .withHostConfig(bounds)
                .withIpv4Address(Route.address(request.spec(), service.name(), network.subnet()))
                .withAliases(service.name())
                .exec()
                .getId();
          }
        });
  }

  /**
   * Makes the gate, on the control network and on the lab's.
   *
   * @param address of the host
   * @param identity to show under TLS; null where the address has no outside
   * @param ports of the host by endpoint
   */
  String gate(
      String controlNetwork,
      LabAddress address,
      @Nullable ServerIdentity identity,
      Map<String, Integer> ports)
      throws LabException {
    var forwards = new ArrayList<String>();
    var bindings = new ArrayList<PortBinding>();
    var environment = new ArrayList<String>();
    var labels = gateLabels(ports);
    for (Route route : Route.of(request.spec())) {
      String to =
          Route.address(request.spec(), route.service(), network.subnet()) + ":" + route.inside();
      int port = ports.getOrDefault(route.endpoint(), 0);
      forwards.add(route.gate() + "=" + to);
      bindings.add(binding(address.plain(), port, route.gate()));
      if (identity != null && address.outside().isPresent()) {
        forwards.add(route.guarded() + "/tls=" + to);
        bindings.add(binding(address.outside().get().bind(), port, route.guarded()));
      }
    }
    environment.add("GATE=" + String.join(" ", forwards));
    environment.add("GATE_HOST_ONLY=yes");
    if (identity != null && address.outside().isPresent()) {
      environment.add("GATE_TLS=" + identity.pem());
      labels.put(Labels.OUTSIDE, outside(address.outside().get(), identity.authority()));
    }
    LabImages.User user = images.user(GATE_IMAGE);
    HostConfig bounds =
        Hardening.of("gate", GATE_LIMITS, Map.of())
            .withNetworkMode(controlNetwork)
            .withPortBindings(bindings)
            .withSysctls(Map.of("net.ipv4.ip_forward", "0"));
    return engine.call(
        "create the gate",
        docker -> {
          try (CreateContainerCmd command = docker.createContainerCmd(GATE_IMAGE)) {
            String id =
                command
                    .withName(name(Labels.GATE))
                    .withHostName("gate")
                    .withUser(user.text())
                    .withEnv(environment)
                    .withExposedPorts(bindings.stream().map(PortBinding::getExposedPort).toList())
                    .withLabels(labels)
                    .withHealthcheck(NO_HEALTH_CHECK)
                    .withHostConfig(bounds)
                    .exec()
                    .getId();
            join(docker, id);
            return id;
          }
        });
  }

  private static PortBinding binding(InetAddress host, int port, int gate) {
    return new PortBinding(
        Binding.bindIpAndPort(host.getHostAddress(), port), ExposedPort.tcp(gate));
  }

  /** Tells a gate under TLS from one at another address or of another authority. */
  static String outside(Outside outside, X509Certificate authority) {
    return "%s %s %s"
        .formatted(
            outside.host(),
            outside.bind().getHostAddress(),
            Fingerprint.sha256(ServerIdentity.pem(authority)));
  }

  /** Starts a container; harmless where it runs. */
  static void start(Engine engine, String service, String container) throws LabException {
    engine.run(
        "start service " + service,
        docker -> {
          try (var command = docker.startContainerCmd(container)) {
            command.exec();
          } catch (NotModifiedException e) {
            // It runs already.
          }
        });
  }

  private void join(DockerClient docker, String gate) {
    try (var command = docker.connectToNetworkCmd()) {
      command
          .withContainerId(gate)
          .withNetworkId(network.id())
          .withContainerNetwork(
              new ContainerNetwork()
                  .withIpamConfig(
                      new ContainerNetwork.Ipam()
                          .withIpv4Address(Route.gateAddress(network.subnet()))))
          .exec();
    }
  }

  private Map<String, String> tmpfs(Service service, int user) {
    var folders = new HashMap<>(Hardening.shared(Map.of("/tmp", TMP)));
    folders.putAll(Hardening.shared(service.tmpfs()));
    Optional<WorkspaceSpec> workspace =
        request.spec().workspace().filter(w -> w.service().equals(service.name()));
    workspace.ifPresent(w ->
        folders.put(
            w.folder(), Hardening.own(service.tmpfs().getOrDefault(w.folder(), HOME), user)));
    return folders;
  }

  private Map<String, String> labels(String service) {
    return Labels.created(
        installation,
        request,
        Labels.SERVICE,
        service,
        Labels.FINGERPRINT,
        Fingerprint.of(request));
  }

  private Map<String, String> gateLabels(Map<String, Integer> outside) {
    var labels = labels(Labels.GATE);
    labels.put(
        Labels.PORTS,
        new TreeMap<>(outside)
            .entrySet().stream()
                .map(port -> port.getKey() + "=" + port.getValue())
                .collect(Collectors.joining(" ")));
    return labels;
  }

  private String name(String part) {
    return "fieldbench.%s.%s.%s".formatted(installation, request.id(), part);
  }

  private List<String> environment(Service service) {
    var values = new TreeMap<>(service.environment());
    if (!service.clients().isEmpty()) {
      values.put(BrokerAccounts.VARIABLE, BrokerAccounts.of(request, service));
    }
    return values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }
}
