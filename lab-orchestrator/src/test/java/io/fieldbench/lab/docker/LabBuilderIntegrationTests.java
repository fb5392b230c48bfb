package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.model.HostConfig;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.docker.Subnets.Subnet;
import java.util.ArrayList;
import java.util.List;
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
      String container = gate(engine, network);
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

  /** Each process made one before it saw the other's, and a gate stands on the first already. */
  @Test
  void twoControlNetworksOfOneInstallationDoNoHarm() throws Exception {
    String installation = "t-" + UUID.randomUUID();
    try (var engine = new Engine("")) {
      var networks =
          new LabNetworks(
              engine,
              installation,
              new Subnets(Subnet.parse("10.229.112.0/24"), 28),
              new Subnets(Subnet.parse("10.229.64.0/18"), 20));
      List<String> made = List.of(networks.makeControl(), networks.makeControl());
      var containers = new ArrayList<String>();
      try {
        for (String network : List.of(made.getFirst(), made.getLast(), networks.control())) {
          String container = gate(engine, network);
          containers.add(container);
          Containers.start(engine, "gate", container);
        }
        assertThat(made).contains(networks.control());
      } finally {
        for (String container : containers) {
          engine.run(
              "remove it", docker -> docker.removeContainerCmd(container).withForce(true).exec());
        }
        for (String network : made) {
          engine.run("remove it", docker -> docker.removeNetworkCmd(network).exec());
        }
      }
    }
  }

  /** Not started; it waits for a minute. */
  private static String gate(Engine engine, String network) throws LabException {
    return engine.call(
        "make a container",
        docker ->
            docker
                .createContainerCmd("fieldbench/gate:1")
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode(network))
                .withEntrypoint("sleep", "60")
                .exec()
                .getId());
  }
}
