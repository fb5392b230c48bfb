package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How labs come, fail, are restored and go, on every runtime. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class LabLifeContractTests {
  LabRuntime runtime;

  abstract LabRuntime create();

  /** Whether labs go on when their runtime is closed. */
  boolean labsOutliveTheRuntime() {
    return false;
  }

  @BeforeAll
  void createRuntime() {
    runtime = create();
  }

  @AfterAll
  void closeRuntime() {
    runtime.close();
  }

  private static LabRequest fresh() {
    return LabRequest.fresh(OneLab.newId(), ContractLabs.guarded());
  }

  private static MqttUser user(Lab lab, String client) throws Exception {
    return OneLab.user(lab, client);
  }

  static boolean listens(Endpoint endpoint) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aLabIsRestoredAtTheSamePortWithTheSameCredentials() throws Exception {
    LabRequest request = fresh();
    Lab lab = runtime.start(request);
    int port = lab.endpoints().get("mqtt").port();
    try (var trainee = user(lab, "trainee").connect()) {
      lab.destroy();
      await().until(() -> !trainee.connected());
    }
    Lab again =
        runtime.start(
            new LabRequest(
                request.id(), request.spec(), request.credentials(), Map.of("mqtt", port)));
    assertThat(again.endpoints().get("mqtt").port()).isEqualTo(port);
    try (var trainee =
        new MqttUser(again.endpoints().get("mqtt"), request.credentials().get("trainee"))) {
      trainee.connect();
      assertThat(trainee.connected()).isTrue();
    }
    again.destroy();
  }

  @Test
  void aTakenPortIsNamedAndNothingIsLeft() throws Exception {
    LabRequest request = fresh();
    LabRequest fixed;
    try (var taken = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      fixed =
          new LabRequest(
              request.id(),
              request.spec(),
              request.credentials(),
              Map.of("mqtt", taken.getLocalPort()));
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> runtime.start(fixed))
          .withMessageContaining("port " + taken.getLocalPort());
    }
    Lab lab = runtime.start(fixed);
    assertThat(lab.ready()).isTrue();
    lab.destroy();
  }

  @Test
  void aLabRunsOnce() throws Exception {
    LabRequest request = fresh();
    Lab lab = runtime.start(request);
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> runtime.start(request))
        .withMessageContaining(request.id().value());
    assertThat(lab.ready()).isTrue();
    lab.destroy();
  }

  @Test
  void aStoppedBrokerIsGoneAndComesBackEmptyAtTheSamePlace() throws Exception {
    Lab lab = runtime.start(fresh());
    Endpoint before = lab.endpoints().get("mqtt");
    try (var trainee = user(lab, "trainee").connect()) {
      trainee.publish("keep", "kept", 1, true);
      lab.faults().stop("broker");
      await().until(() -> !trainee.connected());
    }
    assertThat(lab.ready()).isFalse();
    OneLab.assertRefused(user(lab, "trainee"));
    lab.faults().stop("broker");

    lab.faults().start("broker");
    lab.faults().start("broker");
    assertThat(lab.ready()).isTrue();
    assertThat(lab.endpoints().get("mqtt")).isEqualTo(before);
    try (var trainee = user(lab, "trainee").connect()) {
      trainee.subscribe("keep");
      trainee.publish("keep", "end");
      OneLab.awaitTexts(trainee, List.of("end"));
    }
    lab.destroy();
  }

  @Test
  void anUnknownServiceOrClientIsNamed() throws Exception {
    Lab lab = runtime.start(fresh());
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> lab.faults().stop("database"))
        .withMessageContaining("database")
        .withMessageContaining("broker");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lab.credentials("nobody"))
        .withMessageContaining("nobody")
        .withMessageContaining("trainee");
    assertThat(lab.ready()).isTrue();
    lab.destroy();
  }

  @Test
  void destroyFreesThePortAndMayBeRepeated() throws Exception {
    Lab lab = runtime.start(fresh());
    Endpoint endpoint = lab.endpoints().get("mqtt");
    assertThat(listens(endpoint)).isTrue();
    lab.destroy();
    lab.destroy();
    assertThat(listens(endpoint)).isFalse();
    assertThat(lab.ready()).isFalse();
    assertThatExceptionOfType(LabException.class).isThrownBy(() -> lab.faults().start("broker"));
    assertThat(listens(endpoint)).isFalse();
  }

  @Test
  void eightLabsAtOnceAreEachTheirOwn() throws Exception {
    LabRuntime many = create();
    List<Endpoint> endpoints;
    try (many) {
      var labs = new ArrayList<Lab>();
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<Lab> start = () -> many.start(fresh());
        for (Future<Lab> lab : executor.invokeAll(Collections.nCopies(8, start))) {
          labs.add(lab.get());
        }
      }
      endpoints = labs.stream().map(lab -> lab.endpoints().get("mqtt")).toList();
      assertThat(endpoints).doesNotHaveDuplicates();
      for (int i = 0; i < labs.size(); i++) {
        Endpoint endpoint = endpoints.get(i);
        new MqttUser(endpoint, labs.get(i).credentials("trainee")).connect().close();
        Lab next = labs.get((i + 1) % labs.size());
        OneLab.assertRefused(new MqttUser(endpoint, next.credentials("trainee")));
      }
    }
    assertThat(endpoints).allMatch(endpoint -> listens(endpoint) == labsOutliveTheRuntime());
    assertThatExceptionOfType(LabException.class).isThrownBy(() -> many.start(fresh()));
  }
}
