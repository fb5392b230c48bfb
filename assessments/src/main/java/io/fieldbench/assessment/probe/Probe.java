package io.fieldbench.assessment.probe;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Grader;
import io.fieldbench.exercise.Scenario.Phase;
import io.fieldbench.exercise.Variant;
import io.fieldbench.kit.protocol.KitTopics;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.Sandbox;
import io.fieldbench.lab.TopicFilters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Runs an exercise's scenario against a lab. One run at a time on a lab.
 *
 * <p>Messages that the broker kept from before the start are not seen by the observer "grader".
 */
public final class Probe {
  private static final String GRADER = "grader";

  private Probe() {}

  /**
   * Stimulates and observes. First the workspace is copied and programs run on the copy, where a
   * check wants that; then the scenario is played. The lab's clients {@code grader} and {@code
   * observer} are used. A trainee's flood ends the run early, with evidence that says so and
   * without an exception.
   *
   * @param sandbox runs programs on copies of the workspace; not needed where no check does
   * @param kit id of the kit that is in the lab
   * @param progress told of each phase as it begins, with its index from 0
   * @throws ProbeException when something of ours failed: no broker, no kit, a stimulus that did
   *     not take
   * @throws InterruptedException when the thread is interrupted; the lab's plant is left at load 0
   *     where it can be reached
   */
  public static Evidence run(
      Variant variant,
      Lab lab,
      Optional<Sandbox> sandbox,
      String kit,
      BiConsumer<Phase, Integer> progress)
      throws ProbeException, InterruptedException {
    var topics = new KitTopics(kit);
    Set<String> readings = Set.copyOf(variant.kit().readings().values());
    Duration silence = Duration.ofMillis(Math.max(5_000, 20 * variant.kit().periodMillis()));
    var recorder = new Recorder(readings, silence, topics.status());
    var brokers = new Brokers(lab, recorder);
    List<String> filters = filters(variant.scenario().watch(), topics, readings);
    try (var session = brokers.watch(GRADER, GRADER, GRADER, filters, false)) {
      var desk = new KitDesk(topics, session, recorder);
      try {
        if (variant.exercise().needsWorkspace()) {
          Examination.of(variant, lab, sandbox, recorder).carryOut();
          recorder.check();
        }
        new Play(recorder, desk, brokers, session).phases(variant.scenario().phases(), progress);
      } catch (Flooded e) {
        // The evidence says so itself.
      } finally {
        recorder.close();
        desk.rest();
      }
    }
    var evidence =
        new Evidence(
            variant.exercise().id(),
            variant.exercise().hash(),
            variant.values(),
            recorder.startedAt(),
            recorder.now(),
            recorder.close());
    List<String> lacking = Grader.withoutStimulus(variant.checks(), evidence);
    if (!lacking.isEmpty()) {
      throw new ProbeException(Reasons.noStimulus(lacking));
    }
    return evidence;
  }

  /** What the scenario watches, and what the probe itself needs and does not see by that. */
  private static List<String> filters(
      List<String> watch, KitTopics topics, Collection<String> readings) {
    var own = new TreeSet<>(readings);
    own.add(topics.acknowledgement());
    own.add(topics.status());
    own.removeIf(topic -> watch.stream().anyMatch(w -> TopicFilters.covers(w, topic)));
    return Stream.concat(watch.stream(), own.stream()).toList();
  }
}
