package io.fieldbench.kit.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.kit.driver.Bme280;
import io.fieldbench.kit.driver.Measurement;
import io.fieldbench.kit.protocol.Quality;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each board must do, virtual or not, that has a BME280 at 0x76 in a room's air and nothing at
 * 0x77.
 */
public abstract class BoardContractTests {
  private static final int SENSOR = 0x76;
  private static final int NOTHING = 0x77;

  protected abstract Board board();

  @Test
  void theDriverMeasuresARoom() throws IOException {
    Measurement measured = Bme280.open(board().i2c(SENSOR)).measure();

    assertThat(measured.quality()).isEqualTo(Quality.GOOD);
    assertThat(measured.temperature()).isBetween(0.0, 50.0);
    assertThat(measured.pressure()).isBetween(70_000.0, 110_000.0);
    assertThat(measured.humidity()).isBetween(5.0, 95.0);
  }

  @Test
  void aTransferCountsUpFromItsFirstRegister() throws IOException {
    I2cDevice chip = board().i2c(SENSOR);
    byte[] together = chip.read(0x88, 24);

    for (int i = 0; i < together.length; i++) {
      assertThat(chip.read(0x88 + i, 1)).containsExactly(together[i]);
    }
  }

  @Test
  void aRegisterKeepsWhatIsWritten() throws IOException {
    I2cDevice chip = board().i2c(SENSOR);

    for (int value : new int[] {0x10, 0x00}) {
      chip.write(0xF5, value);
      assertThat(chip.read(0xF5, 1)).containsExactly(value);
    }
  }

  @Test
  void twoHandlesAreOneDevice() throws IOException {
    Board board = board();
    board.i2c(SENSOR).write(0xF5, 0x08);

    assertThat(board.i2c(SENSOR).read(0xF5, 1)).containsExactly(0x08);
  }

  @Test
  void whatTheMakerStoredCannotBeOverwritten() throws IOException {
    I2cDevice chip = board().i2c(SENSOR);
    byte[] before = chip.read(0x88, 24);
    chip.write(0x88, ~before[0]);
    chip.write(0xD0, 0);

    assertThat(chip.read(0xD0, 1)).containsExactly(0x60);
    assertThat(Arrays.equals(chip.read(0x88, 24), before)).isTrue();
  }

  @Test
  void anAddressWithoutADeviceFailsAtTheFirstTransfer() {
    I2cDevice nothing = board().i2c(NOTHING);

    assertThatIOException().isThrownBy(() -> nothing.read(0xD0, 1)).withMessageContaining("0x77");
    assertThatIOException().isThrownBy(() -> nothing.write(0xF5, 0)).withMessageContaining("0x77");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x07, 0x78, 0x176})
  void refusesWhatIsNoAddress(int address) {
    assertThatIllegalArgumentException().isThrownBy(() -> board().i2c(address));
  }
}
