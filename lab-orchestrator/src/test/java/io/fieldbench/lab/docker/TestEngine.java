package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;

/** The Docker Engine of this machine, for tests of what uses it. */
final class TestEngine {
  static final Engine ENGINE = new Engine("");
  static final String WORKSPACE = "fieldbench/workspace:1";
  static final String ABSENT = "no Docker Engine answers here";

  private TestEngine() {}

  static DockerClient client() {
    return ENGINE.client();
  }
}
