package io.fieldbench.kit.plant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A process that moves on by fixed steps and never looks at a clock: what it shows is a function of
 * its seed and of the steps between which its inputs were set.
 */
public sealed interface Plant permits Motor {
  /** What can be set, by name. */
  List<String> inputs();

  /**
   * @throws IllegalArgumentException when there is no such input, or the value is no number in its
   *     range
   */
  void set(String input, String value);

  /** Moves on by one step. */
  void step();

  /** Temperature where the sensor sits, °C. */
  double temperature();

  /**
   * @param seed individual properties and noise
   * @param step how long each step is for the process
   * @throws IllegalArgumentException when no plant has the name, naming those there are
   */
  static Plant named(String name, long seed, Duration step) {
    Map<String, BiFunction<Long, Duration, Plant>> known =
        new TreeMap<>(Map.of("motor", Motor::new));
    BiFunction<Long, Duration, Plant> plant = known.get(name);
    if (plant == null) {
      throw new IllegalArgumentException(
          "plant '%s' is unknown; known are %s".formatted(name, String.join(", ", known.keySet())));
    }
    return plant.apply(seed, step);
  }
}
