package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks of files and programs, and what authors get wrong about them. */
class WorkspaceChecksTests {
  private static final String YAML = "exercise.yaml";

  @TempDir Path catalog;

  private GoodFolder good() {
    return WorkspaceFolder.in(catalog, "good");
  }

  @Test
  void everythingInTheFilesReachesTheExercise() {
    GoodFolder folder = good();
    assertThat(folder.problems()).isEmpty();
    Exercise exercise = folder.load().exercise().orElseThrow();
    assertThat(exercise.needsWorkspace()).isTrue();
    Variant variant = exercise.forCandidate(3);
    String site = variant.values().get("site");
    assertThat(variant.runs())
        .containsExactly(
            new Run(
                "hidden",
                List.of("python3", "records.py"),
                List.of("sh", site + ".sh", "--stdin"),
                Duration.ofSeconds(20),
                List.of("python3", "judge.py")));
    assertThat(variant.checks().get(0))
        .isInstanceOfSatisfying(
            Check.File.class,
            c -> {
              assertThat(c.path()).isEqualTo("config/about.json");
              assertThat(c.largest()).isEqualTo(4096);
              assertThat(c.where().get("/site").equalTo()).isEqualTo(site);
              assertThat(c.where().get("/high").atLeast()).isEqualByComparingTo("50");
              assertThat(c.lines()).containsExactly("{", "}");
            });
    assertThat(variant.checks().get(1))
        .isInstanceOfSatisfying(
            Check.Exec.class,
            c -> {
              assertThat(c.run()).isEqualTo("hidden");
              assertThat(c.cases()).containsExactly("celsius", "round");
            });
  }

  @Test
  void aStepPublishesATextOrAHiddenFile() {
    Variant variant = good().load().exercise().orElseThrow().forCandidate(3);
    var published =
        variant.scenario().phases().getFirst().steps().stream()
            .filter(Scenario.Step.Publish.class::isInstance)
            .map(Scenario.Step.Publish.class::cast)
            .toList();
    assertThat(published)
        .extracting(Scenario.Step.Publish::topic)
        .containsOnly("raw/" + variant.values().get("site"));
    assertThat(published)
        .extracting(p -> text(p.payload()))
        .containsExactly("t=" + variant.values().get("high"), "\0live");
    assertThat(published).extracting(Scenario.Step.Publish::qos).containsExactly(0, 1);
    assertThat(published).extracting(Scenario.Step.Publish::retain).containsExactly(true, false);
  }

  @Test
  void nothingThatATraineeIsGivenHoldsAHiddenFile() {
    Variant variant = good().load().exercise().orElseThrow().forCandidate(3);
    assertThat(variant.starter().keySet()).containsExactly("lab.properties");
    assertThat(variant.exercise().files()).containsKeys("checks/judge.py", "checks/records.py");
    assertThat(good().write("starter/help.py", "print('[]')\n").problems())
        .containsExactly(
            "starter/help.py: is the hidden file checks/judge.py; trainees must not get it");
  }

  @Test
  void aHiddenFileMayNotHaveTheNameOfSomethingElse() {
    assertThat(good().write("checks/output", "x").problems())
        .containsExactly("checks/output: has a name that the judge finds something else under");
  }

  @Test
  void aLabWithoutAWorkspaceIsNamed() {
    GoodFolder folder = good();
    folder.change(
        "lab.compose.yaml",
        "x-fieldbench: {workspace: {service: workspace, folder: /home/trainee}}\n",
        "");
    assertThat(folder.problems())
        .containsExactly(
            "lab.compose.yaml: a check looks at the workspace, and the lab has none; write"
                + " x-fieldbench.workspace");
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("mistakes")
  void isNamed(String from, String to, String expected) {
    assertThat(WorkspaceFolder.in(catalog, "bad").change(YAML, from, to).problems())
        .containsExactly("exercise.yaml: " + expected);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "judge: [python3, judge.py]",
            "judge: [python3, other.py]",
            "/runs/hidden/judge: names no file of checks/, which has judge.py, live.bin,"
                + " records.py"),
        arguments(
            "input: [python3, records.py]",
            "input: [python3, ../starter/records.py]",
            "/runs/hidden/input: names no file of checks/, which has judge.py, live.bin,"
                + " records.py"),
        arguments(
            "    judge: [python3, judge.py]\n", "", "/runs/hidden: the key 'judge' is missing"),
        arguments("limit: 20s", "limit: 2m", "/runs/hidden/limit: must be at most 60s"),
        arguments(
            "run: hidden",
            "run: hiden",
            "/checks/1/run: the exercise has no run 'hiden'; it has hidden"),
        arguments(
            "cases: [celsius, round]",
            "cases: [celsius, celsius]",
            "/checks/1/cases/1: names the case 'celsius' again"),
        arguments(
            "  hidden:\n",
            "  spare: {input: [judge.py], command: [x], limit: 1s, judge: [judge.py]}\n  hidden:\n",
            "/runs/spare: no check uses this run"),
        arguments(
            "path: config/about.json",
            "path: ../about.json",
            "/checks/0/path: '../about.json' is no path inside the workspace; write it as"
                + " src/main.py"),
        arguments(
            "path: config/about.json",
            "path: /etc/passwd",
            "/checks/0/path: '/etc/passwd' is no path inside the workspace; write it as"
                + " src/main.py"),
        arguments(
            "largest: 4",
            "largest: 5000",
            "/checks/0/largest: must be a whole number from 1 to 256, not 5000"),
        arguments(
            "where: {/site:",
            "where: {site:",
            "/checks/0/where/site: is no JSON pointer; write /site"),
        arguments(
            "file: live.bin}",
            "file: dead.bin}",
            "/scenario/phases/0/steps/2/publish/file: there is no file checks/dead.bin"),
        arguments(
            "file: live.bin}",
            "file: live.bin, payload: x}",
            "/scenario/phases/0/steps/2/publish: must have either payload or file"),
        arguments(
            "topic: \"raw/${site}\", file",
            "topic: \"other/${site}\", file",
            "/scenario/phases/0/steps/2/publish/topic: the lab's client 'grader' may not publish"
                + " to 'other/north'"));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
