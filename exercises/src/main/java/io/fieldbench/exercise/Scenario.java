package io.fieldbench.exercise;

import io.fieldbench.competency.LocalizedText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the probe does to a lab while it watches; one scenario serves all checks of an exercise.
 *
 * @param watch topic filters that the observer subscribes to at QoS 2 from start to end
 */
public record Scenario(List<String> watch, List<Phase> phases) {
  public Scenario {
    watch = List.copyOf(watch);
    phases = List.copyOf(phases);
  }

  /**
   * A named part; checks say in which parts they look.
   *
   * @param title for the progress display
   * @param never what must not be seen of the stimulus in this phase; if it is, the stimulus failed
   *     (an infrastructure error)
   */
  public record Phase(
      String name, LocalizedText title, @Nullable MessagePattern never, List<Step> steps) {
    public Phase {
      steps = List.copyOf(steps);
    }
  }

  /** One action of the probe. */
  public sealed interface Step {
    /** Commands to the kit by name, in this order, each acknowledged before the next. */
    record SetKit(Map<String, String> values) implements Step {
      public SetKit {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }
    }

    /**
     * The client "grader" publishes a message; without the broker's consent it is an infrastructure
     * error.
     */
    record Publish(String topic, byte[] payload, int qos, boolean retain) implements Step {}

    /**
     * Waits for a message; none within the limit is an infrastructure error. One that came since
     * the last step that waited counts: publishing waits for no answer, every other step does.
     */
    record Until(MessagePattern message, Duration limit) implements Step {}

    /** Lets time pass. */
    record Pause(Duration duration) implements Step {}

    /** A second observer joins now, subscribes at QoS 2, listens for the duration and leaves. */
    record Join(String observer, String topic, Duration duration) implements Step {}

    /**
     * Tries something on the broker and notes whether it was allowed. Client "anonymous" has no
     * credentials.
     */
    record Try(String id, String client, Action action, String topic) implements Step {}

    /** The steps again and again. */
    record Repeat(int times, List<Step> steps) implements Step {
      public Repeat {
        steps = List.copyOf(steps);
      }
    }
  }

  /** What a {@link Step.Try} tries. */
  public enum Action {
    CONNECT,
    PUBLISH,
    SUBSCRIBE
  }
}
