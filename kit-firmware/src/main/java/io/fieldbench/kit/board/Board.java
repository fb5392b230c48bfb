package io.fieldbench.kit.board;

/** What a kit's program may ask of the hardware it runs on. */
public interface Board {
  /**
   * @param address seven bits, 0x08–0x77; whether a device answers there shows at the first
   *     transfer
   * @throws IllegalArgumentException when that is no address
   */
  I2cDevice i2c(int address);
}
