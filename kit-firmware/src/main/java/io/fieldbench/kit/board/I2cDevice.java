package io.fieldbench.kit.board;

import java.io.IOException;

/** One device on an I²C bus whose registers are eight bits wide and numbered by eight bits. */
public interface I2cDevice {
  /**
   * @param value the low eight bits are written
   * @throws IOException when no device acknowledges
   */
  void write(int register, int value) throws IOException;

  /**
   * Reads registers in one transfer, counting up from the first, so that they belong together.
   *
   * @return exactly {@code count} bytes
   * @throws IOException when no device acknowledges
   */
  byte[] read(int register, int count) throws IOException;
}
