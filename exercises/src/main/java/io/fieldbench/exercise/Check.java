package io.fieldbench.exercise;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.LocalizedText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a lab must do, and what it is worth. */
public sealed interface Check {
  About about();

  /**
   * What every check has.
   *
   * @param feedback shown when it fails: where to look, without the answer
   */
  record About(
      String id,
      LocalizedText title,
      int points,
      List<CompetencyRef> competencies,
      LocalizedText feedback) {
    public About {
      competencies = List.copyOf(competencies);
    }
  }

  /**
   * The first message like {@code when} in the phases must be answered by exactly one message like
   * {@code then} between the start of the first phase and {@code within} after it.
   *
   * @param same JSON pointers whose values in the answer must equal those of the message answered
   */
  record MqttRespond(
      About about,
      List<String> during,
      MessagePattern when,
      MessagePattern then,
      List<String> same,
      Duration within)
      implements Check {
    public MqttRespond {
      during = List.copyOf(during);
      same = List.copyOf(same);
    }
  }

  /** Counts and properties of the messages seen; every expectation must hold. */
  record MqttObserve(About about, List<Expectation> expectations) implements Check {
    public MqttObserve {
      expectations = List.copyOf(expectations);
    }
  }

  /** Tries of the scenario must have been allowed or denied. */
  record MqttAccess(About about, List<Access> accesses) implements Check {
    public MqttAccess {
      accesses = List.copyOf(accesses);
    }
  }

  /**
   * @param observer "grader" or the observer of a {@link Scenario.Step.Join}
   * @param during phases; empty means all
   * @param atMost null means any number
   * @param qos the QoS that each message must have been published with; null means any
   * @param retained how the retain flag of each message must have been seen; null means any. Only a
   *     message that was kept from before arrives with the flag set
   */
  record Expectation(
      String observer,
      List<String> during,
      MessagePattern message,
      int atLeast,
      @Nullable Integer atMost,
      @Nullable Integer qos,
      @Nullable Boolean retained) {
    public Expectation {
      during = List.copyOf(during);
    }
  }

  /** The id of a {@link Scenario.Step.Try} and whether it must have been allowed. */
  record Access(String tried, boolean allowed) {}
}
