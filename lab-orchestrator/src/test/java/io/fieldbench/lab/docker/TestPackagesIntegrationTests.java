package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * That {@code ./fieldbench test} installs all that the tests need in a clean Debian, and has an
 * Engine then.
 */
@EnabledIf(
    value = "io.fieldbench.lab.Docker#answers",
    disabledReason = "no Docker Engine answers here")
class TestPackagesIntegrationTests {
  private static final long MEMORY = 3L << 30;
  private static final String[] ALL = {
    "chromium",
    "fonts-noto-cjk",
    "mosquitto",
    "python3-paho-mqtt",
    "docker.io",
    "iptables",
    "debootstrap"
  };

  /** What is installed is taken from the script's own list; apt-get only works it out. */
  @Test
  void debianHasThemAll() throws Exception {
    OneShot end =
        inCleanDebian(
            """
            echo 'APT::Get::Simulate "true";' >/etc/apt/apt.conf.d/99simulate
            """);
    assertThat(end.output()).contains("Installing for the tests").contains(ALL);
    assertThat(end.output()).doesNotContain("could not install").contains("Still missing");
    assertThat(end.code()).isEqualTo(1);
  }

  /**
   * Really installs them, without the browser and its fonts (1 GB, minutes): the first test finds
   * those, and the browser's own tests need them. Then an Engine is started with them in the same
   * container, which may more for that than others: what runs there are our own script and Debian's
   * programs. It starts no containers, for which it would need the cgroups of its host.
   */
  @Test
  void theseAreAllThatIsNeeded() throws Exception {
    OneShot end =
        inCleanDebian(
            """
            printf '#!/bin/sh\\necho stand-in\\n' >/usr/local/bin/chromium
            cp /usr/local/bin/chromium /usr/local/bin/fc-list
            chmod 755 /usr/local/bin/*
            """,
            """
            say() { echo "$*"; }
            dockerds() { grep -lsx dockerd /proc/[0-9]*/comm | wc -l; }
            . /fieldbench/.build/engine
            mount -o remount,bind,rw /proc/sys
            mkdir -p /etc/docker
            echo 'no JSON' >/etc/docker/daemon.json
            engine_up
            echo "after a failure: $(dockerds) dockerd"
            rm /etc/docker/daemon.json
            engine_up
            echo "up: $(dockerds) dockerd, $(docker info -f '{{.ServerVersion}}')"
            docker cp -L "$(docker create debian:bookworm-slim):/etc/os-release" - | tar -xO | sed -n 's/^VERSION_CODENAME=/base: /p'
            stop_engine
            echo "in the end: $(dockerds) dockerd, $(ls -d /tmp/fieldbench-* | wc -l) folder"
            """);
    assertThat(end.output()).contains("Installing for the tests").doesNotContain("chromium");
    assertThat(end.output()).doesNotContain("Still missing");
    assertThat(end.code()).as(end.output()).isZero();
    assertThat(end.output())
        .containsSubsequence(
            "dockerd ended, or did not answer",
            "/etc/docker/daemon.json",
            "No Docker Engine: dockerd did not start. Tests that need it are skipped.",
            "after a failure: 0 dockerd",
            "Starting dockerd for the tests",
            "up: 1 dockerd",
            "base: bookworm",
            "Stopping the dockerd that was started",
            "in the end: 0 dockerd, 1 folder");
  }

  private static OneShot inCleanDebian(String preparation) throws Exception {
    return inCleanDebian(preparation, "");
  }

  /** Runs {@code fieldbench test --packages} as root between a preparation and what follows. */
  private static OneShot inCleanDebian(String preparation, String after) throws Exception {
    String command =
        "set -euo pipefail\nexec 2>&1\n"
            + preparation
            + "bash /fieldbench/fieldbench test --packages\n"
            + after;
    byte[] script =
        new ImageSources(
                "script",
                Map.of(
                    "Dockerfile", new byte[0],
                    "fieldbench/fieldbench", Files.readAllBytes(Path.of("../fieldbench")),
                    "fieldbench/.build/engine", Files.readAllBytes(Path.of("../.build/engine")),
                    "prepared", command.getBytes(UTF_8)))
            .tar();
    HostConfig bounds =
        HostConfig.newHostConfig()
            .withMemory(MEMORY)
            .withMemorySwap(MEMORY)
            .withNanoCPUs(2_000_000_000L)
            .withPidsLimit(1000L);
    if (!after.isEmpty()) {
      bounds
          .withCapAdd(Capability.SYS_ADMIN, Capability.NET_ADMIN)
          .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"));
    }
    return OneShot.run(
        "debian:bookworm-slim",
        script,
        container ->
            container
                .withCmd("bash", "/prepared")
                // An Engine's images cannot stand on another one's.
                .withVolumes(new Volume("/var/lib/docker"))
                .withHostConfig(bounds));
  }
}
