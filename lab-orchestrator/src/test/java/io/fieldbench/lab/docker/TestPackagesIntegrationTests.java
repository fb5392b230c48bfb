package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** That {@code ./fieldbench test} installs all that the tests need, in a clean Debian. */
@EnabledIf(
    value = "io.fieldbench.lab.Docker#answers",
    disabledReason = "no Docker Engine answers here")
class TestPackagesIntegrationTests {
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
   * those, and the browser's own tests need them.
   */
  @Test
  void theseAreAllThatIsNeeded() throws Exception {
    OneShot end =
        inCleanDebian(
            """
            printf '#!/bin/sh\\necho stand-in\\n' >/usr/local/bin/chromium
            cp /usr/local/bin/chromium /usr/local/bin/fc-list
            chmod 755 /usr/local/bin/*
            """);
    assertThat(end.output()).contains("Installing for the tests").doesNotContain("chromium");
    assertThat(end.output()).doesNotContain("Still missing");
    assertThat(end.code()).as(end.output()).isZero();
  }

  /** Runs {@code fieldbench test --packages} as root after a preparation. */
  private static OneShot inCleanDebian(String preparation) throws Exception {
    String command = "set -e\n" + preparation + "exec bash /fieldbench/fieldbench test --packages";
    byte[] script =
        new ImageSources(
                "script",
                Map.of(
                    "Dockerfile", new byte[0],
                    "fieldbench/fieldbench", Files.readAllBytes(Path.of("../fieldbench")),
                    "fieldbench/.build/engine", Files.readAllBytes(Path.of("../.build/engine")),
                    "prepared", command.getBytes(UTF_8)))
            .tar();
    return OneShot.run(
        "debian:bookworm-slim", script, container -> container.withCmd("bash", "/prepared"));
  }
}
