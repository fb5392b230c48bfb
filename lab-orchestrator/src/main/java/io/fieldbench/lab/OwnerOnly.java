package io.fieldbench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that hold secrets. */
final class OwnerOnly {
  private OwnerOnly() {}

  /**
   * Puts a file in place whole or not at all. Its owner alone can read it, as any temporary file,
   * where the file system knows owners.
   */
  static void write(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path whole = Files.createTempFile(folder, file.getFileName().toString(), ".new");
    try {
      Files.write(whole, content);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
