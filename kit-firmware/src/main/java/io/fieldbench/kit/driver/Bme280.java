package io.fieldbench.kit.driver;

import io.fieldbench.kit.board.I2cDevice;
import io.fieldbench.kit.protocol.Quality;
import java.io.IOException;

/**
 * The Bosch BME280 climate sensor after its datasheet, BST-BME280-DS002. The sensor converts all
 * the time (section 3.3.4) with single oversampling and without filter, so a reading is at most 10
 * ms old. Not for use by several threads at a time.
 */
public final class Bme280 {
  private static final int ID = 0xD0;
  private static final int CTRL_HUM = 0xF2;
  private static final int CTRL_MEAS = 0xF4;
  private static final int CONFIG = 0xF5;
  private static final int DATA = 0xF7;

  private static final int CHIP = 0x60;
  private static final int SINGLE = 0b001;
  private static final int NORMAL_MODE = 0b11;

  /** What the data registers hold where nothing was converted since power came (section 3.4). */
  private static final int NOTHING = 0x80000;

  private static final double COLDEST = -40;
  private static final double HOTTEST = 85;

  private final I2cDevice device;
  private final Calibration calibration;

  private Bme280(I2cDevice device, Calibration calibration) {
    this.device = device;
    this.calibration = calibration;
  }

  /**
   * Reads the calibration, once, and starts the sensor.
   *
   * @throws IOException when there is no BME280 at the other end
   */
  public static Bme280 open(I2cDevice device) throws IOException {
    int id = device.read(ID, 1)[0] & 0xFF;
    if (id != CHIP) {
      throw new IOException("no BME280: its chip id is 0x60, this is 0x%02X".formatted(id));
    }
    Bme280 sensor = new Bme280(device, Calibration.read(device));
    sensor.start();
    return sensor;
  }

  /** The latest conversion; its quality is BAD outside the operating range, -40 to 85 °C. */
  public Measurement measure() throws IOException {
    byte[] data = device.read(DATA, 8);
    int rawPressure = twenty(data, 0);
    int rawTemperature = twenty(data, 3);
    int rawHumidity = (data[6] & 0xFF) << 8 | data[7] & 0xFF;
    boolean asleep = rawTemperature == NOTHING && rawPressure == NOTHING;
    if (asleep) {
      start();
    }
    int fine = calibration.fine(rawTemperature);
    double temperature = Calibration.temperature(fine);
    boolean possible = temperature >= COLDEST && temperature <= HOTTEST;
    return new Measurement(
        temperature,
        calibration.pressure(rawPressure, fine),
        calibration.humidity(rawHumidity, fine),
        possible && !asleep ? Quality.GOOD : Quality.BAD);
  }

  /** The humidity setting comes first: the chip adopts it with ctrl_meas (section 5.4.3). */
  private void start() throws IOException {
    device.write(CONFIG, 0);
    device.write(CTRL_HUM, SINGLE);
    device.write(CTRL_MEAS, SINGLE << 5 | SINGLE << 2 | NORMAL_MODE);
  }

  private static int twenty(byte[] data, int index) {
    return (data[index] & 0xFF) << 12
        | (data[index + 1] & 0xFF) << 4
        | (data[index + 2] & 0xFF) >> 4;
  }
}
