package io.fieldbench.assessment.proof;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Grader;
import io.fieldbench.assessment.probe.Probe;
import io.fieldbench.assessment.probe.ProbeException;
import io.fieldbench.assessment.proof.ProofResult.Outcome;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.Proof;
import io.fieldbench.exercise.Variant;
import io.fieldbench.kit.agent.KitConfig;
import io.fieldbench.kit.agent.VirtualKit;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs an exercise's proofs, each in a fresh lab with a virtual kit of its own.
 *
 * <p>The programs run as processes of this machine. They are the exercise author's, as trusted as
 * the exercise itself; nothing that a trainee wrote may ever be given to this class.
 *
 * @param parallel how many at once
 */
public record ProofRunner(LabRuntime runtime, int parallel) {
  private static final int TRIES = 3;
  private static final String KIT = "proof";

  /** The results in the order of the proofs. */
  public List<ProofResult> run(Exercise exercise, long seed) throws InterruptedException {
    Variant variant = exercise.forCandidate(seed);
    return run(variant, Proof.of(variant), result -> {});
  }

  /**
   * Proofs against a variant that need not be the one whose values they hold.
   *
   * @param done told of each result as it comes, in several threads
   * @return the results in the order of the proofs
   */
  public List<ProofResult> run(Variant variant, List<Proof> proofs, Consumer<ProofResult> done)
      throws InterruptedException {
    var executor = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<ProofResult>> futures = new ArrayList<>();
      for (Proof proof : proofs) {
        futures.add(
            executor.submit(() -> {
              ProofResult result = run(variant, proof);
              done.accept(result);
              return result;
            }));
      }
      var results = new ArrayList<ProofResult>();
      for (Future<ProofResult> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
      executor.close();
    }
  }

  private ProofResult run(Variant variant, Proof proof) throws InterruptedException {
    long start = System.nanoTime();
    String lacking = Runtimes.lacking(proof.main());
    if (!lacking.isEmpty()) {
      return ProofResult.without(proof, Outcome.SKIPPED, 0, lacking);
    }
    for (int left = TRIES - 1; ; left--) {
      try {
        Evidence evidence = attempt(variant, proof);
        var verdict = Grader.grade(variant.checks(), evidence);
        return ProofResult.graded(proof, since(start), verdict, evidence);
      } catch (ProbeException e) {
        if (left == 0) {
          return ProofResult.without(
              proof, Outcome.FAILED, since(start), TRIES + " tries: " + e.getMessage());
        }
      } catch (LabException | IOException | IllegalArgumentException e) {
        return ProofResult.without(
            proof, Outcome.FAILED, since(start), String.valueOf(e.getMessage()));
      }
    }
  }

  private Evidence attempt(Variant variant, Proof proof)
      throws LabException, ProbeException, IOException, InterruptedException {
    var id = new LabId("proof-" + UUID.randomUUID().toString().substring(0, 13));
    Lab lab = runtime.start(LabRequest.fresh(id, variant.lab()));
    try (var kit = VirtualKit.start(config(variant, lab));
        var program = Program.start(proof, settings(variant, lab))) {
      program.awaitStart();
      Evidence evidence = Probe.run(variant, lab, runtime.sandbox(), KIT, (phase, index) -> {});
      program.requireAlive();
      return evidence;
    } finally {
      lab.destroy();
    }
  }

  private static KitConfig config(Variant variant, Lab lab) {
    Endpoint broker = broker(lab);
    Credentials credentials = lab.credentials("kit");
    return new KitConfig(
        KIT,
        broker.host(),
        broker.port(),
        credentials.username(),
        credentials.password(),
        variant.kit().plant(),
        variant.kit().readings(),
        variant.seed(),
        Duration.ofMillis(variant.kit().periodMillis()));
  }

  private static String settings(Variant variant, Lab lab) {
    byte[] template = variant.starter().get("lab.properties");
    if (template == null) {
      throw new IllegalArgumentException("the starter has no lab.properties");
    }
    Endpoint broker = broker(lab);
    Credentials credentials = lab.credentials("trainee");
    return new String(template, StandardCharsets.UTF_8)
        .replace("${mqtt.host}", broker.host())
        .replace("${mqtt.port}", String.valueOf(broker.port()))
        .replace("${trainee.username}", credentials.username())
        .replace("${trainee.password}", credentials.password());
  }

  private static Endpoint broker(Lab lab) {
    Endpoint broker = lab.endpoints().get("mqtt");
    if (broker == null) {
      throw new IllegalArgumentException("the lab has no endpoint 'mqtt'");
    }
    return broker;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
