package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.docker.Images.Image;
import io.fieldbench.lab.docker.Images.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Building, with an image of the test's own that takes a moment. */
@EnabledIf(
    value = "io.fieldbench.lab.Docker#answers",
    disabledReason = "no Docker Engine answers here")
class ImagesIntegrationTests {
  private static final String BASE = "FROM debian:bookworm-slim\n";

  private final String name = "test-" + UUID.randomUUID().toString().substring(0, 13);
  private final List<String> steps = new ArrayList<>();

  private Images of(String dockerfile) {
    return new Images(
        "", List.of(new ImageSources(name, Map.of("Dockerfile", dockerfile.getBytes()))));
  }

  private State state(String dockerfile) throws LabException {
    try (Images images = of(dockerfile)) {
      return images.list().getFirst().state();
    }
  }

  private Image build(String dockerfile) throws LabException {
    steps.clear();
    try (Images images = of(dockerfile)) {
      return images.build(name, steps::add);
    }
  }

  @AfterEach
  void remove() throws LabException {
    try (var engine = new Engine("")) {
      engine.run(
          "remove what was built",
          docker ->
              docker
                  .listImagesCmd()
                  .withLabelFilter(Map.of("fieldbench.test", name))
                  .exec()
                  .forEach(image -> docker.removeImageCmd(image.getId()).withForce(true).exec()));
    }
  }

  @Test
  void anImageIsBuiltWhenItIsMissingOrOutdated() throws LabException {
    String first = BASE + "LABEL fieldbench.test=" + name + "\n";
    String second = first + "USER 1:1\n";
    assertThat(state(first)).isEqualTo(State.MISSING);

    Image built = build(first);
    assertThat(built.tag()).isEqualTo("fieldbench/" + name + ":1");
    assertThat(built.state()).isEqualTo(State.CURRENT);
    assertThat(built.bytes()).isGreaterThan(10_000_000);
    assertThat(steps).first().asString().startsWith("Step 1/").contains("FROM");
    assertThat(state(first)).isEqualTo(State.CURRENT);
    assertThat(build(first)).isEqualTo(built);
    assertThat(steps).isEmpty();

    assertThat(state(second)).isEqualTo(State.OUTDATED);
    assertThat(build(second).state()).isEqualTo(State.CURRENT);
    assertThat(state(first)).isEqualTo(State.OUTDATED);
  }

  @Test
  void aStepThatFailsIsToldWithWhatItPrinted() throws LabException {
    String failing = BASE + "LABEL fieldbench.test=" + name + "\nRUN echo the reason; exit 7\n";
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> build(failing))
        .withMessageContaining("fieldbench/" + name)
        .withMessageContaining("the reason")
        .withMessageContaining("7");
    assertThat(state(failing)).isEqualTo(State.MISSING);
  }

  @Test
  void aMissingBaseIsNamedWithTheWayToMakeIt() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> build("FROM fieldbench-absent:1\n"))
        .withMessageContaining("fieldbench-absent:1")
        .withMessageContaining("debootstrap");
    assertThat(steps).isEmpty();
  }
}
