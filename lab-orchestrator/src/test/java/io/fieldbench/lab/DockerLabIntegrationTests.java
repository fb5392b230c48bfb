package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.docker.DockerRuntime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Labs that outlive a process: taken over, mended, or cleared away by the next one. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
class DockerLabIntegrationTests {
  private final String installation = Docker.newInstallation();
  private DockerRuntime runtime = Docker.runtime(installation);

  @AfterEach
  void removeInstallation() {
    runtime.close();
    Docker.remove(installation);
  }

  private static LabRequest fresh() {
    return LabRequest.fresh(OneLab.newId(), ContractLabs.guarded());
  }

  /** As a new process has it. */
  private void restart() {
    runtime.close();
    runtime = Docker.runtime(installation);
  }

  private Set<String> containers(LabId lab) {
    return Set.copyOf(
        Docker.client()
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(
                Map.of(
                    "io.fieldbench.installation", installation, "io.fieldbench.lab", lab.value()))
            .exec()
            .stream()
            .map(container -> container.getId())
            .toList());
  }

  private long networks(LabId lab) {
    return Docker.client()
        .listNetworksCmd()
        .withFilter("label", List.of("io.fieldbench.lab=" + lab))
        .exec()
        .size();
  }

  private String container(LabId lab, String service) {
    return Docker.client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of("io.fieldbench.lab", lab.value(), "io.fieldbench.service", service))
        .exec()
        .getFirst()
        .getId();
  }

  @Test
  void aLabThatRunsOnIsTakenOver() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    assertThat(before.ranOn()).isFalse();
    Set<String> containers = containers(request.id());
    try (var trainee = OneLab.user(before, "trainee").connect()) {
      trainee.publish("keep", "kept", 1, true);
      restart();
      Lab after = runtime.start(request);
      assertThat(after.ranOn()).isTrue();
      assertThat(after.endpoints()).isEqualTo(before.endpoints());
      assertThat(containers(request.id())).isEqualTo(containers);
      assertThat(trainee.connected()).isTrue();
      try (var observer = OneLab.user(after, "observer").connect()) {
        observer.subscribe("keep");
        OneLab.awaitTexts(observer, List.of("kept"));
      }
      after.faults().stop("broker");
      assertThat(after.ready()).isFalse();
      after.faults().start("broker");
      assertThat(after.ready()).isTrue();
      after.destroy();
    }
    assertThat(containers(request.id())).isEmpty();
    assertThat(networks(request.id())).isZero();
  }

  @Test
  void aLabOfOtherCredentialsIsBuiltAgainAtTheSamePort() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    restart();
    var credentials = new HashMap<>(request.credentials());
    credentials.put("trainee", new Credentials("trainee", "another"));
    Lab after = runtime.start(new LabRequest(request.id(), request.spec(), credentials, Map.of()));
    assertThat(after.ranOn()).isFalse();
    assertThat(after.endpoints()).isEqualTo(before.endpoints());
    OneLab.user(after, "trainee").connect().close();
    OneLab.assertRefused(OneLab.user(before, "trainee"));
  }

  @Test
  void aLabOfAnotherSpecIsBuiltAgainAtTheSamePort() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    restart();
    Lab after =
        runtime.start(
            new LabRequest(request.id(), ContractLabs.open(), request.credentials(), Map.of()));
    assertThat(after.ranOn()).isFalse();
    assertThat(after.endpoints()).isEqualTo(before.endpoints());
  }

  @Test
  void aLabAtAnotherPortThanAskedIsBuiltAgainThere() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    Lab other = runtime.start(fresh());
    int free = other.endpoints().get("mqtt").port();
    other.destroy();
    restart();
    Lab after =
        runtime.start(
            new LabRequest(
                request.id(), request.spec(), request.credentials(), Map.of("mqtt", free)));
    assertThat(after.ranOn()).isFalse();
    assertThat(after.endpoints().get("mqtt").port()).isEqualTo(free);
    assertThat(LabLifeContractTests.listens(before.endpoints().get("mqtt"))).isFalse();
  }

  @Test
  void aLabWithoutItsBrokerIsBuiltAgainAtTheSamePort() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    restart();
    Docker.client().removeContainerCmd(container(request.id(), "broker")).withForce(true).exec();
    Lab after = runtime.start(request);
    assertThat(after.ranOn()).isFalse();
    assertThat(after.endpoints()).isEqualTo(before.endpoints());
    assertThat(after.ready()).isTrue();
    assertThat(containers(request.id())).hasSize(2);
    assertThat(networks(request.id())).isEqualTo(1);
  }

  /** After a restart of the Engine. */
  @Test
  void aLabThatStandsStillIsBuiltAgainAtTheSamePort() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    restart();
    for (String container : containers(request.id())) {
      Docker.client().killContainerCmd(container).exec();
    }
    Lab after = runtime.start(request);
    assertThat(after.ranOn()).isFalse();
    assertThat(after.endpoints()).isEqualTo(before.endpoints());
    assertThat(after.ready()).isTrue();
  }

  @Test
  void aPausedLabIsBuiltAgainAtTheSamePort() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    restart();
    Docker.client().pauseContainerCmd(container(request.id(), "broker")).exec();
    Lab after = runtime.start(request);
    assertThat(after.ranOn()).isFalse();
    assertThat(after.endpoints()).isEqualTo(before.endpoints());
    assertThat(after.ready()).isTrue();
  }

  @Test
  void aLabThatRunsButDoesNotAnswerIsBuiltAgain() throws Exception {
    LabRequest request = fresh();
    Lab before = runtime.start(request);
    runtime.close();
    Docker.client()
        .killContainerCmd(container(request.id(), "broker"))
        .withSignal("SIGSTOP")
        .exec();
    var options =
        new DockerRuntime.Options(
            LabAddress.loopback("127.0.0.1"),
            installation,
            "10.231.0.0/16",
            "10.230.0.0/16",
            Duration.ofSeconds(8),
            "");
    runtime = Docker.runtime(options);
    Lab after = runtime.start(request);
    assertThat(after.ranOn()).isFalse();
    assertThat(after.endpoints()).isEqualTo(before.endpoints());
    assertThat(after.ready()).isTrue();
  }

  @Test
  void theGateKeepsItsPortWhenItIsRestarted() throws Exception {
    Lab lab = runtime.start(fresh());
    Docker.client().restartContainerCmd(container(lab.id(), "-gate")).withTimeout(1).exec();
    await().until(lab::ready);
    OneLab.user(lab, "trainee").connect().close();
  }

  @Test
  void labsThatNobodyKnowsAreClearedAway() throws Exception {
    LabRequest known = fresh();
    LabRequest orphan = fresh();
    runtime.start(known);
    runtime.start(orphan);
    String other = Docker.newInstallation();
    try (var others = Docker.runtime(other)) {
      Lab foreign = others.start(fresh());
      restart();
      Lab held = runtime.start(fresh());

      runtime.reconcile(() -> Set.of(known.id()));

      assertThat(containers(orphan.id())).isEmpty();
      assertThat(networks(orphan.id())).isZero();
      assertThat(containers(known.id())).hasSize(2);
      assertThat(foreign.ready()).isTrue();
      assertThat(held.ready()).as("a lab of this very process").isTrue();
      assertThat(runtime.start(known).ranOn()).isTrue();
    } finally {
      Docker.remove(other);
    }
  }

  @Test
  void aClosedRuntimeSaysSo() throws Exception {
    LabRequest request = fresh();
    Lab lab = runtime.start(request);
    runtime.close();
    assertThat(lab.ready()).isFalse();
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> lab.faults().stop("broker"))
        .withMessageContaining("closed");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> runtime.reconcile(Set::of))
        .withMessageContaining("closed");
    assertThat(containers(request.id())).hasSize(2);
  }
}
