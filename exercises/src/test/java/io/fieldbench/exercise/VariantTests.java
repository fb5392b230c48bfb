package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.LocalizedText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantTests {
  @TempDir Path catalog;

  @Test
  void everythingInTheFilesReachesTheExercise() {
    Exercise exercise = GoodFolder.in(catalog, "good").load().exercise().orElseThrow();
    assertThat(exercise.title()).isEqualTo(new LocalizedText("An alarm", "报警"));
    assertThat(exercise.time()).isEqualTo(Duration.ofMinutes(20));
    assertThat(exercise.level()).isEqualTo("2");
    assertThat(exercise.passPoints()).isEqualTo(80);
    assertThat(exercise.competencies())
        .containsExactly(
            Map.entry(new CompetencyRef("iiot-specialist", "C080"), 60),
            Map.entry(new CompetencyRef("iiot-specialist", "C078"), 40));
    assertThat(exercise.maximum()).isEqualTo(100);
    assertThat(exercise.checks()).isEqualTo(2);
    assertThat(exercise.needsWorkspace()).isFalse();
    assertThat(exercise.files()).containsKey("mutants/low/mutant.yaml").hasSize(10);
  }

  @Test
  void valuesArePutInEverywhereButTheLabsOwn() {
    Variant variant = variant(GoodFolder.in(catalog, "good"), 7);
    String site = variant.values().get("site");
    String high = variant.values().get("high");

    assertThat(variant.brief().en()).isEqualTo("Raise at " + high + " on " + site + "/alarm.\n");
    assertThat(variant.kit())
        .isEqualTo(new Variant.KitSetup("motor", 100, Map.of("motor-temperature", site + "/t")));
    assertThat(variant.shown())
        .containsExactly(
            new Variant.ShownValue("high", new LocalizedText("Threshold", "阈值"), high, "°C"),
            new Variant.ShownValue(
                "alarmTopic", new LocalizedText("Topic", "主题"), site + "/alarm", ""));
    assertThat(text(variant.starter().get("lab.properties")))
        .isEqualTo("host=${mqtt.host}\nuser=${trainee.username}\n");
    assertThat(variant.lab().service("broker").orElseThrow().clients())
        .anySatisfy(c -> assertThat(c.publish()).contains(site + "/t"));
    assertThat(variant.checks().getFirst())
        .isInstanceOfSatisfying(
            Check.MqttRespond.class,
            c -> {
              assertThat(c.when().where().get("/value").atLeast()).isEqualByComparingTo(high);
              assertThat(c.then().topic()).isEqualTo(site + "/alarm");
              assertThat(c.same()).containsExactly("/seq");
              assertThat(c.within()).isEqualTo(Duration.ofSeconds(2));
            });
    assertThat(variant.checks().get(1))
        .isInstanceOfSatisfying(
            Check.MqttObserve.class,
            c -> {
              var late = c.expectations().getFirst();
              assertThat(late.observer()).isEqualTo("late");
              assertThat(late.during()).isEmpty();
              assertThat(late.atLeast()).isEqualTo(1);
              assertThat(late.atMost()).isEqualTo(1);
              assertThat(late.retained()).isTrue();
              assertThat(late.qos()).isNull();
              var seen = c.expectations().get(1);
              assertThat(seen.observer()).isEqualTo("grader");
              assertThat(seen.during()).containsExactly("heat");
              assertThat(seen.atMost()).isEqualTo(3);
              assertThat(seen.qos()).isEqualTo(1);
              assertThat(seen.retained()).isNull();
            });
  }

  @Test
  void theScenarioIsReadStepByStep() {
    Variant variant = variant(GoodFolder.in(catalog, "good"), 7);
    String site = variant.values().get("site");
    Scenario.Phase heat = variant.scenario().phases().getFirst();

    assertThat(variant.scenario().watch()).containsExactly("#");
    assertThat(heat.never()).isNotNull();
    assertThat(heat.steps()).hasSize(5);
    assertThat(heat.steps().get(0))
        .isInstanceOfSatisfying(
            Scenario.Step.SetKit.class,
            s ->
                assertThat(s.values())
                    .containsExactly(Map.entry("fault", "none"), Map.entry("load", "100")));
    assertThat(heat.steps().get(1))
        .isInstanceOfSatisfying(
            Scenario.Step.Until.class, s -> assertThat(s.limit()).isEqualTo(Duration.ofMinutes(5)));
    assertThat(heat.steps().get(2))
        .isEqualTo(
            new Scenario.Step.Repeat(2, List.of(new Scenario.Step.Pause(Duration.ofMillis(100)))));
    assertThat(heat.steps().get(3))
        .isEqualTo(new Scenario.Step.Join("late", site + "/alarm", Duration.ofMillis(700)));
    assertThat(heat.steps().get(4))
        .isEqualTo(new Scenario.Step.Try("stranger", "anonymous", Scenario.Action.CONNECT, ""));
  }

  @Test
  void accessChecksReferToTries() {
    GoodFolder folder = GoodFolder.in(catalog, "good");
    folder.change("exercise.yaml", "kind: mqtt-observe", "kind: mqtt-access");
    folder.change(
        "exercise.yaml",
        "      - {observer: late, topic: \"${alarmTopic}\", exactly: 1, retained: true}\n",
        "      - {try: stranger, allowed: false}\n");
    folder.change(
        "exercise.yaml",
        "      - {during: [heat], topic: \"${alarmTopic}\", at-least: 1, at-most: 3, qos: 1}\n",
        "");
    assertThat(variant(folder, 1).checks().get(1))
        .isInstanceOfSatisfying(
            Check.MqttAccess.class,
            c -> assertThat(c.accesses()).containsExactly(new Check.Access("stranger", false)));
    assertThat(folder.change("exercise.yaml", "{try: stranger,", "{try: friend,").problems())
        .containsExactly(
            "exercise.yaml: /checks/1/expect/0/try: the scenario has no try 'friend'; it has"
                + " stranger");
  }

  @Test
  void aValueIsNeverReadAsYaml() {
    GoodFolder folder = GoodFolder.in(catalog, "good");
    folder.change(
        "exercise.yaml", "choose: [north, south]", "choose: ['a: {b', \"c, - d: [\\\"\"]");
    folder.change("lab.compose.yaml", "\"${site}/t\"", "\"+/t\"");
    Variant variant = variant(folder, 3);
    assertThat(variant.checks().getFirst())
        .isInstanceOfSatisfying(
            Check.MqttRespond.class,
            c -> assertThat(c.when().topic()).isEqualTo(variant.values().get("site") + "/t"));
  }

  @Test
  void proofsHoldTheValuesAndTheReferencesComeFirst() {
    GoodFolder folder = GoodFolder.in(catalog, "good");
    folder.write("mutants/whole/mutant.yaml", "points: 0\nfailed: [raise, count]\n");
    folder.write("mutants/whole/main.py", "print('${high}')\n");
    folder.write("mutants/whole/data.bin", "x");
    Variant variant = variant(folder, 7);
    String high = variant.values().get("high");

    List<Proof> proofs = Proof.of(variant);

    assertThat(proofs)
        .extracting(Proof::name)
        .containsExactly(
            "solution/python",
            "mutants/elsewhere",
            "mutants/low",
            "mutants/not-retained",
            "mutants/qos-0",
            "mutants/whole");
    Proof reference = proofs.getFirst();
    assertThat(reference.points()).isEqualTo(100);
    assertThat(reference.failed()).isEmpty();
    assertThat(reference.main()).isEqualTo("alarm.py");
    assertThat(text(reference.files().get("alarm.py"))).contains("high = " + high + "\n");
    Proof elsewhere = proofs.get(1);
    assertThat(text(elsewhere.files().get("alarm.py")))
        .contains("topic = '" + variant.values().get("site") + "/x'\n")
        .doesNotContain("${");
    assertThat(text(proofs.get(4).files().get("alarm.py")))
        .contains("qos = 0")
        .doesNotContain("qos = 1");
    Proof whole = proofs.getLast();
    assertThat(whole.files()).containsOnlyKeys("main.py", "data.bin");
    assertThat(whole.main()).isEqualTo("main.py");
    assertThat(text(whole.files().get("main.py"))).isEqualTo("print('" + high + "')\n");
    assertThat(whole.failed()).containsExactly("raise", "count");
  }

  @Test
  void binaryFilesStayAsTheyAre() {
    byte[] binary = {'$', '{', 'h', 'i', 'g', 'h', '}', (byte) 0xff};
    assertThat(Placeholders.fill(binary, Map.of("high", "1"))).isEqualTo(binary);
  }

  private static Variant variant(GoodFolder folder, long seed) {
    var entry = folder.load();
    assertThat(entry.problems()).isEmpty();
    return entry.exercise().orElseThrow().forCandidate(seed);
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
