package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Archives with anything in them, entry by entry, as an attacker writes them. */
final class ForgedTar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private String magic = "ustar  \0";

  /** What follows is of the format of POSIX, not of GNU tar. */
  ForgedTar posix() {
    magic = "ustar\0" + "00";
    return this;
  }

  ForgedTar file(String name, String content) {
    return entry(name, '0', content);
  }

  ForgedTar entry(String name, char type, String content) {
    byte[] data = content.getBytes(UTF_8);
    return header(name.getBytes(UTF_8), type, "%011o\0".formatted(data.length)).data(data);
  }

  /**
   * @param size the field of 12 bytes
   */
  ForgedTar header(byte[] name, char type, String size) {
    byte[] header = new byte[512];
    System.arraycopy(name, 0, header, 0, Math.min(name.length, 100));
    put(header, 100, "0000644\0");
    put(header, 124, size);
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, magic);
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    bytes.writeBytes(header);
    return this;
  }

  ForgedTar data(byte[] data) {
    bytes.writeBytes(Arrays.copyOf(data, (data.length + 511) / 512 * 512));
    return this;
  }

  byte[] unfinished() {
    return bytes.toByteArray();
  }

  byte[] end() {
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() + 1024);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] field = text.getBytes(ISO_8859_1);
    System.arraycopy(field, 0, header, at, field.length);
  }
}
