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
import io.fieldbench.lab.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs an exercise's proofs, each in a fresh lab with a virtual kit of its own.
 *
 * <p>Where the lab has a workspace the programs run there. Elsewhere they run as processes of this
 * machine: they are the exercise author's, as trusted as the exercise itself; nothing that a
 * trainee wrote may ever be given to this class.
 *
 * @param parallel how many at once
 */
public record ProofRunner(LabRuntime runtime, int parallel) {
  private static final int TRIES = 3;
  private static final String KIT = "proof";
  private static final String MQTT = "mqtt";

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
    String lacking = lacking(variant, proof);
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

  /** Why the runtime cannot run that exercise, for an author; empty where it can. */
  public List<String> unsupported(Variant variant) {
    var reasons = new ArrayList<>(runtime.unsupported(variant.lab()));
    if (variant.exercise().needsWorkspace() && runtime.sandbox().isEmpty()) {
      reasons.add("the " + runtime.name() + " runtime has no sandbox to run checks in");
    }
    return reasons;
  }

  private String lacking(Variant variant, Proof proof) throws InterruptedException {
    List<String> unsupported = unsupported(variant);
    if (!unsupported.isEmpty()) {
      return String.join("; ", unsupported);
    }
    return variant.lab().workspace().isPresent() ? "" : Runtimes.lacking(proof.main());
  }

  private Evidence attempt(Variant variant, Proof proof)
      throws LabException, ProbeException, IOException, InterruptedException {
    var id = new LabId("proof-" + UUID.randomUUID().toString().substring(0, 13));
    Lab lab = runtime.start(LabRequest.fresh(id, variant.lab()));
    try (var kit = VirtualKit.start(config(variant, lab));
        var program = program(variant, lab, proof)) {
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

  private static Program program(Variant variant, Lab lab, Proof proof) throws IOException {
    Optional<Workspace> workspace = lab.workspace();
    if (workspace.isEmpty()) {
      return HostProgram.start(proof, settings(variant, lab, broker(lab)));
    }
    byte[] settings = settings(variant, lab, inside(variant)).getBytes(StandardCharsets.UTF_8);
    return WorkspaceProgram.start(workspace.get(), proof, settings);
  }

  /** Where the broker is reached from inside the lab. */
  private static Endpoint inside(Variant variant) {
    return variant.lab().services().stream()
        .filter(s -> s.ports().containsKey(MQTT))
        .map(s -> new Endpoint(MQTT, s.name(), s.ports().getOrDefault(MQTT, 0)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the lab has no endpoint 'mqtt'"));
  }

  private static String settings(Variant variant, Lab lab, Endpoint broker) {
    byte[] template = variant.starter().get("lab.properties");
    if (template == null) {
      throw new IllegalArgumentException("the starter has no lab.properties");
    }
    Credentials credentials = lab.credentials("trainee");
    return new String(template, StandardCharsets.UTF_8)
        .replace("${mqtt.host}", broker.host())
        .replace("${mqtt.port}", String.valueOf(broker.port()))
        .replace("${trainee.username}", credentials.username())
        .replace("${trainee.password}", credentials.password());
  }

  private static Endpoint broker(Lab lab) {
    Endpoint broker = lab.endpoints().get(MQTT);
    if (broker == null) {
      throw new IllegalArgumentException("the lab has no endpoint 'mqtt'");
    }
    return broker;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
