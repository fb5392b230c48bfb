package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabRuntime;
import io.fieldbench.lab.docker.DockerRuntime;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import io.fieldbench.portal.lab.RuntimeInUse.Reason;
import java.util.List;

/** Makes the runtime that is asked for, or that can be had. */
record ChosenRuntime(LabRuntime runtime, RuntimeInUse inUse) {
  /** What every lab on Docker may be made of. */
  private static final List<String> IMAGES =
      List.of("fieldbench/gate:1", "fieldbench/mosquitto:1", "fieldbench/workspace:1");

  /**
   * @param installation tells the containers of this portal from those of others
   * @throws RuntimeUnavailable where Docker is asked for and cannot be had
   */
  static ChosenRuntime of(LabProperties properties, String installation) {
    if (properties.runtime() == RuntimeChoice.EMBEDDED) {
      return embedded(properties, Reason.ASKED_FOR, "");
    }
    boolean must = properties.runtime() == RuntimeChoice.DOCKER;
    var docker = new DockerRuntime(DockerRuntime.Options.of(properties.address(), installation));
    boolean taken = false;
    try {
      String version = docker.version();
      List<String> missing = docker.missing(IMAGES);
      if (missing.isEmpty()) {
        taken = true;
        Reason reason = must ? Reason.ASKED_FOR : Reason.ENGINE_ANSWERS;
        return new ChosenRuntime(docker, new RuntimeInUse(docker.name(), reason, version));
      }
      String images = String.join(", ", missing);
      if (must) {
        throw new RuntimeUnavailable(
            "Labs cannot run on Docker: the Engine lacks the images "
                + images
                + ". ./fieldbench images builds them.");
      }
      return embedded(properties, Reason.IMAGES_MISSING, images);
    } catch (LabException e) {
      if (must) {
        throw new RuntimeUnavailable("Labs cannot run on Docker: " + e.getMessage() + ".");
      }
      return embedded(properties, Reason.NO_ENGINE, String.valueOf(e.getMessage()));
    } finally {
      if (!taken) {
        docker.close();
      }
    }
  }

  private static ChosenRuntime embedded(LabProperties properties, Reason reason, String detail) {
    var runtime = new EmbeddedRuntime(properties.address(), properties.folder());
    return new ChosenRuntime(runtime, new RuntimeInUse(runtime.name(), reason, detail));
  }
}
