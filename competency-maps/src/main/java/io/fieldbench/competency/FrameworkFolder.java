package io.fieldbench.competency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds framework files in a folder, by name, without its sub-folders. */
final class FrameworkFolder {
  private FrameworkFolder() {}

  /** Adds to {@code problems} what cannot be read. */
  static List<FrameworkFile> read(Path folder, List<Problem> problems) {
    if (!Files.isDirectory(folder)) {
      problems.add(
          new Problem(folder.toString(), "", "is no folder; name one with framework files"));
      return List.of();
    }
    List<FrameworkFile> found = new ArrayList<>();
    List<Path> paths;
    try (var entries = Files.list(folder)) {
      paths =
          entries.filter(p -> FrameworkFile.named(p.getFileName().toString())).sorted().toList();
    } catch (IOException e) {
      problems.add(new Problem(folder.toString(), "", "cannot be listed: " + e));
      return List.of();
    }
    for (Path path : paths) {
      String name = path.getFileName().toString();
      try {
        found.add(new FrameworkFile(name, Files.readAllBytes(path)));
      } catch (IOException e) {
        problems.add(new Problem(name, "", "cannot be read: " + e));
      }
    }
    if (paths.isEmpty()) {
      problems.add(
          new Problem(folder.toString(), "", "holds no framework; put a .yaml file there"));
    }
    return found;
  }
}
