package io.fieldbench.exercise;

import io.fieldbench.competency.FrameworkCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The exercises of a catalogue; a folder with problems is listed with them and is not published.
 */
public final class ExerciseCatalog {
  private final List<Entry> entries;

  ExerciseCatalog(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The exercises packed with this module, in its jar or its folder of classes. */
  public static ExerciseCatalog shipped(FrameworkCatalog frameworks) {
    return of(Folder.packed(), frameworks);
  }

  /**
   * Every sub-folder of a catalogue folder, apart from hidden ones.
   *
   * @throws java.io.UncheckedIOException when the catalogue cannot be read
   */
  public static ExerciseCatalog load(Path folder, FrameworkCatalog frameworks) {
    return of(Folder.in(folder), frameworks);
  }

  private static ExerciseCatalog of(List<Folder> folders, FrameworkCatalog frameworks) {
    return new ExerciseCatalog(
        folders.stream().map(folder -> Validator.validate(folder, frameworks)).toList());
  }

  /** In the order of their ids. */
  public List<Entry> entries() {
    return entries;
  }

  /** The published exercise of that id. */
  public Optional<Exercise> find(String id) {
    return entries.stream()
        .filter(e -> e.id().equals(id))
        .flatMap(e -> e.exercise().stream())
        .findFirst();
  }

  /**
   * One folder of the catalogue.
   *
   * @param exercise present only where there are no problems
   */
  public record Entry(String id, Optional<Exercise> exercise, List<Problem> problems) {
    public Entry {
      problems = List.copyOf(problems);
    }
  }
}
