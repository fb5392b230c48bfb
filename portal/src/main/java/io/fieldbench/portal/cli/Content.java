package io.fieldbench.portal.cli;

import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.exercise.ExerciseCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The definitions for verbs that need no portal: shipped, or a folder's. */
final class Content {
  private Content() {}

  /**
   * @param folder with {@code frameworks/} and {@code catalog/}, or null for the shipped content
   */
  static ExerciseCatalog exercises(@Nullable Path folder) throws VerbFailure {
    try {
      FrameworkCatalog frameworks =
          folder != null && Files.isDirectory(folder.resolve("frameworks"))
              ? FrameworkCatalog.load(folder.resolve("frameworks"))
              : FrameworkCatalog.shipped();
      if (folder == null) {
        return ExerciseCatalog.shipped(frameworks);
      }
      if (!Files.isDirectory(folder.resolve("catalog"))) {
        throw new VerbFailure("There is no folder " + folder.resolve("catalog"));
      }
      return ExerciseCatalog.load(folder.resolve("catalog"), frameworks);
    } catch (FrameworkException e) {
      throw new VerbFailure(
          "The frameworks cannot be used:" + System.lineSeparator() + e.getMessage());
    }
  }
}
