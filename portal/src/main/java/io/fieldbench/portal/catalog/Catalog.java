package io.fieldbench.portal.catalog;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.ExerciseCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The definitions that this portal works with, read once at its start. */
@Service
public class Catalog {
  private static final Logger log = LoggerFactory.getLogger(Catalog.class);

  private final FrameworkCatalog frameworks;
  private final ExerciseCatalog exercises;

  Catalog(CatalogProperties properties) {
    Path content = properties.content();
    frameworks =
        content != null && Files.isDirectory(content.resolve("frameworks"))
            ? FrameworkCatalog.load(content.resolve("frameworks"))
            : FrameworkCatalog.shipped();
    exercises =
        content != null && Files.isDirectory(content.resolve("catalog"))
            ? ExerciseCatalog.load(content.resolve("catalog"), frameworks)
            : ExerciseCatalog.shipped(frameworks);
    for (ExerciseCatalog.Entry entry : exercises.entries()) {
      entry.problems().forEach(p -> log.warn("exercise {} is not published: {}", entry.id(), p));
    }
  }

  public List<Framework> frameworks() {
    return frameworks.all();
  }

  public Optional<Framework> framework(String id) {
    return frameworks.framework(id);
  }

  public Optional<Competency> competency(CompetencyRef ref) {
    return frameworks.find(ref);
  }

  /** Every folder of the catalogue, published or not. */
  public List<ExerciseCatalog.Entry> entries() {
    return exercises.entries();
  }

  /** The published exercises. */
  public List<Exercise> exercises() {
    return exercises.entries().stream().flatMap(e -> e.exercise().stream()).toList();
  }

  public Optional<Exercise> exercise(String id) {
    return exercises.find(id);
  }

  /** The published exercises that exercise a competency. */
  public List<Exercise> exercisesFor(CompetencyRef ref) {
    return exercises().stream().filter(e -> e.competencies().containsKey(ref)).toList();
  }
}
