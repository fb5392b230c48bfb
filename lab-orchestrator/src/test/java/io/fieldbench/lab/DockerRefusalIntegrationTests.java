package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.docker.DockerRuntime.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labs that cannot be built: a reason for people, and nothing left behind. */
@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
class DockerRefusalIntegrationTests {
  private static final Limits SOME = new Limits(64L * 1024 * 1024, 0.5, 64);

  private final String installation = Docker.newInstallation();

  @AfterEach
  void removeInstallation() {
    Docker.remove(installation);
  }

  private Options options(String pool, int seconds) {
    return new Options(
        LabAddress.loopback("127.0.0.1"),
        installation,
        pool,
        "10.230.0.0/16",
        Duration.ofSeconds(seconds),
        "");
  }

  private static LabRequest fresh(LabSpec spec) {
    return LabRequest.fresh(OneLab.newId(), spec);
  }

  private static LabSpec spec(String image, Limits limits, String... command) {
    return new LabSpec(
        List.of(
            new Service(
                "plc",
                image,
                Map.of("SECRET", "\u001b[31mred"),
                limits,
                Map.of("modbus", 1502),
                List.of(),
                List.of(command),
                Map.of())));
  }

  private void assertNothingIsLeft() {
    var label = List.of("io.fieldbench.installation=" + installation);
    assertThat(Docker.client().listContainersCmd().withShowAll(true).withLabelFilter(label).exec())
        .isEmpty();
    assertThat(Docker.client().listNetworksCmd().withFilter("label", label).exec())
        .allMatch(network -> network.getName().startsWith("fieldbench-control-"));
  }

  private String refusal(Options options, LabSpec spec) {
    try (var runtime = Docker.runtime(options)) {
      var exception = catchThrowableOfType(LabException.class, () -> runtime.start(fresh(spec)));
      assertThat(exception).as("the lab was started").isNotNull();
      assertNothingIsLeft();
      return String.valueOf(exception.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5, 64",
    "67108864, 0, 64",
    "67108864, 0.5, 0",
    "-1, 0.5, 64",
    "67108864, -1, 64",
    "67108864, NaN, 64",
    "67108864, 0.5, -1"
  })
  void aServiceWithoutALimitIsNotStarted(long memory, double cpus, int pids) {
    LabSpec spec = spec("fieldbench/workspace:1", new Limits(memory, cpus, pids), "sleep", "99");
    assertThat(refusal(options("10.231.0.0/16", 30), spec)).contains("plc").contains("limits");
  }

  @Test
  void aServiceThatEndsIsReportedWithTheEndOfItsLog() {
    LabSpec spec =
        spec("fieldbench/workspace:1", SOME, "sh", "-c", "echo no $SECRET register 40001; exit 3");
    assertThat(refusal(options("10.231.0.0/16", 30), spec))
        .contains("service plc ended")
        .contains("no red register 40001")
        .doesNotContain("\u001b");
  }

  @Test
  void aServiceThatNeverAnswersIsReportedWithTheEndOfItsLog() {
    LabSpec spec =
        spec("fieldbench/workspace:1", SOME, "sh", "-c", "echo waiting for the bus; sleep 99");
    assertThat(refusal(options("10.231.0.0/16", 1), spec))
        .contains("service plc did not get ready")
        .contains("waiting for the bus");
  }

  @Test
  void aServiceThatAnswersIsReady() throws Exception {
    LabSpec spec = spec("fieldbench/workspace:1", SOME, "python3", "-m", "http.server", "1502");
    try (var runtime = Docker.runtime(options("10.231.0.0/16", 30))) {
      Lab lab = runtime.start(fresh(spec));
      assertThat(lab.ready()).isTrue();
      lab.faults().stop("plc");
      assertThat(lab.ready()).isFalse();
      lab.destroy();
    }
  }

  @Test
  void aMissingImageIsNamedWithItsRemedy() {
    assertThat(refusal(options("10.231.0.0/16", 30), spec("fieldbench/nosuch:1", SOME)))
        .contains("fieldbench/nosuch:1 is missing")
        .contains("./fieldbench images nosuch");
    assertThat(refusal(options("10.231.0.0/16", 30), spec("nosuch/image:7", SOME)))
        .contains("docker pull nosuch/image:7");
  }

  @Test
  void anImageThatRunsAsRootIsRefused() {
    assertThat(refusal(options("10.231.0.0/16", 30), spec("debian:bookworm-slim", SOME)))
        .contains("user other than root");
  }

  @Test
  void aWorkspaceOfAnotherUserIsRefused() {
    LabSpec guarded = ContractLabs.guarded();
    LabSpec desk =
        new LabSpec(
            guarded.services(), Optional.of(new LabSpec.WorkspaceSpec("broker", "/home/trainee")));
    assertThat(refusal(options("10.231.0.0/16", 30), desk)).contains("is no workspace");
  }

  @Test
  void clientsOfWhatIsNoMosquittoAreRefused() {
    LabSpec guarded = ContractLabs.guarded();
    Service broker = guarded.services().getFirst();
    LabSpec other =
        new LabSpec(
            List.of(
                new Service(
                    "broker",
                    "fieldbench/workspace:1",
                    Map.of(),
                    SOME,
                    broker.ports(),
                    broker.clients())));
    assertThat(refusal(options("10.231.0.0/16", 30), other)).contains("fieldbench/mosquitto");
  }

  @Test
  void anEngineThatDoesNotAnswerIsNamed() {
    var options =
        new Options(
            LabAddress.loopback("127.0.0.1"),
            installation,
            "10.231.0.0/16",
            "10.230.0.0/16",
            Duration.ofSeconds(1),
            "unix:///nonexistent/docker.sock");
    String silence = "the Docker Engine at unix:///nonexistent/docker.sock does not answer";
    try (var runtime = Docker.runtime(options)) {
      assertThat(runtime.unsupported(ContractLabs.guarded()))
          .singleElement()
          .asString()
          .contains(silence);
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> runtime.start(fresh(ContractLabs.guarded())))
          .withMessageContaining(silence);
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> runtime.reconcile(Set::of))
          .withMessageContaining(silence);
    }
  }

  @Test
  void aFullPoolIsNamed() throws Exception {
    try (var runtime = Docker.runtime(options("10.229.77.0/27", 30))) {
      runtime.start(fresh(ContractLabs.guarded()));
      runtime.start(fresh(ContractLabs.guarded()));
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> runtime.start(fresh(ContractLabs.guarded())))
          .withMessageContaining("10.229.77.0/27 are taken");
    }
  }

  /** Two processes that deal out the same pool do not know of each other. */
  @Test
  void twoRuntimesShareAPoolToItsLastSubnet() throws Exception {
    var labs = new ArrayList<Lab>();
    try (var one = Docker.runtime(options("10.229.78.0/25", 120));
        var two = Docker.runtime(options("10.229.78.0/25", 120));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts = new ArrayList<Callable<Lab>>();
      starts.addAll(Collections.nCopies(4, () -> one.start(fresh(ContractLabs.guarded()))));
      starts.addAll(Collections.nCopies(4, () -> two.start(fresh(ContractLabs.guarded()))));
      for (Future<Lab> lab : executor.invokeAll(starts)) {
        labs.add(lab.get());
      }
      assertThat(labs).hasSize(8).allMatch(Lab::ready);
    }
  }

  /** Its pool has room for two. */
  @Test
  void theControlNetworkOfAnInstallationWithoutLabsGivesWay() throws Exception {
    List<String> others = List.of(Docker.newInstallation(), Docker.newInstallation());
    try (var lives = Docker.runtime(fewControls(others.getFirst()));
        var ended = Docker.runtime(fewControls(others.getLast()));
        var comes = Docker.runtime(fewControls(installation))) {
      Lab kept = lives.start(fresh(ContractLabs.guarded()));
      ended.start(fresh(ContractLabs.guarded())).destroy();
      assertThat(comes.start(fresh(ContractLabs.guarded())).ready()).isTrue();
      assertThat(kept.ready()).isTrue();
      // Where nothing can give way, that is said.
      assertThatThrownBy(() -> ended.start(fresh(ContractLabs.guarded())))
          .hasMessageContaining("all subnets of 10.229.96.0/19 are taken");
    } finally {
      others.forEach(Docker::remove);
    }
  }

  /** Each time one has to give way, and the other process wants that place too. */
  @Test
  void installationsThatComeAndGoFindAPlaceForTheirControlNetwork() throws Exception {
    var ended = new ConcurrentLinkedQueue<String>();
    Callable<Boolean> comeAndGo =
        () -> {
          for (int i = 0; i < 6; i++) {
            String comes = Docker.newInstallation();
            ended.add(comes);
            try (var runtime = Docker.runtime(fewControls(comes))) {
              runtime.start(fresh(ContractLabs.guarded())).destroy();
            }
          }
          return true;
        };
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> done : executor.invokeAll(List.of(comeAndGo, comeAndGo))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      ended.forEach(Docker::remove);
    }
  }

  private static Options fewControls(String installation) {
    return new Options(
        LabAddress.loopback("127.0.0.1"),
        installation,
        "10.231.0.0/16",
        "10.229.96.0/19",
        Duration.ofSeconds(120),
        "");
  }

  @Test
  void twentyLabsAtOnceAllStart() throws Exception {
    try (var runtime = Docker.runtime(options("10.231.0.0/16", 120));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Lab> start = () -> runtime.start(fresh(ContractLabs.guarded()));
      var labs = new ArrayList<Lab>();
      for (Future<Lab> lab : executor.invokeAll(Collections.nCopies(20, start))) {
        labs.add(lab.get());
      }
      assertThat(labs).hasSize(20).allMatch(Lab::ready);
    }
  }
}
