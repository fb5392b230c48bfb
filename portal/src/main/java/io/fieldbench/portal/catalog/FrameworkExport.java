package io.fieldbench.portal.catalog;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.exchange.FrameworkDocument;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A framework that an institution has imported, to be taken elsewhere.
 *
 * @param document the file that it was imported from, with what the framework has no place for
 */
public record FrameworkExport(Framework framework, Optional<FrameworkDocument> document) {
  /**
   * The version in use, or that of an edition; where one came with the product and was imported
   * too, the imported one.
   *
   * @param settings for Spring, which name the database; a file must not be open elsewhere
   * @return empty where neither was ever in use there
   */
  public static Optional<FrameworkExport> of(
      List<String> settings, String id, @Nullable String edition) {
    return FrameworkDatabase.use(
        settings,
        context -> {
          FrameworkVersions versions = context.getBean(FrameworkVersions.class);
          return version(versions, id, edition)
              .flatMap(version -> versions.read(version.hash()))
              .map(framework -> new FrameworkExport(framework, versions.document(framework)));
        });
  }

  /** The imported versions that a portal there uses. */
  public static List<Framework> imported(List<String> settings) {
    return FrameworkDatabase.use(
        settings,
        context -> {
          FrameworkVersions versions = context.getBean(FrameworkVersions.class);
          return versions.inUse().values().stream()
              .flatMap(version -> versions.read(version.hash()).stream())
              .toList();
        });
  }

  private static Optional<FrameworkVersion> version(
      FrameworkVersions versions, String id, @Nullable String edition) {
    FrameworkVersion inUse = versions.inUse().get(id);
    if (edition == null && inUse != null) {
      return Optional.of(inUse);
    }
    List<FrameworkVersion> found =
        versions.all().stream()
            .filter(v -> v.framework().equals(id))
            .filter(v -> edition == null || v.edition().equals(edition))
            .toList();
    return found.stream()
        .filter(FrameworkVersion::imported)
        .findFirst()
        .or(() -> found.reversed().stream().findFirst());
  }
}
