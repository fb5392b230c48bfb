package io.fieldbench.assessment.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.assessment.Engine;
import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Grader;
import io.fieldbench.assessment.probe.Probe;
import io.fieldbench.assessment.proof.ProofResult.Outcome;
import io.fieldbench.exercise.Proof;
import io.fieldbench.exercise.Run;
import io.fieldbench.exercise.Variant;
import io.fieldbench.kit.agent.KitConfig;
import io.fieldbench.kit.agent.VirtualKit;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.Workspace;
import io.fieldbench.lab.docker.DockerRuntime;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real exercise in labs of containers; some of its proofs, for time's sake. {@code exercise
 * verify} runs all of them.
 */
class WorkspaceProofIntegrationTests {
  private static final Set<String> SOME =
      Set.of("solution/java", "solution/python", "mutants/crashes", "mutants/wrong-byte-order");
  private static final long SEED = 20_260_305;
  private static final int LARGEST = 1 << 20;

  private static DockerRuntime runtime;

  private final Variant variant = Engine.normaliser(SEED);

  @BeforeAll
  static void open() {
    runtime = Engine.runtime();
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  @Test
  @EnabledIf(value = "io.fieldbench.assessment.Engine#answers", disabledReason = Engine.ABSENT)
  void proofsScoreExactlyWhatTheirAuthorSays() throws Exception {
    List<Proof> proofs = Proof.of(variant).stream().filter(p -> SOME.contains(p.name())).toList();
    List<ProofResult> results = new ProofRunner(runtime, 2).run(variant, proofs, r -> {});
    assertThat(results)
        .hasSize(SOME.size())
        .allSatisfy(r -> assertThat(r.outcome()).as(r.toString()).isEqualTo(Outcome.AS_EXPECTED));
    for (ProofResult result : results) {
      Evidence stored = Evidence.fromJson(result.evidence().toJson());
      assertThat(stored).isEqualTo(result.evidence());
      assertThat(Grader.grade(variant.checks(), stored)).isEqualTo(result.verdict());
    }
  }

  @Test
  @EnabledIf(value = "io.fieldbench.assessment.Engine#answers", disabledReason = Engine.ABSENT)
  void nothingHiddenIsEverInTheWorkspace() throws Exception {
    Proof solution = Proof.of(variant).getFirst();
    var id = new LabId("proof-" + UUID.randomUUID().toString().substring(0, 13));
    Lab lab = runtime.start(LabRequest.fresh(id, variant.lab()));
    try (var kit = VirtualKit.start(kit(lab))) {
      Workspace workspace = lab.workspace().orElseThrow();
      for (var file : solution.files().entrySet()) {
        workspace.write(file.getKey(), file.getValue());
      }
      Evidence evidence = Probe.run(variant, lab, runtime.sandbox(), "k", (phase, index) -> {});
      assertThat(Grader.grade(variant.checks(), evidence).points()).isEqualTo(75);

      List<byte[]> hidden =
          variant.exercise().files().entrySet().stream()
              .filter(f -> f.getKey().startsWith(Run.FOLDER))
              .map(f -> f.getValue())
              .toList();
      assertThat(hidden).hasSize(3);
      List<Workspace.Entry> entries = workspace.list(1_000);
      assertThat(entries).extracting(Workspace.Entry::path).contains("normalise.sh");
      for (Workspace.Entry entry : entries) {
        if (!entry.folder()) {
          byte[] content = workspace.read(entry.path(), LARGEST);
          assertThat(hidden).as(entry.path()).noneMatch(h -> Arrays.equals(h, content));
        }
      }
      // Anywhere in the container that the trainee can read, by a phrase of the judge's.
      var phrase = "lines too" + " many, as";
      assertThat(judge()).contains(phrase);
      workspace.write("mine", phrase.getBytes(StandardCharsets.UTF_8));
      var search =
          workspace.exec(
              List.of("grep", "-rls", phrase, "/home", "/tmp", "/var", "/etc", "/dev/shm"),
              Duration.ofSeconds(60),
              10_000);
      assertThat(search.output()).isEqualTo("/home/trainee/mine\n");
    } finally {
      lab.destroy();
    }
  }

  @Test
  void aLabWithAWorkspaceIsSkippedWhereItCannotBe(@TempDir Path folder) throws Exception {
    try (var embedded = new EmbeddedRuntime("127.0.0.1", folder)) {
      var runner = new ProofRunner(embedded, 1);
      assertThat(runner.unsupported(variant)).isNotEmpty();
      List<ProofResult> results = runner.run(variant, Proof.of(variant).subList(0, 1), r -> {});
      assertThat(results)
          .singleElement()
          .satisfies(r -> {
            assertThat(r.outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(r.problem()).contains("service");
          });
    }
  }

  private String judge() {
    return new String(
        Optional.ofNullable(variant.exercise().files().get("checks/judge.py")).orElseThrow(),
        StandardCharsets.UTF_8);
  }

  private KitConfig kit(Lab lab) {
    var broker = lab.endpoints().get("mqtt");
    var own = lab.credentials("kit");
    return new KitConfig(
        "k",
        broker.host(),
        broker.port(),
        own.username(),
        own.password(),
        variant.kit().plant(),
        variant.kit().readings(),
        SEED,
        Duration.ofMillis(variant.kit().periodMillis()));
  }
}
