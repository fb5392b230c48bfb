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
      steps(phases.get(i).steps());
      // A failure that no step waited for must not slip into the next phase.
      recorder.check();
    }
    recorder.turn(null);
  }

  private void steps(List<Step> steps) throws ProbeException, Flooded, InterruptedException {
    for (Step step : steps) {
      step(step);
    }
  }

  private void step(Step step) throws ProbeException, Flooded, InterruptedException {
    switch (step) {
      case Step.SetKit s -> {
        for (var command : s.values().entrySet()) {
          kit.set(command.getKey(), command.getValue());
        }
      }
      case Step.Publish s -> brokers.publish(session, s);
      case Step.Until s -> {
        var seen = recorder.await(recorder.mark(), m -> Recorder.like(m, s.message()), s.limit());
        if (seen == null) {
          throw new ProbeException(Reasons.timeout(s.message(), s.limit()));
        }
      }
      case Step.Pause s -> recorder.pause(s.duration());
      case Step.Join s -> join(s);
      case Step.Try s -> brokers.attempt(s);
      case Step.Repeat s -> {
        for (int i = 0; i < s.times(); i++) {
          steps(s.steps());
        }
      }
    }
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
