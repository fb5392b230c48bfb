package io.fieldbench.lab.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabSpec.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The bounds that every container of a lab has, the gate too. */
final class Hardening {
  /** In the container's own network namespace, where nothing answers. */
  static final String NO_DNS = "127.0.0.2";

  /**
   * The Engine does not answer for names that it does not know; without this a client waits 20 s.
   */
  private static final List<String> NO_LONG_WAIT = List.of("timeout:1", "attempts:2");

  private static final double NANO = 1e9;
  private static final long SHARED_MEMORY = 8L * 1024 * 1024;

  private Hardening() {}

  /**
   * @param service for the message
   * @param tmpfs mount options by folder
   * @throws LabException when a limit is absent
   */
  static HostConfig of(String service, Limits limits, Map<String, String> tmpfs)
      throws LabException {
    if (limits.memoryBytes() <= 0 || !(limits.cpus() > 0) || limits.pids() <= 0) {
      throw new LabException(
          "service %s has no limits of memory, cpus and pids; a container without them is not started"
              .formatted(service));
    }
    return HostConfig.newHostConfig()
        .withPrivileged(false)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges:true"))
        .withReadonlyRootfs(true)
        .withTmpFs(tmpfs)
        .withShmSize(SHARED_MEMORY)
        .withMemory(limits.memoryBytes())
        .withMemorySwap(limits.memoryBytes())
        .withNanoCPUs(Math.round(limits.cpus() * NANO))
        .withPidsLimit((long) limits.pids())
        .withUlimits(List.of(new Ulimit("core", 0L, 0L), new Ulimit("nofile", 4_096L, 4_096L)))
        .withOomScoreAdj(500)
        .withIpcMode("private")
        .withCgroupnsMode("private")
        .withRestartPolicy(RestartPolicy.noRestart())
        .withDns(NO_DNS)
        .withDnsOptions(NO_LONG_WAIT)
        .withDnsSearch(".")
        .withLogConfig(
            new LogConfig(LoggingType.JSON_FILE, Map.of("max-size", "1m", "max-file", "1")));
  }

  /** Mount options of folders that everybody in the container can write. */
  static Map<String, String> shared(Map<String, Long> bytes) {
    return bytes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, folder -> options(folder.getValue(), 01777)));
  }

  /** Mount options of a folder of one user alone. */
  static String own(long bytes, int user) {
    return options(bytes, 0700) + ",uid=%d,gid=%d".formatted(user, user);
  }

  private static String options(long bytes, int mode) {
    return "rw,exec,nosuid,nodev,size=%d,mode=%o".formatted(bytes, mode);
  }
}
