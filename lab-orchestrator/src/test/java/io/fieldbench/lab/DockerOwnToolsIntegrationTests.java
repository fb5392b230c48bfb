package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import io.fieldbench.lab.docker.DockerRuntime;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
class DockerOwnToolsIntegrationTests extends OwnToolsContractTests {
  /** More than the broker lets in. */
  private static final int MANY = 200;

  private final String installation = Docker.newInstallation();
  private final Deque<Socket> strangers = new ArrayDeque<>();

  @Override
  LabRuntime create(LabAddress address, Path folder) {
    return Docker.runtime(DockerRuntime.Options.of(address, installation));
  }

  @Override
  boolean labsOutliveTheRuntime() {
    return true;
  }

  @AfterEach
  void removeInstallation() throws IOException {
    leave();
    Docker.remove(installation);
  }

  private void leave() throws IOException {
    while (!strangers.isEmpty()) {
      strangers.pop().close();
    }
  }

  /** Opens connections that never say who they are. */
  private void crowd(Endpoint door, SocketFactory factory) {
    for (int i = 0; i < MANY; i++) {
      try {
        Socket stranger = factory.createSocket(door.host(), door.port());
        strangers.push(stranger);
        if (stranger instanceof SSLSocket under) {
          under.startHandshake();
        }
      } catch (IOException e) {
        // It is not let in.
      }
    }
  }

  /** An Engine before 28 forwards to a published port of a container whatever is routed there. */
  @Test
  @EnabledIf(value = "io.fieldbench.lab.Neighbour#canBe", disabledReason = Neighbour.CANNOT_BE)
  void aNeighbourThatRoutesToTheGateFindsNoWayInWithoutTls() throws Exception {
    String control = Docker.control(installation);
    String network = "fieldbench.%s.%s".formatted(installation, lab.id());
    String broker = Shell.in(lab.id(), "broker").address(network);
    try (var neighbour = new Neighbour("10.230.0.0/16")) {
      assertThat(neighbour.knock(Shell.in(lab.id(), "-gate").address(control), 10_000)).isEmpty();

      String open = openGate(control, network, broker);
      String address = Shell.of(open).address(control);
      await().until(() -> neighbour.knock(address, 10_000).startsWith("2002"));
    }
  }

  /** A gate that answers everybody. */
  private String openGate(String control, String network, String broker) {
    var port = ExposedPort.tcp(10_000);
    String id =
        Docker.client()
            .createContainerCmd("fieldbench/gate:1")
            .withEnv("GATE=10000=" + broker + ":1883")
            .withLabels(Map.of("io.fieldbench.installation", installation))
            .withExposedPorts(port)
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withNetworkMode(control)
                    .withPortBindings(new PortBinding(Binding.bindIp("127.0.0.1"), port)))
            .exec()
            .getId();
    Docker.client().connectToNetworkCmd().withContainerId(id).withNetworkId(network).exec();
    Docker.client().startContainerCmd(id).exec();
    return id;
  }

  @Test
  void strangersOutsideLeaveThePortalItsWayIn() throws Exception {
    crowd(outside(lab), Trust.in(authority(lab)));
    assertThat(lab.ready()).isTrue();
    leave();

    // As many at a door without that bound, which is closed to others, take the broker's last
    // place.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          // The broker turns those away that say nothing; more of them come.
          crowd(lab.endpoints().get("mqtt"), SocketFactory.getDefault());
          return !lab.ready();
        });
    leave();
    await().atMost(Duration.ofMinutes(1)).until(lab::ready);
  }
}
