package io.fieldbench.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a lab consists of: the subset of the Compose Specification that Fieldbench supports (see the
 * module's README).
 *
 * @param services at least one
 * @param workspace where the trainee works inside the lab, if anywhere
 */
public record LabSpec(List<Service> services, Optional<WorkspaceSpec> workspace) {
  public LabSpec {
    services = List.copyOf(services);
  }

  /** A lab without a workspace. */
  public LabSpec(List<Service> services) {
    this(services, Optional.empty());
  }

  /**
   * Reads {@code lab.compose.yaml}.
   *
   * @param file name for error messages
   * @param yaml text in which {@code ${name}} stands for a value of {@code variables}
   * @throws LabSpecException listing every unsupported key, missing limit and unknown variable with
   *     its path; or the line where it is no YAML
   */
  public static LabSpec parse(String file, String yaml, Map<String, String> variables) {
    return LabSpecReader.read(file, yaml, variables);
  }

  public Optional<Service> service(String name) {
    return services.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Every client name that a broker of this lab knows, each once. */
  public List<String> clients() {
    return services.stream()
        .flatMap(s -> s.clients().stream())
        .map(BrokerClient::name)
        .distinct()
        .toList();
  }

  /**
   * One service.
   *
   * @param ports what may be reached from outside: name of the endpoint (as "mqtt") and the port
   *     inside
   * @param clients who may connect, where the service is a broker; all others are refused
   * @param command what runs in place of the image's own command; empty for that one
   * @param tmpfs bytes by absolute path of folders that can be written; they are empty at each
   *     start
   */
  public record Service(
      String name,
      String image,
      Map<String, String> environment,
      Limits limits,
      Map<String, Integer> ports,
      List<BrokerClient> clients,
      List<String> command,
      Map<String, Long> tmpfs) {
    public Service {
      environment = Map.copyOf(environment);
      ports = Map.copyOf(ports);
      clients = List.copyOf(clients);
      command = List.copyOf(command);
      // Labs that an earlier version stored have none.
      tmpfs = tmpfs == null ? Map.of() : Map.copyOf(tmpfs);
    }

    /** A service that runs its image's own command and declares no folders to write. */
    public Service(
        String name,
        String image,
        Map<String, String> environment,
        Limits limits,
        Map<String, Integer> ports,
        List<BrokerClient> clients) {
      this(name, image, environment, limits, ports, clients, List.of(), Map.of());
    }
  }

  /**
   * Where a trainee works inside a lab.
   *
   * @param service one of the lab's services
   * @param folder absolute path of the folder with the trainee's files, as {@code /home/trainee}
   */
  public record WorkspaceSpec(String service, String folder) {}

  /** Resource limits; none may be absent. */
  public record Limits(long memoryBytes, double cpus, int pids) {}

  /**
   * A client's rights on a broker, as MQTT topic filters. What no filter allows is denied; a denial
   * goes before an allowance.
   */
  public record BrokerClient(
      String name, List<String> publish, List<String> denyPublish, List<String> subscribe) {
    public BrokerClient {
      publish = List.copyOf(publish);
      denyPublish = List.copyOf(denyPublish);
      subscribe = List.copyOf(subscribe);
    }
  }
}
