package io.fieldbench.kit.board.virtual;

import java.util.function.IntToDoubleFunction;

/**
 * One chip's calibration and what it makes of the physical world.
 *
 * <p>The way back from physical values inverts the compensation in floating point (BST-BME280-DS002
 * section 8.1). The driver computes with integers (section 4.2.3), so neither can hide a mistake of
 * the other.
 */
final class Trimming {
  private static final int[] T = {27504, 26435, -1000};
  private static final int[] P = {36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000};
  private static final int[] H = {75, 361, 0, 313, 50, 30};

  private Trimming() {}

  /** Fills the calibration registers, section 4.2.2. */
  static void store(byte[] registers) {
    words(registers, 0x88, T);
    words(registers, 0x8E, P);
    registers[0xA1] = (byte) H[0];
    words(registers, 0xE1, H[1]);
    registers[0xE3] = (byte) H[2];
    registers[0xE4] = (byte) (H[3] >> 4);
    registers[0xE5] = (byte) ((H[3] & 0x0F) | (H[4] & 0x0F) << 4);
    registers[0xE6] = (byte) (H[4] >> 4);
    registers[0xE7] = (byte) H[5];
  }

  static int rawTemperature(Climate climate) {
    return search(0xFFFFF, true, raw -> fine(raw) / 5120, climate.temperature());
  }

  static int rawPressure(Climate climate) {
    double fine = fine(rawTemperature(climate));
    return search(0xFFFFF, false, raw -> pressure(raw, fine), climate.pressure());
  }

  static int rawHumidity(Climate climate) {
    double fine = fine(rawTemperature(climate));
    return search(0xFFFF, true, raw -> humidity(raw, fine), climate.humidity());
  }

  private static void words(byte[] registers, int first, int... values) {
    for (int i = 0; i < values.length; i++) {
      registers[first + 2 * i] = (byte) values[i];
      registers[first + 2 * i + 1] = (byte) (values[i] >> 8);
    }
  }

  /** The raw value that comes nearest to the target; the limits are where a real one saturates. */
  private static int search(int max, boolean rising, IntToDoubleFunction physical, double target) {
    int low = 0;
    int high = max;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (physical.applyAsDouble(middle) < target == rising) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean nearerBelow =
        low > 0
            && Math.abs(physical.applyAsDouble(low - 1) - target)
                < Math.abs(physical.applyAsDouble(low) - target);
    return nearerBelow ? low - 1 : low;
  }

  /** Temperature in units of 1/5120 °C, which the other two formulas need. */
  private static double fine(int raw) {
    double linear = (raw / 16384.0 - T[0] / 1024.0) * T[1];
    double offset = raw / 131072.0 - T[0] / 8192.0;
    return linear + offset * offset * T[2];
  }

  private static double pressure(int raw, double fine) {
    double t = fine / 2 - 64000;
    double offset = (t * t * P[5] / 32768 + t * P[4] * 2) / 4 + P[3] * 65536.0;
    double slope = (1 + (P[2] * t * t / 524288 + P[1] * t) / 524288 / 32768) * P[0];
    double p = (1048576.0 - raw - offset / 4096) * 6250 / slope;
    return p + (P[8] * p * p / 2147483648.0 + p * P[7] / 32768 + P[6]) / 16;
  }

  private static double humidity(int raw, double fine) {
    double t = fine - 76800;
    double h =
        (raw - (H[3] * 64.0 + H[4] / 16384.0 * t))
            * (H[1] / 65536.0)
            * (1 + H[5] / 67108864.0 * t * (1 + H[2] / 67108864.0 * t));
    return h * (1 - H[0] * h / 524288);
  }
}
