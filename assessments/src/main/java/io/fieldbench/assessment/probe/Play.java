package io.fieldbench.assessment.probe;

import io.fieldbench.assessment.Observation.ObserverJoined;
import io.fieldbench.assessment.Observation.ObserverLeft;
import io.fieldbench.exercise.Scenario.Phase;
import io.fieldbench.exercise.Scenario.Step;
import java.util.List;
import java.util.function.BiConsumer;

/** Plays a scenario, phase by phase and step by step. */
record Play(Recorder recorder, KitDesk kit, Brokers brokers, BrokerSession session) {
  void phases(List<Phase> phases, BiConsumer<Phase, Integer> progress)
      throws ProbeException, Flooded, InterruptedException {
    for (int i = 0; i < phases.size(); i++) {
      recorder.turn(phases.get(i));
      progress.accept(phases.get(i), i);
      steps(phases.get(i).steps(), recorder.mark());
      // A failure that no step waited for must not slip into the next phase.
      recorder.check();
    }
    recorder.turn(null);
  }

  /**
   * @param since number of the observation after which an {@code until} looks for its message: what
   *     the step before waited for, so that no quick answer is missed. A publication waits for
   *     nothing of the lab, so the answer to it may come before it ends
   * @return the same for the step that follows
   */
  private int steps(List<Step> steps, int since)
      throws ProbeException, Flooded, InterruptedException {
    for (Step step : steps) {
      since = step(step, since);
    }
    return since;
  }

  private int step(Step step, int since) throws ProbeException, Flooded, InterruptedException {
    switch (step) {
      case Step.SetKit s -> {
        for (var command : s.values().entrySet()) {
          since = kit.set(command.getKey(), command.getValue());
        }
        return since;
      }
      case Step.Publish s -> {
        brokers.publish(session, s);
        return since;
      }
      case Step.Until s -> {
        var seen = recorder.await(since, m -> Recorder.like(m, s.message()), s.limit());
        if (seen == null) {
          throw new ProbeException(Reasons.timeout(s.message(), s.limit()));
        }
        return seen.number();
      }
      case Step.Pause s -> recorder.pause(s.duration());
      case Step.Join s -> join(s);
      case Step.Try s -> brokers.attempt(s);
      case Step.Repeat s -> {
        for (int i = 0; i < s.times(); i++) {
          since = steps(s.steps(), since);
        }
        return since;
      }
    }
    return recorder.mark();
  }

  private void join(Step.Join s) throws ProbeException, Flooded, InterruptedException {
    recorder.add((n, at) -> new ObserverJoined(n, at, s.observer(), s.topic()));
    try (var session =
        brokers.watch(
            "observer-" + s.observer(), "observer", s.observer(), List.of(s.topic()), true)) {
      recorder.pause(s.duration());
    }
    recorder.add((n, at) -> new ObserverLeft(n, at, s.observer()));
  }
}
