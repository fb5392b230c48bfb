package io.fieldbench.kit.agent;

import io.fieldbench.kit.board.virtual.Climate;
import io.fieldbench.kit.board.virtual.Fault;
import io.fieldbench.kit.board.virtual.VirtualBoard;
import io.fieldbench.kit.driver.Bme280;
import io.fieldbench.kit.driver.Measurement;
import io.fieldbench.kit.plant.Plant;
import io.fieldbench.kit.protocol.SimulatedReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A plant with a sensor on it, and the board and the driver that read the sensor. */
final class VirtualRig {
  private static final String TEMPERATURE = "-temperature";
  private static final double PRESSURE = 101_325;
  private static final double HUMIDITY = 40;

  private final String tag;
  private final Plant plant;
  private final VirtualBoard board = new VirtualBoard();
  private final Bme280 sensor;
  private final Queue<SimulatedReading> simulated = new ArrayDeque<>();

  /**
   * @throws IllegalArgumentException when the plant, or the tag of a reading, is unknown; the
   *     message names those there are
   */
  VirtualRig(KitConfig config) {
    plant = Plant.named(config.plant(), config.seed(), config.period());
    tag = config.plant() + TEMPERATURE;
    requireTags(config.readings());
    try {
      sensor = Bme280.open(board.i2c(VirtualBoard.BME280));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireTags(Map<String, String> readings) {
    for (String wanted : readings.keySet()) {
      if (!wanted.equals(tag)) {
        throw new IllegalArgumentException(
            "tag '%s' is unknown; this kit measures %s".formatted(wanted, tag));
      }
    }
  }

  /**
   * Moves the plant on by one step and reads every sensor; while there are simulated readings, one
   * of them stands in the place of what was measured.
   */
  List<Sample> tick() throws IOException {
    plant.step();
    board.expose(new Climate(plant.temperature(), PRESSURE, HUMIDITY));
    Measurement measured = sensor.measure();
    SimulatedReading instead = simulated.poll();
    return List.of(
        instead == null
            ? new Sample(tag, measured.temperature(), "°C", measured.quality())
            : new Sample(tag, instead.value(), "°C", instead.quality()));
  }

  /**
   * @throws IllegalArgumentException with the reason why the command is refused
   */
  void obey(String name, String value) {
    if (name.equals("fault")) {
      board.fail(Fault.named(value));
    } else if (name.equals("simulate")) {
      List<SimulatedReading> readings = SimulatedReading.parse(value);
      simulated.clear();
      simulated.addAll(readings);
    } else if (plant.inputs().contains(name)) {
      plant.set(name, value);
    } else {
      throw new IllegalArgumentException(
          "command '%s' is unknown; known are %s, fault, simulate"
              .formatted(name, String.join(", ", plant.inputs())));
    }
  }
}
