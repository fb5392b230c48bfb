package io.fieldbench.kit.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MotorTests {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final double NOISE = 0.12;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -1, Long.MIN_VALUE})
  void startsAndStaysAtAmbient(long seed) {
    Motor motor = new Motor(seed, STEP);

    assertThat(motor.temperature()).isCloseTo(22, within(0.7));
    assertThat(after(motor, 600)).isCloseTo(22, within(0.7 + NOISE));
  }

  @ParameterizedTest
  @CsvSource({"100, 0, 82", "50, 0, 52", "30, 0, 40", "100, 100, 52", "40, 50, 38"})
  void settlesWhereHeatingAndCoolingBalance(String load, String cooling, double expected) {
    Motor motor = new Motor(7, STEP);
    motor.set("load", load);
    motor.set("cooling", cooling);

    assertThat(after(motor, 1200)).isCloseTo(expected, within(2 + NOISE));
  }

  @Test
  void followsItsSurroundings() {
    Motor motor = new Motor(7, STEP);
    motor.set("ambient", "-10");

    assertThat(after(motor, 1200)).isCloseTo(-10, within(NOISE));
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "100, 3"})
  void coversTwoThirdsOfTheWayInItsTimeConstant(String cooling, double tau) {
    Motor motor = new Motor(7, STEP);
    motor.set("cooling", cooling);
    double start = motor.temperature();
    motor.set("load", "100");
    double end = settled(cooling);

    int steps = 0;
    while (motor.temperature() < start + (end - start) * (1 - Math.exp(-1))) {
      motor.step();
      steps++;
    }

    assertThat(steps / 10.0).isCloseTo(tau, within(tau * 0.03 + 0.15));
  }

  @Test
  void theStepLengthDoesNotBendTheCurve() {
    Motor fine = new Motor(3, Duration.ofMillis(10));
    Motor coarse = new Motor(3, Duration.ofMillis(500));
    fine.set("load", "100");
    coarse.set("load", "100");

    assertThat(after(fine, 400)).isCloseTo(after(coarse, 8), within(2 * NOISE));
  }

  @Test
  void theSameSeedAndCommandsGiveTheSameSeries() {
    assertThat(series(42)).isEqualTo(series(42));
  }

  @Test
  void anotherSeedIsAnotherMotor() {
    double one = new Motor(1, STEP).temperature();

    assertThat(series(42)).isNotEqualTo(series(43));
    assertThat(new Motor(2, STEP).temperature()).isNotCloseTo(one, within(0.01));
  }

  @Test
  void neverLeavesItsSensorsRange() {
    for (long seed = 0; seed < 2000; seed++) {
      Motor motor = new Motor(seed, Duration.ofSeconds(1));
      motor.set("ambient", "23");
      motor.set("load", "100");
      assertThat(after(motor, 60)).isBetween(80.0, 84.6);
    }
  }

  @Test
  void itsNoiseIsSmallAndNotNone() {
    Motor motor = new Motor(5, STEP);
    List<Double> still = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      still.add(after(motor, 1));
    }
    double mean = still.stream().mapToDouble(d -> d).average().orElseThrow();
    double variance =
        still.stream().mapToDouble(d -> (d - mean) * (d - mean)).average().orElseThrow();

    assertThat(Math.sqrt(variance)).isCloseTo(0.02, within(0.001));
  }

  @ParameterizedTest
  @CsvSource({
    "load, 101",
    "load, -1",
    "load, NaN",
    "load, 1e1",
    "load, ''",
    "load, full",
    "cooling, 100.1",
    "ambient, 24",
    "ambient, -21"
  })
  void refusesWhatIsOutOfRange(String input, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Motor(1, STEP).set(input, value))
        .withMessageStartingWith(input + " takes a number from ")
        .withMessageEndingWith("not '" + value + "'");
  }

  @Test
  void anUnknownPlantIsAnsweredWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plant.named("tank", 1, STEP))
        .withMessage("plant 'tank' is unknown; known are motor");
  }

  private static double after(Motor motor, int steps) {
    for (int i = 0; i < steps; i++) {
      motor.step();
    }
    return motor.temperature();
  }

  private static double settled(String cooling) {
    Motor twin = new Motor(7, STEP);
    twin.set("cooling", cooling);
    twin.set("load", "100");
    return after(twin, 2000);
  }

  private static List<Double> series(long seed) {
    Plant motor = Plant.named("motor", seed, STEP);
    List<Double> series = new ArrayList<>();
    for (int tick = 0; tick < 300; tick++) {
      if (tick % 70 == 20) {
        motor.set("load", tick < 100 ? "100" : "30");
      }
      motor.step();
      series.add(motor.temperature());
    }
    return series;
  }
}
