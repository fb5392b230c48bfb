package io.fieldbench.kit.driver;

import io.fieldbench.kit.board.I2cDevice;
import java.util.Arrays;

/** Registers that hold what was put there; nothing in it computes. */
final class RegisterFile implements I2cDevice {
  private final byte[] registers = new byte[0x100];

  RegisterFile put(int first, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      registers[first + i] = (byte) bytes[i];
    }
    return this;
  }

  RegisterFile putWords(int first, int... words) {
    for (int i = 0; i < words.length; i++) {
      put(first + 2 * i, words[i], words[i] >> 8);
    }
    return this;
  }

  /** Pressure, temperature and humidity as the chip shows them from 0xF7 on. */
  RegisterFile data(int pressure, int temperature, int humidity) {
    return put(0xF7, pressure >> 12, pressure >> 4, pressure << 4)
        .put(0xFA, temperature >> 12, temperature >> 4, temperature << 4)
        .put(0xFD, humidity >> 8, humidity);
  }

  @Override
  public void write(int register, int value) {
    registers[register] = (byte) value;
  }

  @Override
  public byte[] read(int register, int count) {
    return Arrays.copyOfRange(registers, register, register + count);
  }
}
