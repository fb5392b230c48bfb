package io.fieldbench.exercise;

import io.fieldbench.kit.board.virtual.Fault;
import io.fieldbench.kit.plant.Plant;
import io.fieldbench.kit.protocol.SimulatedReading;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What virtual kits offer: plants, the tags that they measure and the commands that they take. */
final class Kits {
  /** Tags by plant. */
  static final Map<String, Set<String>> PLANTS = Map.of("motor", Set.of("motor-temperature"));

  private Kits() {}

  /** Why a kit with that plant would refuse a command; empty where it would obey. */
  static Optional<String> refusal(String plant, String command, String value) {
    try {
      if (command.equals("fault")) {
        Fault.named(value);
      } else if (command.equals("simulate")) {
        SimulatedReading.parse(value);
      } else {
        Plant.named(plant, 0, Duration.ofSeconds(1)).set(command, value);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
