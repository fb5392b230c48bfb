package io.fieldbench.competency.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to be imported: it may stand on a disk or have been sent, and may be read more than once.
 *
 * @param name without its folder
 * @param size in bytes
 */
record SourceFile(String name, long size, Opener opener) {
  interface Opener {
    InputStream open() throws IOException;
  }

  static SourceFile of(Path path) throws IOException {
    return new SourceFile(
        String.valueOf(path.getFileName()), Files.size(path), () -> Files.newInputStream(path));
  }

  static SourceFile of(String name, byte[] bytes) {
    return new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  InputStream open() throws IOException {
    return opener.open();
  }
}
