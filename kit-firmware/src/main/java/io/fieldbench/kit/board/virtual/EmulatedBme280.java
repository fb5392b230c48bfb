package io.fieldbench.kit.board.virtual;

/**
 * The BME280 as its driver sees it: registers and modes of BST-BME280-DS002 sections 3.3 (modes),
 * 3.4 (resolution, skipped measurements), 5.3 (memory map) and 5.4 (register descriptions).
 *
 * <p>A conversion takes no time and the IIR filter's setting is kept but has no effect.
 */
final class EmulatedBme280 {
  private static final int ID = 0xD0;
  private static final int RESET = 0xE0;
  private static final int CTRL_HUM = 0xF2;
  private static final int CTRL_MEAS = 0xF4;
  private static final int CONFIG = 0xF5;
  private static final int DATA = 0xF7;
  private static final int SKIPPED = 0x80000;
  private static final int SKIPPED_HUMIDITY = 0x8000;

  private final byte[] registers = new byte[0x100];
  private Climate climate = new Climate(25, 101_325, 40);
  private int humidityOversampling;

  EmulatedBme280() {
    registers[ID] = 0x60;
    Trimming.store(registers);
    reset();
  }

  void expose(Climate climate) {
    this.climate = climate;
  }

  /** Writes to any other register have no effect, as on the chip. */
  void write(int register, int value) {
    switch (register) {
      case RESET -> {
        if (value == 0xB6) {
          reset();
        }
      }
      case CTRL_HUM -> registers[CTRL_HUM] = (byte) (value & 0x07);
      case CONFIG -> registers[CONFIG] = (byte) (value & 0xFD);
      case CTRL_MEAS -> control(value);
      default -> {}
    }
  }

  byte[] read(int register, int count) {
    if (mode() == 3) {
      convert();
    }
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = registers[(register + i) & 0xFF];
    }
    return bytes;
  }

  private void reset() {
    registers[CTRL_HUM] = 0;
    registers[CTRL_MEAS] = 0;
    registers[CONFIG] = 0;
    humidityOversampling = 0;
    store(SKIPPED, SKIPPED, SKIPPED_HUMIDITY);
  }

  /** A change of the humidity setting counts only from here on (5.4.3). */
  private void control(int value) {
    registers[CTRL_MEAS] = (byte) value;
    humidityOversampling = registers[CTRL_HUM];
    if (mode() == 1 || mode() == 2) {
      convert();
      registers[CTRL_MEAS] = (byte) (value & ~0x03);
    }
  }

  private int mode() {
    return registers[CTRL_MEAS] & 0x03;
  }

  private void convert() {
    int temperatureOversampling = (registers[CTRL_MEAS] >> 5) & 0x07;
    int pressureOversampling = (registers[CTRL_MEAS] >> 2) & 0x07;
    int temperature = Trimming.rawTemperature(climate);
    store(
        resolved(Trimming.rawPressure(climate), pressureOversampling),
        resolved(temperature, temperatureOversampling),
        humidityOversampling == 0 ? SKIPPED_HUMIDITY : Trimming.rawHumidity(climate));
  }

  /** Without the filter a value has 16 bits, and one more with each doubling of oversampling. */
  private static int resolved(int raw, int oversampling) {
    if (oversampling == 0) {
      return SKIPPED;
    }
    int unused = 4 - (Math.min(oversampling, 5) - 1);
    return raw >> unused << unused;
  }

  private void store(int pressure, int temperature, int humidity) {
    for (int i = 0; i < 3; i++) {
      registers[DATA + i] = (byte) (pressure << 4 >> (16 - 8 * i));
      registers[DATA + 3 + i] = (byte) (temperature << 4 >> (16 - 8 * i));
    }
    registers[DATA + 6] = (byte) (humidity >> 8);
    registers[DATA + 7] = (byte) humidity;
  }
}
