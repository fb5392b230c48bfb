package io.fieldbench.competency.exchange;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published files that are not ours to ship and may lie beside the checkout. */
final class Beside {
  private Beside() {}

  static Path path(String name) {
    return Path.of("../../shared").toAbsolutePath().normalize().resolve(name);
  }

  static boolean isHere(String name) {
    return Files.exists(path(name));
  }
}
