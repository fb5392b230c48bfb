package io.fieldbench.assessment.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Grader;
import io.fieldbench.assessment.Observation;
import io.fieldbench.assessment.Observation.AccessTried;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.assessment.Observation.Published;
import io.fieldbench.assessment.Observation.RecordingStopped;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.ExerciseCatalog;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.exercise.MessagePattern.Condition;
import io.fieldbench.exercise.Scenario;
import io.fieldbench.exercise.Scenario.Action;
import io.fieldbench.exercise.Scenario.Phase;
import io.fieldbench.exercise.Scenario.Step;
import io.fieldbench.exercise.Variant;
import io.fieldbench.kit.agent.KitConfig;
import io.fieldbench.kit.agent.VirtualKit;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker and a real (virtual) kit; scenarios made for the test. */
class ProbeIntegrationTests {
  private static final LocalizedText TITLE = new LocalizedText("x", "x");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static EmbeddedRuntime runtime;
  private static int labs;

  private final CountDownLatch begun = new CountDownLatch(1);
  private Variant variant;
  private String temperature;
  private Lab lab;
  private VirtualKit kit;

  @BeforeAll
  static void open(@TempDir Path folder) {
    runtime = new EmbeddedRuntime("127.0.0.1", folder);
  }

  @AfterAll
  static void closeRuntime() {
    runtime.close();
  }

  @BeforeEach
  void build() throws LabException {
    variant =
        ExerciseCatalog.shipped(FrameworkCatalog.shipped())
            .find("mqtt-overheat-alarm")
            .orElseThrow()
            .forCandidate(7);
    temperature = variant.kit().readings().get("motor-temperature");
    lab = runtime.start(LabRequest.fresh(new LabId("probe-" + labs++), variant.lab()));
    var broker = lab.endpoints().get("mqtt");
    var own = lab.credentials("kit");
    kit =
        VirtualKit.start(
            new KitConfig(
                "k",
                broker.host(),
                broker.port(),
                own.username(),
                own.password(),
                "motor",
                variant.kit().readings(),
                7,
                Duration.ofMillis(100)));
    await().until(kit::connected);
  }

  @AfterEach
  void destroy() {
    kit.close();
    lab.destroy();
  }

  private Phase phase(String name, MessagePattern never, Step... steps) {
    return new Phase(name, TITLE, never, List.of(steps));
  }

  private Variant with(Phase... phases) {
    return with(List.of(), phases);
  }

  private Variant with(List<Check> checks, Phase... phases) {
    return new Variant(
        variant.exercise(),
        variant.seed(),
        variant.values(),
        variant.shown(),
        variant.brief(),
        variant.lab(),
        variant.kit(),
        new Scenario(List.of("#"), List.of(phases)),
        variant.runs(),
        checks,
        variant.starter());
  }

  private Evidence run(Phase... phases) throws ProbeException, InterruptedException {
    return Probe.run(with(phases), lab, Optional.empty(), "k", (phase, index) -> begun.countDown());
  }

  private FutureTask<Evidence> start(Phase... phases) throws InterruptedException {
    var task = new FutureTask<>(() -> run(phases));
    thread = Thread.ofVirtual().start(task);
    assertThat(begun.await(20, SECONDS)).isTrue();
    return task;
  }

  private Thread thread;

  private static void failsSoon(FutureTask<Evidence> task, String reason) {
    assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining(reason);
  }

  private MessagePattern value(String atLeast, String atMost) {
    return new MessagePattern(
        temperature,
        Map.of(
            "/value",
            new Condition(
                null,
                atLeast == null ? null : new BigDecimal(atLeast),
                atMost == null ? null : new BigDecimal(atMost))));
  }

  private MqttAsyncClient trainee() throws MqttException {
    var broker = lab.endpoints().get("mqtt");
    var client =
        new MqttAsyncClient(
            "tcp://%s:%d".formatted(broker.host(), broker.port()), "t", new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setUserName(lab.credentials("trainee").username());
    options.setPassword(lab.credentials("trainee").password().getBytes(StandardCharsets.UTF_8));
    options.setAutomaticReconnect(false);
    client.connect(options).waitForCompletion(5_000);
    return client;
  }

  @Test
  void observationsAreNumberedInOrderAndPhasesMeet() throws Exception {
    Evidence evidence =
        run(
            phase("one", null, new Step.SetKit(Map.of("load", "100"))),
            phase("two", null, new Step.Until(value("25", null), Duration.ofSeconds(20))));
    assertThat(evidence.observations())
        .extracting(Observation::number)
        .startsWith(1, 2)
        .isSorted()
        .doesNotHaveDuplicates();
    var kinds =
        evidence.observations().stream()
            .filter(o -> !(o instanceof MessageSeen))
            .map(o -> o.getClass().getSimpleName())
            .toList();
    assertThat(kinds)
        .containsExactly("PhaseBegan", "KitCommanded", "PhaseEnded", "PhaseBegan", "PhaseEnded");
    assertThat(evidence.observations().getLast()).isInstanceOf(Observation.PhaseEnded.class);
  }

  @Test
  void leavesThePlantAtRest() throws Exception {
    run(
        phase(
            "one",
            null,
            new Step.SetKit(Map.of("load", "100")),
            new Step.Until(value("26", null), Duration.ofSeconds(20))));
    // Falls by itself, so the load was taken away.
    run(phase("two", null, new Step.Until(value(null, "25"), Duration.ofSeconds(30))));
  }

  @Test
  void triesWhatIsAllowedAndWhatIsNot() throws Exception {
    Evidence evidence =
        run(
            phase(
                "one",
                null,
                new Step.Try("anonymous", "anonymous", Action.CONNECT, ""),
                new Step.Try("connect", "trainee", Action.CONNECT, ""),
                new Step.Try("forge", "trainee", Action.PUBLISH, temperature),
                new Step.Try("publish", "trainee", Action.PUBLISH, "a/b"),
                new Step.Try("subscribe", "trainee", Action.SUBSCRIBE, "a/#"),
                new Step.Try("spy", "kit", Action.SUBSCRIBE, "#")));
    assertThat(evidence.observations())
        .filteredOn(AccessTried.class::isInstance)
        .extracting(o -> ((AccessTried) o).id() + " " + ((AccessTried) o).allowed())
        .containsExactly(
            "anonymous false",
            "connect true",
            "forge false",
            "publish true",
            "subscribe true",
            "spy false");
  }

  @Test
  void publishesAsTheGraderMay() throws Exception {
    byte[] payload = {0, (byte) 0xff, '1'};
    Evidence evidence =
        run(
            phase(
                "one",
                null,
                new Step.Publish("fieldbench/kit/x", payload, 1, true),
                new Step.Until(
                    new MessagePattern("fieldbench/kit/x", Map.of()), Duration.ofSeconds(5)),
                new Step.Join("late", "fieldbench/kit/x", Duration.ofMillis(700))));
    assertThat(evidence.observations())
        .filteredOn(o -> o instanceof MessageSeen m && m.topic().equals("fieldbench/kit/x"))
        .extracting(o -> ((MessageSeen) o).observer() + " " + ((MessageSeen) o).retained())
        .containsExactly("grader false", "late true");
    assertThat(evidence.observations())
        .filteredOn(Published.class::isInstance)
        .singleElement()
        .satisfies(o -> assertThat(((Published) o).bytes()).isEqualTo(3));
    assertThatThrownBy(() -> run(phase("one", null, new Step.Publish("a/b", payload, 1, false))))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("refuses PUBLISH a/b to grader");
  }

  @Test
  void anAnswerThatComesBeforeTheWaitBeginsCounts() throws Exception {
    Step[] steps = new Step[22];
    Arrays.setAll(steps, i -> new Step.Publish("fieldbench/kit/" + i, new byte[1], 1, false));
    steps[21] =
        new Step.Until(new MessagePattern("fieldbench/kit/0", Map.of()), Duration.ofSeconds(2));
    run(phase("one", null, steps));
    // What an earlier step waited for is over.
    assertThatThrownBy(() ->
            run(
                phase(
                    "one",
                    null,
                    steps[0],
                    new Step.Repeat(2, List.of(new Step.Pause(Duration.ofMillis(500)))),
                    steps[21])))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("no message with any content on fieldbench/kit/0 within 2 s");
  }

  @Test
  void aLateObserverGetsWhatIsKeptAndTheGraderDoesNot() throws Exception {
    MqttAsyncClient trainee = trainee();
    trainee.publish("a/b", "kept".getBytes(), 1, true).waitForCompletion(5_000);
    Evidence evidence =
        run(phase("one", null, new Step.Join("late", "a/b", Duration.ofMillis(700))));
    assertThat(evidence.observations())
        .filteredOn(o -> o instanceof MessageSeen m && m.topic().equals("a/b"))
        .singleElement()
        .satisfies(o -> {
          assertThat(((MessageSeen) o).observer()).isEqualTo("late");
          assertThat(((MessageSeen) o).retained()).isTrue();
        });
    trainee.disconnectForcibly(0, 1, false);
    trainee.close(true);
  }

  @Test
  void aStoppedBrokerIsNoFaultOfTheTrainees() throws Exception {
    var task = start(phase("one", null, new Step.Pause(LONG)));
    lab.faults().stop("broker");
    // Which of the two is told first, the lost connection or the kit's last will, is chance.
    failsSoon(task, "during the check");
    assertThatThrownBy(() -> run(phase("one", null)))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aLostKitIsNoFaultOfTheTrainees() throws Exception {
    var task = start(phase("one", null, new Step.Pause(LONG)));
    kit.close();
    failsSoon(task, "kit went offline");
    assertThatThrownBy(() -> run(phase("one", null, new Step.Pause(LONG))))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("no reading for 5 s");
    assertThatThrownBy(() -> run(phase("one", null, new Step.SetKit(Map.of("load", "1")))))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("did not acknowledge load = 1 within 3 s");
  }

  @Test
  void aStimulusThatDoesNotTakeIsAnError() {
    assertThatThrownBy(
            () -> run(phase("one", null, new Step.Until(value("90", null), Duration.ofSeconds(1)))))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("value ≥ 90");
    assertThatThrownBy(() -> run(phase("one", value("10", null), new Step.Pause(LONG))))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("must not go");
    assertThatThrownBy(() -> run(phase("one", null, new Step.SetKit(Map.of("load", "many")))))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("refuses load = many");
  }

  @Test
  void aCheckWhoseStimulusNeverCameIsAnError() {
    Check raise = variant.checks().getFirst();
    Variant cold =
        with(List.of(raise), phase("heat", null, new Step.Pause(Duration.ofMillis(300))));
    assertThatThrownBy(() -> Probe.run(cold, lab, Optional.empty(), "k", (phase, index) -> {}))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("these checks should answer: raise");
  }

  @Test
  void canBeInterrupted() throws Exception {
    var task = start(phase("one", null, new Step.Pause(LONG)));
    thread.interrupt();
    assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void aFloodEndsTheCheckAndFailsIt() throws Exception {
    var task = start(phase("settle", null, new Step.Pause(LONG)));
    MqttAsyncClient trainee = trainee();
    byte[] payload = new byte[64];
    Evidence evidence = null;
    for (int i = 0; evidence == null; i++) {
      trainee.publish("flood", payload, 0, false).waitForCompletion(5_000);
      if (i % 1_000 == 0) {
        try {
          evidence = task.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          assertThat(i).isLessThan(200_000);
        }
      }
    }
    trainee.disconnectForcibly(0, 1, false);
    trainee.close(true);
    assertThat(evidence.observations().getLast()).isInstanceOf(RecordingStopped.class);
    var verdict = Grader.grade(variant.checks(), Evidence.fromJson(evidence.toJson()));
    assertThat(verdict.points()).isZero();
    assertThat(verdict.results())
        .allSatisfy(r -> assertThat(r.seen().en()).contains("more than can be recorded"));
  }
}
