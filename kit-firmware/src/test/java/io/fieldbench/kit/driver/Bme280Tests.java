package io.fieldbench.kit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import io.fieldbench.kit.protocol.Quality;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known vectors. Temperature and pressure are the worked example of the datasheet of the BMP280,
 * which shares the formulas (25.08 °C; 100653.27 Pa in floating point, of which the integers lose
 * 0.02). Humidity was computed outside this code, in floating point, BST-BME280-DS002 section 8.1.
 */
class Bme280Tests {
  private static final int ADC_T = 519888;
  private static final int ADC_P = 415148;

  private final RegisterFile chip =
      new RegisterFile()
          .put(0xD0, 0x60)
          .putWords(0x88, 27504, 26435, -1000)
          .putWords(0x8E, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000)
          .put(0xA1, 75)
          // H2 = 361, H3 = 0, H4 = 313 = 0x139, H5 = 50 = 0x032, H6 = 30
          .put(0xE1, 0x69, 0x01, 0x00, 0x13, 0x29, 0x03, 0x1E);

  @Test
  void computesTheDatasheetsExample() throws IOException {
    Measurement measured = Bme280.open(chip.data(ADC_P, ADC_T, 30000)).measure();

    assertThat(measured.temperature()).isEqualTo(25.08);
    assertThat(measured.pressure()).isEqualTo(25767233 / 256.0).isCloseTo(100653.27, within(0.02));
    assertThat(measured.quality()).isEqualTo(Quality.GOOD);
  }

  @ParameterizedTest
  @CsvSource({"27000, 38.170", "30000, 54.850", "36000, 87.965"})
  void computesHumidity(int raw, double expected) throws IOException {
    assertThat(humidity(raw)).isCloseTo(expected, within(0.02));
  }

  @ParameterizedTest
  @CsvSource({"8000, 49.675", "10000, 60.131"})
  void readsTheSignsOfTheHumidityParameters(int raw, double expected) throws IOException {
    // H2 = 355, H3 = 7, H4 = -20 = 0xFEC, H5 = -44 = 0xFD4, H6 = -25
    chip.put(0xE1, 0x63, 0x01, 0x07, 0xFE, 0x4C, 0xFD, 0xE7);

    assertThat(humidity(raw)).isCloseTo(expected, within(0.02));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "65535, 100"})
  void humidityStaysWithinItsScale(int raw, double expected) throws IOException {
    assertThat(humidity(raw)).isEqualTo(expected);
  }

  @Test
  void aDataLineAtOneIsBadAndFarTooHot() throws IOException {
    Measurement measured = Bme280.open(chip.data(0xFFFFF, 0xFFFFF, 0xFFFF)).measure();

    assertThat(measured.quality()).isEqualTo(Quality.BAD);
    assertThat(measured.temperature()).isCloseTo(187.55, within(0.02));
  }

  @ParameterizedTest
  @CsvSource({"315000, GOOD", "312000, BAD", "712000, GOOD", "715000, BAD"})
  void outsideTheOperatingRangeIsBad(int raw, Quality expected) throws IOException {
    assertThat(Bme280.open(chip.data(ADC_P, raw, 30000)).measure().quality()).isEqualTo(expected);
  }

  @Test
  void aSleepingChipIsBadAndIsWoken() throws IOException {
    Bme280 sensor = Bme280.open(chip.data(0x80000, 0x80000, 0x8000));
    chip.put(0xF2, 0).put(0xF4, 0);

    assertThat(sensor.measure().quality()).isEqualTo(Quality.BAD);
    assertThat(chip.read(0xF2, 3)).containsExactly(0x01, 0x00, 0x27);
  }

  @Test
  void aTemperatureEqualToTheResetValueIsGood() throws IOException {
    assertThat(Bme280.open(chip.data(ADC_P, 0x80000, 30000)).measure().quality())
        .isEqualTo(Quality.GOOD);
  }

  @Test
  void refusesAnotherChip() {
    chip.put(0xD0, 0x58);

    assertThatIOException().isThrownBy(() -> Bme280.open(chip)).withMessageContaining("0x58");
  }

  private double humidity(int raw) throws IOException {
    return Bme280.open(chip.data(ADC_P, ADC_T, raw)).measure().humidity();
  }
}
