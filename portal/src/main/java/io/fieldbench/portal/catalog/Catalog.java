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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;

/**
 * The definitions that this portal works with, read once at its start: beside that of everything
 * else, since reading and validating them takes a while, and until the portal is open.
 */
@Service
public class Catalog implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(Catalog.class);

  private final CompletableFuture<Definitions> definitions;

  private record Definitions(FrameworkCatalog frameworks, ExerciseCatalog exercises) {
    static Definitions read(@Nullable Path content) {
      FrameworkCatalog frameworks =
          content != null && Files.isDirectory(content.resolve("frameworks"))
              ? FrameworkCatalog.load(content.resolve("frameworks"))
              : FrameworkCatalog.shipped();
      ExerciseCatalog exercises =
          content != null && Files.isDirectory(content.resolve("catalog"))
              ? ExerciseCatalog.load(content.resolve("catalog"), frameworks)
              : ExerciseCatalog.shipped(frameworks);
      for (ExerciseCatalog.Entry entry : exercises.entries()) {
        entry.problems().forEach(p -> log.warn("exercise {} is not published: {}", entry.id(), p));
      }
      return new Definitions(frameworks, exercises);
    }
  }

  Catalog(CatalogProperties properties) {
    Path content = properties.content();
    definitions =
        CompletableFuture.supplyAsync(
            () -> Definitions.read(content), Thread.ofPlatform().name("read-catalog")::start);
  }

  /** Where they cannot be read, the portal does not start. */
  @Override
  public void afterSingletonsInstantiated() {
    definitions.join();
  }

  FrameworkCatalog frameworkCatalog() {
    return definitions.join().frameworks;
  }

  private ExerciseCatalog exerciseCatalog() {
    return definitions.join().exercises;
  }

  public List<Framework> frameworks() {
    return frameworkCatalog().all();
  }

  public Optional<Framework> framework(String id) {
    return frameworkCatalog().framework(id);
  }

  public Optional<Competency> competency(CompetencyRef ref) {
    return frameworkCatalog().find(ref);
  }

  /** Every folder of the catalogue, published or not. */
  public List<ExerciseCatalog.Entry> entries() {
    return exerciseCatalog().entries();
  }

  /** The published exercises. */
  public List<Exercise> exercises() {
    return exerciseCatalog().entries().stream().flatMap(e -> e.exercise().stream()).toList();
  }

  public Optional<Exercise> exercise(String id) {
    return exerciseCatalog().find(id);
  }

  /** The published exercises that exercise a competency. */
  public List<Exercise> exercisesFor(CompetencyRef ref) {
    return exercises().stream().filter(e -> e.competencies().containsKey(ref)).toList();
  }
}
