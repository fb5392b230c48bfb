package io.fieldbench.lab.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes the archives in which files enter a container, in GNU tar's format: names may be long and
 * of any script.
 */
final class TarWriter {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
  private final int owner;

  /**
   * @param owner user and group of everything in it
   */
  TarWriter(int owner) {
    this.owner = owner;
  }

  /** The folders on the way to files, each once, before what is in them. */
  TarWriter foldersOf(Iterable<String> paths, int mode) {
    var folders = new TreeSet<String>();
    for (String path : paths) {
      for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
        folders.add(path.substring(0, end));
      }
    }
    folders.forEach(folder -> entry(folder + "/", '5', new byte[0], mode));
    return this;
  }

  /**
   * @param mode as 0400
   */
  TarWriter file(String path, byte[] content, int mode) {
    entry(path, '0', content, mode);
    return this;
  }

  byte[] end() {
    archive.writeBytes(new byte[2 * BLOCK]);
    return archive.toByteArray();
  }

  private void entry(String path, char type, byte[] content, int mode) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length > 100) {
      header("././@LongLink".getBytes(StandardCharsets.US_ASCII), 'L', name.length, 0);
      content(name);
    }
    header(name, type, content.length, mode);
    content(content);
  }

  private void header(byte[] name, char type, long size, int mode) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, Math.min(name.length, 100));
    Map.of(
            100, "%07o\0".formatted(mode),
            108, "%07o\0".formatted(owner),
            116, "%07o\0".formatted(owner),
            124, "%011o\0".formatted(size),
            136, "%011o\0".formatted(0),
            148, "        ",
            156, String.valueOf(type),
            257, "ustar  \0")
        .forEach((at, text) -> put(header, at, text));
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    archive.writeBytes(header);
  }

  private void content(byte[] content) {
    archive.writeBytes(content);
    archive.writeBytes(new byte[-content.length & BLOCK - 1]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
