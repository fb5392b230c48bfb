package io.fieldbench.exercise;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.LocalizedText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a lab must do, and what it is worth. */
public sealed interface Check {
  About about();

  /** Whether it looks at a copy of the trainee's workspace. */
  default boolean needsWorkspace() {
    return switch (this) {
      case MqttRespond r -> false;
      case MqttObserve o -> false;
      case MqttAccess a -> false;
      case File f -> true;
      case Exec e -> true;
    };
  }

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
   * A regular file of the workspace must be there and hold what is wanted.
   *
   * @param path relative to the workspace's folder
   * @param largest bytes that it may have
   * @param where conditions on its JSON content by JSON pointer; without any it need not be JSON
   * @param lines each must be a line of its own; white space at a line's end does not count
   */
  record File(
      About about,
      String path,
      int largest,
      Map<String, MessagePattern.Condition> where,
      List<String> lines)
      implements Check {
    public File {
      where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
      lines = List.copyOf(lines);
    }
  }

  /**
   * The program must run to its end, and what it printed must pass the judge.
   *
   * @param run id of a {@link Run}
   * @param cases ids of the judge's results that must all be passed
   */
  record Exec(About about, String run, List<String> cases) implements Check {
    public Exec {
      cases = List.copyOf(cases);
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
