package io.fieldbench.assessment.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Grader;
import io.fieldbench.assessment.Observation;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.assessment.Verdict;
import io.fieldbench.assessment.proof.ProofResult.Outcome;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.exercise.Check.MqttRespond;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.ExerciseCatalog;
import io.fieldbench.exercise.Proof;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The real exercise, its own programs, real brokers and kits. */
@TestInstance(Lifecycle.PER_CLASS)
class ProofRunnerIntegrationTests {
  private static final long SEED = 20_260_101;

  private EmbeddedRuntime runtime;
  private Variant variant;
  private List<ProofResult> results;

  @BeforeAll
  void runAllProofs(@TempDir Path folder) throws InterruptedException {
    runtime = new EmbeddedRuntime("127.0.0.1", folder);
    variant = exercise().forCandidate(SEED);
    results = new ProofRunner(runtime, 9).run(exercise(), SEED);
    results.forEach(r ->
        System.out.printf(
            "%-28s %-12s %3d %s %-40s %5.1f s %s%n",
            r.name(),
            r.outcome(),
            r.expectedPoints(),
            r.points(),
            r.failed(),
            r.seconds(),
            r.problem()));
  }

  @AfterAll
  void close() {
    runtime.close();
  }

  private static Exercise exercise() {
    return ExerciseCatalog.shipped(FrameworkCatalog.shipped())
        .find("mqtt-overheat-alarm")
        .orElseThrow();
  }

  private ProofResult result(String name) {
    return results.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyProofScoresExactlyWhatItsAuthorSays() {
    assertThat(results).hasSizeGreaterThanOrEqualTo(6);
    assertThat(results)
        .allSatisfy(r ->
            assertThat(r.outcome()).as(r.toString()).isIn(Outcome.AS_EXPECTED, Outcome.SKIPPED));
    assertThat(result("solution/java").points()).isEqualTo(100);
  }

  @Test
  void noWrongProgramReachesFullMarks() {
    assertThat(results)
        .filteredOn(r -> r.name().startsWith("mutants/") && r.points() != null)
        .hasSizeGreaterThan(6)
        .allSatisfy(r -> assertThat(r.points()).as(r.name()).isLessThan(100));
  }

  @Test
  void everyProgramHasRun() {
    assumeThat(results)
        .as("programs that this machine cannot run")
        .noneMatch(r -> r.outcome() == Outcome.SKIPPED);
  }

  @Test
  void aProgramOfChanceMayDoWorseButNotBetter() {
    var luck = proof(result("solution/java").evidence(), true);
    assertThat(luck.outcome()).as("passes a check that it must fail").isEqualTo(Outcome.DIFFERENT);
    var worse = proof(result("mutants/wrong-topic").evidence(), true);
    assertThat(worse.outcome()).isEqualTo(Outcome.AS_EXPECTED);
    assertThat(proof(result("mutants/wrong-topic").evidence(), false).outcome())
        .isEqualTo(Outcome.DIFFERENT);
  }

  private ProofResult proof(Evidence evidence, boolean orWorse) {
    var proof = new Proof("mutants/luck", 90, List.of("late"), orWorse, Map.of(), "Luck.java");
    return ProofResult.graded(proof, 1, Grader.grade(variant.checks(), evidence), evidence);
  }

  @Test
  void aProgramForOneCandidateFailsForAnother() throws InterruptedException {
    Variant other = exercise().forCandidate(SEED + 1);
    Proof copied = Proof.of(other).getFirst();
    var graded = new ProofRunner(runtime, 1).run(variant, List.of(copied), r -> {}).getFirst();
    assertThat(graded.points()).as(graded.problem()).isNotNull().isLessThan(100);
  }

  @Test
  void storedEvidenceGetsTheSameVerdictAgain() {
    for (ProofResult result : results) {
      if (result.evidence() != null) {
        Evidence stored = Evidence.fromJson(result.evidence().toJson());
        assertThat(stored).isEqualTo(result.evidence());
        assertThat(Grader.grade(variant.checks(), stored)).isEqualTo(result.verdict());
      }
    }
  }

  @Test
  void aMessageTakenAwayChangesExactlyTheResultsThatCiteIt() {
    for (ProofResult result : results) {
      if (result.evidence() != null) {
        List<Observation> observations = result.evidence().observations();
        for (int i = 0; i < observations.size(); i++) {
          takeAway(result, observations.get(i));
        }
      }
    }
  }

  private void takeAway(ProofResult result, Observation gone) {
    Evidence left = without(result.evidence(), gone);
    Set<String> citing = citing(result.verdict(), gone.number());
    boolean readable =
        gone instanceof MessageSeen
            || gone instanceof Observation.KitCommanded
            || gone instanceof Observation.ObserverLeft;
    if (!readable) {
      // A phase or a joined observer: without it there is no verdict.
      assertThatIllegalArgumentException()
          .as("%s without %s", result.name(), gone)
          .isThrownBy(() -> Grader.grade(variant.checks(), left))
          .withMessageContaining("evidence lacks");
      return;
    }
    Verdict verdict = Grader.grade(variant.checks(), left);
    assertThat(changed(result.verdict(), verdict))
        .as("%s without %s", result.name(), gone)
        .isEqualTo(citing);
  }

  @Test
  void anAlarmTakenAwayFailsTheChecksThatNeedIt() {
    ProofResult reference = result("solution/java");
    var respond =
        variant.checks().stream()
            .filter(MqttRespond.class::isInstance)
            .map(MqttRespond.class::cast)
            .findFirst()
            .orElseThrow();
    var raised =
        reference.verdict().results().stream()
            .filter(r -> r.check().equals(respond.about().id()))
            .findFirst()
            .orElseThrow();
    int answer = raised.cited().getLast();
    Observation alarm =
        reference.evidence().observations().stream()
            .filter(o -> o.number() == answer)
            .findFirst()
            .orElseThrow();
    Verdict verdict = Grader.grade(variant.checks(), without(reference.evidence(), alarm));
    assertThat(verdict.results().stream().filter(r -> !r.passed()).map(r -> r.check()))
        .containsExactly("raise", "hold");
    assertThat(verdict.points()).isEqualTo(70);
  }

  private static Evidence without(Evidence evidence, Observation gone) {
    var left = new ArrayList<>(evidence.observations());
    left.remove(gone);
    return new Evidence(
        evidence.exercise(),
        evidence.definition(),
        evidence.values(),
        evidence.startedAt(),
        evidence.finishedAt(),
        left);
  }

  private static Set<String> citing(Verdict verdict, int number) {
    var ids = new HashSet<String>();
    verdict.results().stream()
        .filter(r -> r.cited().contains(number))
        .forEach(r -> ids.add(r.check()));
    return ids;
  }

  private static Set<String> changed(Verdict before, Verdict after) {
    var ids = new HashSet<String>();
    for (int i = 0; i < before.results().size(); i++) {
      if (!before.results().get(i).equals(after.results().get(i))) {
        ids.add(before.results().get(i).check());
      }
    }
    return ids;
  }
}
