package io.fieldbench.portal.faults;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.fieldbench.lab.LabId;
import io.fieldbench.portal.lab.ChosenRuntime;
import io.fieldbench.portal.lab.Labs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** The Docker Engine of this machine, for tests that need real containers. */
public final class DockerHere {
  public static final String MISSING = "no Docker Engine with the images of labs answers";

  private DockerHere() {}

  public static boolean answers() {
    try {
      ChosenRuntime.requireDocker();
      return true;
    } catch (ChosenRuntime.Unavailable e) {
      return false;
    }
  }

  /** Names of the containers of an installation, sorted. */
  public static List<String> containers(String installation) {
    try (DockerClient docker = client()) {
      return docker
          .listContainersCmd()
          .withShowAll(true)
          .withLabelFilter(label(installation))
          .exec()
          .stream()
          .flatMap(c -> Arrays.stream(c.getNames()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Freezes a service of a lab, so that it stands and does not answer; or lets it go on. */
  public static void freeze(LabId lab, String service, boolean frozen) {
    try (DockerClient docker = client()) {
      var filter = List.of("io.fieldbench.lab=" + lab, "io.fieldbench.service=" + service);
      String id = docker.listContainersCmd().withLabelFilter(filter).exec().getFirst().getId();
      if (frozen) {
        docker.pauseContainerCmd(id).exec();
      } else {
        docker.unpauseContainerCmd(id).exec();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all labs of a portal, which brings back what is gone otherwise, and removes the rest. */
  public static void endLabs(JdbcOperations database, Labs labs) {
    database
        .queryForList("select id from lab_session where state <> 'CLOSED'", String.class)
        .forEach(id -> labs.close(new LabId(id)));
    remove(database.queryForObject("select id from installation", String.class));
  }

  /** Removes all that an installation has, also what is being removed or made at that moment. */
  public static void remove(String installation) {
    await().atMost(Duration.ofMinutes(1)).until(() -> removed(installation));
  }

  private static boolean removed(String installation) throws IOException {
    List<String> label = label(installation);
    try (DockerClient docker = client()) {
      var containers = docker.listContainersCmd().withShowAll(true).withLabelFilter(label).exec();
      for (var container : containers) {
        gone(() -> docker.removeContainerCmd(container.getId()).withForce(true).exec());
      }
      var networks = docker.listNetworksCmd().withFilter("label", label).exec();
      for (var network : networks) {
        gone(() -> docker.removeNetworkCmd(network.getId()).exec());
      }
      return containers.isEmpty() && networks.isEmpty();
    }
  }

  private static void gone(Runnable removal) {
    try {
      removal.run();
    } catch (NotFoundException | ConflictException e) {
      // Somebody else is at it.
    } catch (DockerException e) {
      if (!String.valueOf(e.getMessage()).contains("active endpoints")) {
        throw e;
      }
    }
  }

  private static List<String> label(String installation) {
    return List.of("io.fieldbench.installation=" + installation);
  }

  private static DockerClient client() {
    var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .build());
  }
}
