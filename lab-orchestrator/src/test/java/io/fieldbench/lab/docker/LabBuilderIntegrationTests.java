package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.model.HostConfig;
import io.fieldbench.lab.LabException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the Engine says where another process was faster. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = TestEngine.ABSENT)
class LabBuilderIntegrationTests {
  @Test
  void aControlNetworkThatGaveWayBeforeItsGateStartedIsKnownByWhatTheEngineSays() throws Exception {
    String name = LabNetworks.CONTROL + UUID.randomUUID();
    try (var engine = new Engine("")) {
      String network =
          engine.call(
              "make a network", docker -> docker.createNetworkCmd().withName(name).exec().getId());
      String container =
          engine.call(
              "make a container",
              docker ->
                  docker
                      .createContainerCmd("fieldbench/gate:1")
                      .withHostConfig(HostConfig.newHostConfig().withNetworkMode(network))
                      .exec()
                      .getId());
      try {
        engine.run("remove it", docker -> docker.removeNetworkCmd(network).exec());
        LabException refused =
            catchThrowableOfType(
                LabException.class, () -> Containers.start(engine, "gate", container));
        assertThat(LabBuilder.isGone(refused)).as(refused.getMessage()).isTrue();
        assertThat(LabBuilder.isGone(new LabException("network other not found"))).isFalse();
      } finally {
        engine.run(
            "remove it", docker -> docker.removeContainerCmd(container).withForce(true).exec());
      }
    }
  }
}
