package io.fieldbench.lab.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes containers that were inspected as a Compose file. */
final class ComposeFile {
  private ComposeFile() {}

  static Map<String, Object> of(Network lab, List<InspectContainerResponse> containers) {
    var services = new TreeMap<String, Object>();
    var networks = new HashMap<String, Object>();
    networks.put(
        "lab",
        Map.of(
            "driver_opts",
            lab.getOptions(),
            "internal",
            true,
            "labels",
            lab.getLabels(),
            "ipam",
            Map.of(
                "config",
                List.of(Map.of("subnet", lab.getIpam().getConfig().getFirst().getSubnet())))));
    for (InspectContainerResponse container : containers) {
      String mode = String.valueOf(container.getHostConfig().getNetworkMode());
      if (!mode.equals(lab.getName())) {
        networks.put("control", Map.of("external", true, "name", mode));
      }
      services.put(container.getConfig().getHostName(), service(lab, container));
    }
    return Map.of("version", "2.4", "services", services, "networks", networks);
  }

  private static Map<String, Object> service(Network lab, InspectContainerResponse container) {
    var config = container.getConfig();
    HostConfig host = container.getHostConfig();
    var service = new HashMap<String, Object>();
    service.put("container_name", container.getName().substring(1));
    service.put("image", config.getImage());
    service.put("hostname", config.getHostName());
    service.put("user", config.getUser());
    service.put("environment", Stream.of(config.getEnv()).map(ComposeFile::escaped).toList());
    service.put("labels", config.getLabels());
    if (config.getCmd() != null) {
      service.put("command", Arrays.stream(config.getCmd()).map(ComposeFile::escaped).toList());
    }
    service.put("read_only", true);
    service.put("cap_drop", List.of("ALL"));
    service.put("security_opt", host.getSecurityOpts());
    service.put("ipc", host.getIpcMode());
    service.put("mem_limit", host.getMemory());
    service.put("memswap_limit", host.getMemorySwap());
    service.put("cpus", Objects.requireNonNull(host.getNanoCPUs()) / 1e9);
    service.put("pids_limit", host.getPidsLimit());
    service.put("shm_size", host.getShmSize());
    service.put("oom_score_adj", host.getOomScoreAdj());
    service.put("dns", host.getDns());
    service.put("dns_opt", host.getDnsOptions());
    service.put("dns_search", host.getDnsSearch());
    service.put("ulimits", ulimits(host));
    service.put("tmpfs", tmpfs(host));
    service.put(
        "logging", Map.of("driver", "json-file", "options", host.getLogConfig().getConfig()));
    if (host.getSysctls() != null) {
      service.put("sysctls", host.getSysctls());
    }
    var networks = new HashMap<String, Object>();
    networks.put("lab", Map.of("ipv4_address", address(lab, container)));
    if (!lab.getName().equals(host.getNetworkMode())) {
      networks.put("control", Map.of());
    }
    service.put("networks", networks);
    service.put("ports", ports(host));
    return service;
  }

  /** Of a container that runs on the lab's network. */
  static String address(Network lab, InspectContainerResponse container) {
    var there = container.getNetworkSettings().getNetworks().get(lab.getName());
    return Objects.requireNonNull(Objects.requireNonNull(there).getIpAddress());
  }

  private static Map<String, Object> ulimits(HostConfig host) {
    var limits = new HashMap<String, Object>();
    for (var limit : Objects.requireNonNull(host.getUlimits())) {
      limits.put(limit.getName(), Map.of("soft", limit.getSoft(), "hard", limit.getHard()));
    }
    return limits;
  }

  private static List<String> tmpfs(HostConfig host) {
    return host.getTmpFs() == null
        ? List.of()
        : host.getTmpFs().entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).toList();
  }

  private static List<String> ports(HostConfig host) {
    return host.getPortBindings() == null
        ? List.of()
        : host.getPortBindings().getBindings().entrySet().stream()
            .flatMap(port ->
                Stream.of(port.getValue()).map(binding -> new PortBinding(binding, port.getKey())))
            .map(port ->
                "%s:%s:%d"
                    .formatted(
                        port.getBinding().getHostIp(),
                        port.getBinding().getHostPortSpec(),
                        port.getExposedPort().getPort()))
            .toList();
  }

  /** Compose replaces what a dollar sign begins. */
  private static String escaped(String text) {
    return text.replace("$", "$$");
  }
}
