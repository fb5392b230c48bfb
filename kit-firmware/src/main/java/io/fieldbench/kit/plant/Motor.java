package io.fieldbench.kit.plant;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A motor's winding as one thermal mass: heated in proportion to its load, cooled to its
 * surroundings, twice as fast with the fan at full speed. A real motor's minutes are seconds here.
 *
 * <p>Nominally 22 °C around it, 60 K above that at full load, time constant 6 s; the seed moves
 * these by up to 0.7 K, 1.3 K and 3 %. So it stays below 84.5 °C, within its sensor's range.
 */
public final class Motor implements Plant {
  private static final double NOISE = 0.02;

  private final Random noise;
  private final double gain;
  private final double seconds;
  private final double tau;
  private double ambient;
  private double load;
  private double cooling;
  private double winding;
  private double sensed;

  /**
   * @param step length of a step, positive
   */
  public Motor(long seed, Duration step) {
    // Random gives neighbouring seeds nearly the same first numbers, hence the spreading.
    noise = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
    ambient = 22 + 0.7 * spread();
    gain = 60 + 1.3 * spread();
    tau = 6 * (1 + 0.03 * spread());
    seconds = step.toNanos() / 1e9;
    winding = ambient;
    sensed = ambient;
  }

  @Override
  public List<String> inputs() {
    return List.of("load", "cooling", "ambient");
  }

  @Override
  public void set(String input, String value) {
    switch (input) {
      case "load" -> load = Inputs.number(input, value, 0, 100);
      case "cooling" -> cooling = Inputs.number(input, value, 0, 100);
      case "ambient" -> ambient = Inputs.number(input, value, -20, 23);
      default ->
          throw new IllegalArgumentException(
              "input '%s' is unknown; known are %s".formatted(input, String.join(", ", inputs())));
    }
  }

  /** Exact for inputs that hold still within the step. */
  @Override
  public void step() {
    double loss = 1 + cooling / 100;
    double target = ambient + gain * load / 100 / loss;
    winding = target + (winding - target) * StrictMath.exp(-seconds * loss / tau);
    sensed = winding + NOISE * noise.nextGaussian();
  }

  @Override
  public double temperature() {
    return sensed;
  }

  private double spread() {
    return 2 * noise.nextDouble() - 1;
  }
}
