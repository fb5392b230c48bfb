package io.fieldbench.kit.driver;

import io.fieldbench.kit.board.I2cDevice;
import java.io.IOException;

/**
 * What the maker measured on one BME280, read from its registers (BST-BME280-DS002 section 4.2.2).
 *
 * @param t temperature, parameters 1–3
 * @param p pressure, parameters 1–9
 * @param h humidity, parameters 1–6
 */
record Calibration(int[] t, int[] p, int[] h) {
  private static final int FIRST_BLOCK = 0x88;
  private static final int SECOND_BLOCK = 0xE1;

  static Calibration read(I2cDevice chip) throws IOException {
    byte[] first = chip.read(FIRST_BLOCK, 26);
    byte[] second = chip.read(SECOND_BLOCK, 7);
    int shared = second[4];
    return new Calibration(
        words(first, 0, 3),
        words(first, 6, 9),
        new int[] {
          first[25] & 0xFF,
          signed(second, 0),
          second[2] & 0xFF,
          // Two signed 12-bit numbers share the register 0xE5, half each.
          second[3] << 4 | shared & 0x0F,
          second[5] << 4 | shared >> 4 & 0x0F,
          second[6]
        });
  }

  /** Little-endian; the first of each group is unsigned, the others are signed. */
  private static int[] words(byte[] block, int start, int count) {
    int[] words = new int[count];
    for (int i = 0; i < count; i++) {
      words[i] = signed(block, start + 2 * i);
    }
    words[0] &= 0xFFFF;
    return words;
  }

  private static int signed(byte[] block, int index) {
    return block[index + 1] << 8 | block[index] & 0xFF;
  }

  /** Temperature in units of 1/5120 °C, 32-bit arithmetic (section 4.2.3). */
  int fine(int raw) {
    int linear = ((raw >> 3) - (t[0] << 1)) * t[1] >> 11;
    int offset = (raw >> 4) - t[0];
    return linear + ((offset * offset >> 12) * t[2] >> 14);
  }

  /**
   * Temperature, °C, steps of 0.01.
   *
   * @param fine of the same conversion
   */
  static double temperature(int fine) {
    return (fine * 5 + 128 >> 8) / 100.0;
  }

  /** Pressure, Pa, 64-bit arithmetic with eight bits behind the point (section 4.2.3). */
  double pressure(int raw, int fine) {
    long x = fine - 128000L;
    long offset = x * x * p[5] + (x * p[4] << 17) + ((long) p[3] << 35);
    long slope = (x * x * p[2] >> 8) + (x * p[1] << 12);
    slope = ((1L << 47) + slope) * p[0] >> 33;
    if (slope == 0) {
      return 0;
    }
    long pressure = (((1048576L - raw) << 31) - offset) * 3125 / slope;
    long square = p[8] * (pressure >> 13) * (pressure >> 13) >> 25;
    long straight = p[7] * pressure >> 19;
    return ((pressure + square + straight >> 8) + ((long) p[6] << 4)) / 256.0;
  }

  /** Humidity, per cent, 32-bit arithmetic with ten bits behind the point (section 4.2.3). */
  double humidity(int raw, int fine) {
    int x = fine - 76800;
    int uncorrected = (raw << 14) - (h[3] << 20) - h[4] * x + 16384 >> 15;
    int warmth = (x * h[5] >> 10) * ((x * h[2] >> 11) + 32768) >> 10;
    int humidity = uncorrected * ((warmth + 2097152) * h[1] + 8192 >> 14);
    int root = humidity >> 15;
    humidity -= (root * root >> 7) * h[0] >> 4;
    return (Math.clamp(humidity, 0, 100 << 22) >> 12) / 1024.0;
  }
}
