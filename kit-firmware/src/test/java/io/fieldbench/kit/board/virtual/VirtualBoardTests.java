package io.fieldbench.kit.board.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fieldbench.kit.board.Board;
import io.fieldbench.kit.board.BoardContractTests;
import io.fieldbench.kit.board.I2cDevice;
import io.fieldbench.kit.driver.Bme280;
import io.fieldbench.kit.driver.Measurement;
import io.fieldbench.kit.protocol.Quality;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualBoardTests extends BoardContractTests {
  private final VirtualBoard board = new VirtualBoard();
  private final I2cDevice chip = board.i2c(VirtualBoard.BME280);

  @Override
  protected Board board() {
    return board;
  }

  @ParameterizedTest
  @CsvSource({
    "-39.5, 101325, 10",
    "0, 30500, 0.5",
    "22.17, 101325, 40",
    "25, 109500, 99",
    "68.43, 90000, 55",
    "84.5, 101325, 80"
  })
  void theDriverFindsThePhysicalValues(double temperature, double pressure, double humidity)
      throws IOException {
    Bme280 sensor = Bme280.open(chip);
    board.expose(new Climate(temperature, pressure, humidity));

    Measurement measured = sensor.measure();

    assertThat(measured.temperature()).isCloseTo(temperature, within(0.011));
    assertThat(measured.pressure()).isCloseTo(pressure, within(4.0));
    assertThat(measured.humidity()).isCloseTo(humidity, within(0.05));
    assertThat(measured.quality()).isEqualTo(Quality.GOOD);
  }

  @ParameterizedTest
  @CsvSource({"-60", "120"})
  void beyondTheSensorsRangeTheDriverSaysBad(double temperature) throws IOException {
    Bme280 sensor = Bme280.open(chip);
    board.expose(new Climate(temperature, 101_325, 40));

    assertThat(sensor.measure().quality()).isEqualTo(Quality.BAD);
  }

  @Test
  void aLooseWireReadsAllOnesUntilItIsMended() throws IOException {
    Bme280 sensor = Bme280.open(chip);
    board.expose(new Climate(30, 101_325, 40));
    board.fail(Fault.LOOSE_WIRE);

    assertThat(chip.read(0xF7, 2)).containsExactly(0xFF, 0xFF);
    assertThat(sensor.measure().temperature()).isGreaterThan(150);
    assertThat(sensor.measure().quality()).isEqualTo(Quality.BAD);
    assertThatIOException().isThrownBy(() -> Bme280.open(chip)).withMessageContaining("0xFF");

    board.fail(Fault.NONE);
    assertThat(sensor.measure().temperature()).isCloseTo(30, within(0.011));
    assertThat(sensor.measure().quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void noWriteArrivesOverALooseWire() throws IOException {
    board.fail(Fault.LOOSE_WIRE);
    chip.write(0xF5, 0x10);
    board.fail(Fault.NONE);

    assertThat(chip.read(0xF5, 1)).containsExactly(0x00);
  }

  @Test
  void aChipThatLostPowerIsFoundAsleepAndWoken() throws IOException {
    Bme280 sensor = Bme280.open(chip);
    sensor.measure();
    chip.write(0xE0, 0xB6);

    assertThat(sensor.measure().quality()).isEqualTo(Quality.BAD);
    assertThat(sensor.measure().quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void theHumiditySettingCountsFromTheNextControlWrite() throws IOException {
    chip.write(0xF4, 0x27);
    chip.write(0xF2, 0x01);
    assertThat(chip.read(0xFD, 2)).containsExactly(0x80, 0x00);

    chip.write(0xF4, 0x27);
    assertThat(chip.read(0xFD, 2)).isNotEqualTo(new byte[] {(byte) 0x80, 0x00});
  }

  @Test
  void aForcedConversionIsOneConversion() throws IOException {
    chip.write(0xF4, 0x25);
    byte[] converted = chip.read(0xFA, 3);
    board.expose(new Climate(60, 101_325, 40));

    assertThat(chip.read(0xF4, 1)).containsExactly(0x24);
    assertThat(chip.read(0xFA, 3)).isEqualTo(converted);
  }

  @Test
  void singleOversamplingGivesSixteenBitsAndMoreGivesMore() throws IOException {
    board.expose(new Climate(33.337, 101_325, 40));
    chip.write(0xF4, 0x27);
    assertThat(chip.read(0xFC, 1)).containsExactly(0x00);

    chip.write(0xF4, 0xB7);
    assertThat(chip.read(0xFC, 1)[0]).isNotZero();
  }

  @Test
  void anUnknownFaultIsAnsweredWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.named("smoke"))
        .withMessage("fault 'smoke' is unknown; known are none, loose-wire");
  }
}
