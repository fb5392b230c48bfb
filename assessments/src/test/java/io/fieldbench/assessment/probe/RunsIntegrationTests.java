package io.fieldbench.assessment.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbench.assessment.Engine;
import io.fieldbench.assessment.Observation;
import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.assessment.Observation.Judged;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.Proof;
import io.fieldbench.exercise.Run;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.docker.DockerRuntime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real containers: what is ours, what is the trainee's, and what neither may see of the other. */
@EnabledIf(value = "io.fieldbench.assessment.Engine#answers", disabledReason = Engine.ABSENT)
class RunsIntegrationTests {
  private static DockerRuntime runtime;

  private final Variant variant = Engine.normaliser(11);
  private final Run run = variant.runs().getFirst();

  @BeforeAll
  static void open() {
    runtime = Engine.runtime();
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private List<Observation> carryOut(Variant of, Run what, Map<String, String> files)
      throws ProbeException {
    Service service = of.lab().service("workspace").orElseThrow();
    var recorder = new Recorder(Set.of(), Duration.ofMinutes(1), "status");
    var copy = new TreeMap<String, Snapshot.File>();
    files.forEach((name, text) ->
        copy.put(name, new Snapshot.File(text.getBytes(StandardCharsets.UTF_8), false)));
    new Runs(
            runtime.sandbox().orElseThrow(),
            service.image(),
            new Limits(256 << 20, 1, 64),
            of,
            recorder)
        .carryOut(what, new Snapshot(copy));
    return recorder.close();
  }

  private List<Observation> carryOut(String script) throws ProbeException {
    return carryOut(variant, run, Map.of("normalise.sh", script));
  }

  private ProgramRan ran(List<Observation> observations) {
    assertThat(observations).first().isInstanceOf(ProgramRan.class);
    return (ProgramRan) observations.getFirst();
  }

  private Map<String, String> solution() {
    Proof python =
        Proof.of(variant).stream()
            .filter(p -> p.name().equals("solution/python"))
            .findFirst()
            .orElseThrow();
    var files = new HashMap<String, String>();
    python
        .files()
        .forEach((name, text) -> files.put(name, new String(text, StandardCharsets.UTF_8)));
    return files;
  }

  @Test
  void aRightProgramPassesEveryCaseOnRecordsDrawnAnew() throws Exception {
    List<Observation> first = carryOut(variant, run, solution());
    List<Observation> second = carryOut(variant, run, solution());
    for (List<Observation> observations : List.of(first, second)) {
      assertThat(ran(observations).exitCode()).isZero();
      assertThat(((Judged) observations.get(1)).cases())
          .hasSizeGreaterThan(8)
          .allMatch(Case::passed);
    }
    assertThat(ran(first).draw()).isNotEqualTo(ran(second).draw());
    assertThat(ran(first).inputSha256()).isNotEqualTo(ran(second).inputSha256());
  }

  @Test
  void aProgramThatSaysNothingFailsEveryCaseButTheOneForSayingTooMuch() throws Exception {
    List<Observation> observations = carryOut("cat > /dev/null");
    assertThat(((Judged) observations.get(1)).cases())
        .filteredOn(Case::passed)
        .extracting(Case::id)
        .containsExactly("nothing-else");
  }

  @Test
  void howAProgramEndsIsEvidenceAndNobodyJudgesThen() throws Exception {
    List<Observation> crashed = carryOut("echo half; echo boom >&2; exit 7");
    assertThat(crashed).hasSize(1);
    assertThat(ran(crashed).exitCode()).isEqualTo(7);
    assertThat(ran(crashed).output()).isEqualTo("half\n");
    assertThat(ran(crashed).error()).isEqualTo("boom\n");

    var hasty = new Run("hidden", run.input(), run.command(), Duration.ofSeconds(1), run.judge());
    List<Observation> late = carryOut(variant, hasty, Map.of("normalise.sh", "sleep 600"));
    assertThat(late).hasSize(1);
    assertThat(ran(late).timedOut()).isTrue();

    List<Observation> loud = carryOut("yes");
    assertThat(loud).hasSize(1);
    assertThat(ran(loud).cut()).isTrue();
    assertThat(ran(loud).output()).hasSizeLessThanOrEqualTo(2_000);
  }

  @Test
  void aProgramFindsNothingOfTheJudgesAndHasNoNetwork() throws Exception {
    List<Observation> observations =
        carryOut(
            """
            find / -path /proc -prune -o -path /sys -prune -o '(' -name judge.py -o -name records.py \
              -o -name parameters.json -o -name normalise.sh ')' -print 2>/dev/null
            grep -rls nothing-else /job /tmp /home /root /var /etc /dev/shm
            ls /sys/class/net
            exit 9
            """);
    List<String> found = ran(observations).output().lines().toList();
    // It sees its own file, so that the search is known to work, and no interface but its own.
    assertThat(found).hasSize(3);
    assertThat(found.get(0)).endsWith("/normalise.sh");
    assertThat(found.get(1)).endsWith("/normalise.sh");
    assertThat(found.get(2)).isEqualTo("lo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raise SystemExit('no judge today')",
        "print('not JSON')",
        "print('[]')",
        "print('x' * 1_000_000)"
      })
  void aJudgeThatFailsIsOurFault(String judge) {
    assertThatThrownBy(() -> carryOut(with(Map.of("checks/judge.py", judge)), run, solution()))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("part of ours failed in the run hidden");
  }

  @Test
  void anInputThatCannotBeMadeIsOurFault() {
    Variant broken = with(Map.of("checks/records.py", "import nothing_like_that"));
    assertThatThrownBy(() -> carryOut(broken, run, solution()))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("nothing_like_that");
  }

  @Test
  void anImageThatIsMissingIsOurFault() {
    var recorder = new Recorder(Set.of(), Duration.ofMinutes(1), "status");
    var runs =
        new Runs(
            runtime.sandbox().orElseThrow(),
            "fieldbench/nowhere:1",
            new Limits(64 << 20, 1, 64),
            variant,
            recorder);
    assertThatThrownBy(() -> runs.carryOut(run, new Snapshot(Map.of())))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("fieldbench/nowhere:1");
  }

  @Test
  void whatAProgramPrintsCannotUpsetTheJudge() throws Exception {
    List<Observation> observations =
        carryOut(
            """
            cat > /dev/null
            python3 - <<'END'
            import sys
            print('[' * 100_000)
            print('{"topic": "\\\\ud800", "payload": {"seq": 1, "value": "\\\\ud800"}}')
            print('{"topic": "x", "payload": {"seq": 1e999999999, "value": 1}}')
            print('{"topic": "x", "payload": {"seq": ' + '9' * 5_000 + '}}')
            print('{"topic": "x", "payload": {"seq": 2, "value": NaN}}')
            print('{"topic": 1, "payload": [2]}')
            sys.stdout.flush()
            sys.stdout.buffer.write(b'\\xff\\xfe\\x00\\r\\n\\x1b[31m')
            END
            """);
    assertThat(ran(observations).exitCode()).isZero();
    assertThat(((Judged) observations.get(1)).cases()).noneMatch(Case::passed);
  }

  /** The same exercise with other hidden files. */
  private Variant with(Map<String, String> hidden) {
    Exercise e = variant.exercise();
    var files = new TreeMap<>(e.files());
    hidden.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    var changed =
        new Exercise(
            e.id(),
            e.hash(),
            e.title(),
            e.summary(),
            e.time(),
            e.level(),
            e.passPoints(),
            e.competencies(),
            e.maximum(),
            e.checks(),
            e.needsWorkspace(),
            files);
    return changed.forCandidate(variant.seed());
  }
}
