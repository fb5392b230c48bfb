package io.fieldbench.portal.cli;

import io.fieldbench.assessment.proof.ProofResult;
import io.fieldbench.assessment.proof.ProofRunner;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.ExerciseCatalog;
import io.fieldbench.exercise.Proof;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabRuntime;
import io.fieldbench.lab.docker.DockerRuntime;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code exercise verify}: runs the reference solutions and the known-wrong ones and compares their
 * scores.
 */
@Command(
    name = "verify",
    description =
        "Proves exercises: each reference scores full marks, each known-wrong program exactly what"
            + " it should.",
    mixinStandardHelpOptions = true)
final class VerifyVerb implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Exercises; --all for every one.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "Every exercise.")
  private boolean all;

  @Option(
      names = "--runtime",
      defaultValue = "embedded",
      description =
          "What builds the labs: embedded or docker (default: ${DEFAULT-VALUE}). Exercises that it"
              + " cannot build are skipped.")
  private String runtime = "";

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The candidate whose values are used (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--times",
      defaultValue = "1",
      description =
          "How often; each time another candidate, counted up from the seed (default:"
              + " ${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--parallel",
      defaultValue = "4",
      description = "Labs at once (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Mixin private ExerciseVerb.Where where = new ExerciseVerb.Where();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws VerbFailure, IOException, InterruptedException {
    if (ids.isEmpty() && !all) {
      throw new VerbFailure("Name an exercise, or give --all");
    }
    if (times < 1 || parallel < 1) {
      throw new VerbFailure("--times and --parallel must be at least 1");
    }
    ExerciseCatalog catalog = Content.exercises(where.content);
    Path folder = Files.createTempDirectory("fieldbench-verify");
    PrintWriter out = spec.commandLine().getOut();
    int wrong = 0;
    int verified = 0;
    try (LabRuntime labs = runtime(folder)) {
      var runner = new ProofRunner(labs, parallel);
      for (ExerciseCatalog.Entry entry : ExerciseVerb.chosen(catalog, ids)) {
        Exercise exercise = ExerciseVerb.published(entry);
        List<String> reasons = runner.unsupported(exercise.forCandidate(seed));
        if (!reasons.isEmpty()) {
          out.printf(
              "%s, %s runtime: SKIPPED: %s%n", entry.id(), runtime, String.join("; ", reasons));
          continue;
        }
        verified++;
        for (int i = 0; i < times; i++) {
          wrong += verify(exercise.forCandidate(seed + i), runner, i);
        }
      }
    } finally {
      Files.deleteIfExists(folder);
    }
    if (verified == 0) {
      out.println("Nothing was verified.");
      return 1;
    }
    out.println(wrong == 0 ? "All as expected." : wrong + " not as expected.");
    return wrong == 0 ? 0 : 1;
  }

  private LabRuntime runtime(Path folder) throws VerbFailure {
    return switch (runtime) {
      case "embedded" -> new EmbeddedRuntime("127.0.0.1", folder);
      case "docker" -> docker();
      default ->
          throw new VerbFailure(
              "There is no runtime '" + runtime + "'. There are: embedded, docker");
    };
  }

  /** Removes what a verification that was killed has left, unless another one runs now. */
  private static LabRuntime docker() throws VerbFailure {
    var docker = new DockerRuntime(DockerRuntime.Options.of("127.0.0.1", "verify"));
    try {
      if (isOnlyOne()) {
        docker.reconcile(Set::of);
      }
      return docker;
    } catch (IOException | LabException e) {
      docker.close();
      throw new VerbFailure(
          "Labs of an earlier verification could not be removed: " + e.getMessage());
    }
  }

  /** Whoever comes first holds the lock until the process ends. */
  private static boolean isOnlyOne() throws IOException {
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "fieldbench-verify.lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return channel.tryLock() != null;
  }

  private int verify(Variant variant, ProofRunner runner, int round) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Proof> proofs = Proof.of(variant);
    out.printf(
        "%s, %s runtime, candidate %d (run %d of %d), %d programs%n",
        variant.exercise().id(), runtime, variant.seed(), round + 1, times, proofs.size());
    out.flush();
    int[] done = {0};
    List<ProofResult> results =
        runner.run(variant, proofs, result -> progress(++done[0], proofs.size(), result));
    out.printf(
        "  %-34s %8s %6s  %-24s %-24s %5s  %s%n",
        "program", "expected", "actual", "should fail", "failed", "s", "");
    int wrong = 0;
    for (ProofResult result : results) {
      boolean fine = result.outcome() == ProofResult.Outcome.AS_EXPECTED;
      wrong += fine ? 0 : 1;
      out.printf(
          Locale.ROOT,
          "  %-34s %8s %6s  %-24s %-24s %5.0f  %s%n",
          result.name(),
          (result.orWorse() ? "≤ " : "") + result.expectedPoints(),
          result.points() == null ? "–" : result.points(),
          names(result.expectedFailed()),
          result.points() == null ? "–" : names(result.failed()),
          result.seconds(),
          fine ? "ok" : result.outcome() + " " + result.problem());
    }
    out.flush();
    return wrong;
  }

  private synchronized void progress(int done, int of, ProofResult result) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("  %d of %d: %s%n", done, of, result.name());
    err.flush();
  }

  private static String names(List<String> checks) {
    return checks.isEmpty() ? "none" : String.join(",", checks);
  }
}
