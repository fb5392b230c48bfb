package io.fieldbench.portal.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Counterparts;
import io.fieldbench.competency.Coverage.Claim;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.exchange.CaseDocument;
import io.fieldbench.competency.exchange.CaseResources;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.ExerciseCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * The definitions that this portal works with, read once at its start: beside that of everything
 * else, since reading and validating them takes a while, and until the portal is open.
 */
@Service
public class Catalog implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(Catalog.class);

  private final @Nullable Path content;
  private final ObjectProvider<FrameworkVersions> versions;
  private final CompletableFuture<Definitions> shipped;
  private volatile @Nullable Definitions definitions;
  private volatile List<Framework> opened = List.of();
  private final Cache<String, CaseResources> resources = Caffeine.newBuilder().softValues().build();

  /**
   * @param counterparts by framework, what the competencies that exercises and crosswalks name are
   *     in the version that is in use; without those that are in use as they came
   */
  private record Definitions(
      FrameworkCatalog frameworks,
      ExerciseCatalog exercises,
      Map<String, Counterparts> counterparts) {
    static Definitions read(@Nullable Path content) {
      return read(
          content,
          content != null && Files.isDirectory(content.resolve("frameworks"))
              ? FrameworkCatalog.load(content.resolve("frameworks"))
              : FrameworkCatalog.shipped(),
          Map.of());
    }

    private static Definitions read(
        @Nullable Path content,
        FrameworkCatalog frameworks,
        Map<String, Counterparts> counterparts) {
      ExerciseCatalog exercises =
          content != null && Files.isDirectory(content.resolve("catalog"))
              ? ExerciseCatalog.load(content.resolve("catalog"), frameworks)
              : ExerciseCatalog.shipped(frameworks);
      return new Definitions(frameworks, exercises, counterparts);
    }

    /**
     * With versions in the places of what came. An exercise stays published though its competency
     * is not in the version that is in use: what it teaches is there, and old attempts are.
     */
    Definitions with(@Nullable Path content, List<Framework> versions) {
      var counterparts = new HashMap<String, Counterparts>();
      for (Framework version : versions) {
        frameworks
            .framework(version.id())
            .ifPresent(f -> counterparts.put(f.id(), Counterparts.of(f, version)));
      }
      return read(content, frameworks.with(versions).orElse(frameworks), Map.copyOf(counterparts));
    }
  }

  Catalog(CatalogProperties properties, ObjectProvider<FrameworkVersions> versions) {
    this.content = properties.content();
    this.versions = versions;
    this.shipped =
        CompletableFuture.supplyAsync(
            () -> Definitions.read(content), Thread.ofPlatform().name("read-catalog")::start);
  }

  /** Where they cannot be read, the portal does not start. */
  @Override
  public void afterSingletonsInstantiated() {
    Collection<FrameworkVersion> imported = versions.getObject().inUse().values();
    Definitions found = shipped.join();
    if (!imported.isEmpty()) {
      var frameworks = new ArrayList<Framework>();
      var open = new ArrayList<Framework>();
      for (FrameworkVersion version : imported) {
        Framework framework = version(version.hash()).orElseThrow();
        frameworks.add(framework);
        if (version.openToAll()) {
          open.add(framework);
        }
      }
      found = found.with(content, frameworks);
      opened = List.copyOf(open);
    }
    for (ExerciseCatalog.Entry entry : found.exercises.entries()) {
      entry.problems().forEach(p -> log.warn("exercise {} is not published: {}", entry.id(), p));
    }
    definitions = found;
  }

  /** Writes down what records will be about; the pages need not wait for it. */
  @EventListener(ApplicationReadyEvent.class)
  void keepVersions() {
    Thread.ofPlatform()
        .name("keep-frameworks")
        .start(() -> shipped.join().frameworks.all().forEach(versions.getObject()::keep));
  }

  private Definitions definitions() {
    return Objects.requireNonNullElseGet(definitions, shipped::join);
  }

  FrameworkCatalog frameworkCatalog() {
    return definitions().frameworks;
  }

  private ExerciseCatalog exerciseCatalog() {
    return definitions().exercises;
  }

  /** The versions of all frameworks that were ever in use here, the oldest first. */
  public List<FrameworkVersion> versions() {
    return versions.getObject().all();
  }

  /** The framework of that hash, as it was. */
  public Optional<Framework> version(String hash) {
    return versions.getObject().read(hash);
  }

  /**
   * What people who are not signed in may read: the frameworks that came with the product, and the
   * imported ones that their institution has opened in their places.
   */
  List<Framework> openToAll() {
    return shipped.join().frameworks.with(opened).all();
  }

  /** What everybody may read of a framework by CASE: the package that it came as, or ours of it. */
  CaseResources caseResources(Framework framework) {
    return resources.get(
        framework.hash(),
        hash ->
            versions
                .getObject()
                .document(framework)
                .filter(CaseDocument.class::isInstance)
                .map(document -> CaseResources.of((CaseDocument) document))
                .orElseGet(() -> CaseResources.of(framework, since(framework))));
  }

  /** When a framework that is in use here came into use. */
  private Instant since(Framework framework) {
    versions.getObject().keep(framework);
    return versions().stream()
        .filter(v -> v.hash().equals(framework.hash()))
        .map(FrameworkVersion::addedAt)
        .findFirst()
        .orElseThrow();
  }

  public List<Framework> frameworks() {
    return frameworkCatalog().all();
  }

  public Optional<Framework> framework(String id) {
    return frameworkCatalog().framework(id);
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

  /** The frameworks as they came, which exercises, crosswalks and profiles speak of. */
  FrameworkCatalog original() {
    return shipped.join().frameworks;
  }

  /**
   * What a competency that an exercise or a crosswalk names is in the version that is in use; empty
   * where that has none that says the same.
   */
  public Optional<CompetencyRef> inUse(CompetencyRef named) {
    boolean came = original().find(named).isPresent();
    Counterparts counterparts = definitions().counterparts.get(named.framework());
    return came && counterparts != null
        ? counterparts.of(named.code()).map(c -> new CompetencyRef(named.framework(), c.code()))
        : framework(named.framework()).flatMap(f -> f.find(named.code())).map(c -> named);
  }

  /** The hash of the version that a competency which an exercise names is of. */
  public Optional<String> hash(CompetencyRef named) {
    return inUse(named).isPresent()
        ? framework(named.framework()).map(Framework::hash)
        : original().framework(named.framework()).map(Framework::hash);
  }

  /** What an exercise exercises, of what is in use, with its weights, in the exercise's order. */
  public Map<CompetencyRef, Integer> aims(Exercise exercise) {
    var aims = new LinkedHashMap<CompetencyRef, Integer>();
    exercise
        .competencies()
        .forEach((named, weight) ->
            inUse(named).ifPresent(ref -> aims.merge(ref, weight, Integer::sum)));
    return aims;
  }

  /** What an exercise exercises that what is in use does not have any more, as it came. */
  public List<Competency> dropped(Exercise exercise) {
    return exercise.competencies().keySet().stream()
        .filter(named -> inUse(named).isEmpty())
        .flatMap(named -> original().find(named).stream())
        .toList();
  }

  /** What all published exercises cover of what is in use. */
  public List<Claim> claims() {
    return exercises().stream()
        .flatMap(e -> aims(e).keySet().stream().map(ref -> new Claim(ref, e.id())))
        .toList();
  }

  /** The published exercises that exercise a competency. */
  public List<Exercise> exercisesFor(CompetencyRef ref) {
    return exercises().stream().filter(e -> aims(e).containsKey(ref)).toList();
  }
}
