package io.fieldbench.lab.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the archives in which files enter a container (POSIX ustar). */
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  /**
   * An archive of one regular file.
   *
   * @param name without folders, ASCII, at most 99 characters
   * @param owner user and group
   * @param mode as 0400
   */
  static byte[] file(String name, byte[] content, int owner, int mode) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 108, "%07o".formatted(owner));
    put(header, 116, "%07o".formatted(owner));
    put(header, 124, "%011o".formatted(content.length));
    put(header, 136, "%011o".formatted(0));
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte b : header) {
      sum += b & 255;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    var archive = new ByteArrayOutputStream();
    archive.writeBytes(header);
    archive.writeBytes(content);
    int used = content.length % BLOCK;
    archive.writeBytes(new byte[(used == 0 ? 0 : BLOCK - used) + 2 * BLOCK]);
    return archive.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
