package io.fieldbench.kit.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedReadingTests {
  @Test
  void readsValuesWithTheirQuality() {
    assertThat(SimulatedReading.parse("62.5 -3  70! 71.25?"))
        .containsExactly(
            new SimulatedReading(62.5, Quality.GOOD),
            new SimulatedReading(-3, Quality.GOOD),
            new SimulatedReading(70, Quality.BAD),
            new SimulatedReading(71.25, Quality.UNCERTAIN));
  }

  @Test
  void repeatsAReading() {
    assertThat(SimulatedReading.parse("1*2 2!*3"))
        .containsExactly(
            new SimulatedReading(1, Quality.GOOD),
            new SimulatedReading(1, Quality.GOOD),
            new SimulatedReading(2, Quality.BAD),
            new SimulatedReading(2, Quality.BAD),
            new SimulatedReading(2, Quality.BAD));
  }

  @Test
  void noneIsNoReading() {
    assertThat(SimulatedReading.parse("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "hot", "62.5,63", "62.555", "NaN", "1e3", "62!?", "62 !", "62*0", "62*3!", "62*1000"
      })
  void refusesWhatIsNoReading(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulatedReading.parse(text))
        .withMessageContaining("is no reading to simulate");
  }

  @Test
  void refusesMoreThanTwoHundred() {
    assertThat(SimulatedReading.parse("1 ".repeat(200))).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> SimulatedReading.parse("1*150 2*51"));
  }
}
