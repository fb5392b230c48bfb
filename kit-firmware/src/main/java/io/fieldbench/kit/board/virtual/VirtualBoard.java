package io.fieldbench.kit.board.virtual;

import io.fieldbench.kit.board.Board;
import io.fieldbench.kit.board.I2cDevice;
import java.io.IOException;
import java.util.Arrays;

/** A board with one emulated BME280. Not for use by several threads at a time. */
public final class VirtualBoard implements Board {
  /** The address of a BME280 whose SDO pin is tied to ground. */
  public static final int BME280 = 0x76;

  private final EmulatedBme280 chip = new EmulatedBme280();
  private Fault fault = Fault.NONE;

  /** Changes what surrounds the sensor. */
  public void expose(Climate climate) {
    chip.expose(climate);
  }

  public void fail(Fault fault) {
    this.fault = fault;
  }

  @Override
  public I2cDevice i2c(int address) {
    if (address < 0x08 || address > 0x77) {
      throw new IllegalArgumentException("0x%02X is no I²C address".formatted(address));
    }
    return new Wire(address);
  }

  private final class Wire implements I2cDevice {
    private final int address;

    private Wire(int address) {
      this.address = address;
    }

    @Override
    public void write(int register, int value) throws IOException {
      requireChip();
      if (fault != Fault.LOOSE_WIRE) {
        chip.write(register, value & 0xFF);
      }
    }

    @Override
    public byte[] read(int register, int count) throws IOException {
      requireChip();
      if (fault != Fault.LOOSE_WIRE) {
        return chip.read(register, count);
      }
      byte[] ones = new byte[count];
      Arrays.fill(ones, (byte) 0xFF);
      return ones;
    }

    private void requireChip() throws IOException {
      if (address != BME280) {
        throw new IOException("no device acknowledges at 0x%02X".formatted(address));
      }
    }
  }
}
