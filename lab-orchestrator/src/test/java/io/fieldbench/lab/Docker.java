package io.fieldbench.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.fieldbench.lab.docker.BuiltImages;
import io.fieldbench.lab.docker.DockerRuntime;
import java.util.List;
import java.util.UUID;

/** The Docker Engine of this machine, for tests. */
final class Docker {
  static final String ABSENT = "no Docker Engine answers here";

  private Docker() {}

  /** For {@code @EnabledIf}. */
  static boolean answers() {
    return Answer.YES;
  }

  private static final class Answer {
    private static final boolean YES = ask();

    private static boolean ask() {
      try {
        client().pingCmd().exec();
        return true;
      } catch (RuntimeException e) {
        return false;
      }
    }
  }

  static DockerClient client() {
    return Client.ONE;
  }

  private static final class Client {
    private static final DockerClient ONE = open();

    private static DockerClient open() {
      var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
      return DockerClientImpl.getInstance(
          config,
          new ZerodepDockerHttpClient.Builder()
              .dockerHost(config.getDockerHost())
              .sslConfig(config.getSSLConfig())
              .build());
    }
  }

  /** An installation that no other test has. */
  static String newInstallation() {
    return "t-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /** With images built from the sources of this build. */
  static DockerRuntime runtime(String installation) {
    return runtime(DockerRuntime.Options.of("127.0.0.1", installation));
  }

  /** A runtime whose images are there. */
  static DockerRuntime runtime(DockerRuntime.Options options) {
    BuiltImages.require();
    return new DockerRuntime(options);
  }

  /** Removes all that an installation has on the Engine. */
  /** Name of the network on which the host reaches an installation's gates. */
  static String control(String installation) {
    return client().listNetworksCmd().exec().stream()
        .map(network -> network.getName())
        .filter(name -> name.startsWith("fieldbench-control-" + installation + "."))
        .findFirst()
        .orElseThrow();
  }

  static void remove(String installation) {
    var label = List.of("io.fieldbench.installation=" + installation);
    client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(label)
        .exec()
        .forEach(container ->
            client()
                .removeContainerCmd(container.getId())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
    client()
        .listNetworksCmd()
        .withFilter("label", label)
        .exec()
        .forEach(network -> client().removeNetworkCmd(network.getId()).exec());
    client()
        .listVolumesCmd()
        .withFilter("label", label)
        .exec()
        .getVolumes()
        .forEach(volume -> client().removeVolumeCmd(volume.getName()).exec());
  }
}
