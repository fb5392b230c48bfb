package io.fieldbench.assessment;

import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.exercise.ExerciseCatalog;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.docker.DockerRuntime;

/** Labs of containers, where an Engine answers and has the images. */
public final class Engine {
  public static final String ABSENT =
      "needs a Docker Engine with the images gate, mosquitto and workspace (./fieldbench images)";

  private Engine() {}

  /** A runtime whose labs are those of tests. */
  public static DockerRuntime runtime() {
    return new DockerRuntime(DockerRuntime.Options.of("127.0.0.1", "test-assess"));
  }

  /** The exercise whose checks need a workspace. */
  public static Variant normaliser(long seed) {
    return ExerciseCatalog.shipped(FrameworkCatalog.shipped())
        .find("payload-normaliser")
        .orElseThrow()
        .forCandidate(seed);
  }

  /** For {@code @EnabledIf}. */
  public static boolean answers() {
    try (var runtime = runtime()) {
      return runtime.sandbox().isPresent() && runtime.unsupported(normaliser(1).lab()).isEmpty();
    }
  }
}
