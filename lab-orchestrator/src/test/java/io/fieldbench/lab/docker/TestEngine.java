package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;

/** The Docker Engine of this machine, where one answers. */
final class TestEngine {
  static final String WORKSPACE = "fieldbench/workspace:1";
  static final String WHY_NOT =
      "needs a Docker Engine and the image fieldbench/workspace:1 (./fieldbench images)";

  private static final DockerClient CLIENT = connect();

  private TestEngine() {}

  static DockerClient client() {
    return CLIENT;
  }

  /** For {@code @EnabledIf}. */
  static boolean hasWorkspace() {
    try {
      CLIENT.inspectImageCmd(WORKSPACE).exec();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static DockerClient connect() {
    var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    var transport =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(100)
            .build();
    return DockerClientImpl.getInstance(config, transport);
  }
}
