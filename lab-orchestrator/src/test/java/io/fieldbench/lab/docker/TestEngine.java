package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import io.fieldbench.lab.LabException;

/** The Docker Engine of this machine, where one answers. */
final class TestEngine {
  static final Engine ENGINE = new Engine("");
  static final String WORKSPACE = "fieldbench/workspace:1";
  static final String WHY_NOT =
      "needs a Docker Engine and the image fieldbench/workspace:1 (./fieldbench images)";

  private TestEngine() {}

  static DockerClient client() {
    return ENGINE.client();
  }

  /** For {@code @EnabledIf}. */
  static boolean hasWorkspace() {
    try {
      new LabImages(ENGINE).user(WORKSPACE);
      return true;
    } catch (LabException e) {
      return false;
    }
  }
}
