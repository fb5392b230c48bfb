package io.fieldbench.portal.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Counterparts;
import io.fieldbench.competency.Framework;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What records and links are about that were written down when another version was in use. */
@Component
public class EarlierVersions {
  private static final int KEPT = 32;

  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final Cache<String, Optional<Framework>> versions =
      Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<String, Counterparts> counterparts =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  EarlierVersions(Catalog catalog, FrameworkIndexes indexes) {
    this.catalog = catalog;
    this.indexes = indexes;
  }

  /**
   * What a competency is in the version that is in use.
   *
   * @param hash of the version that it was named in; of one that was not kept, and where none is
   *     known, the code is taken for what it is now
   * @return empty where the version in use has none that says the same
   */
  public Optional<CompetencyRef> now(CompetencyRef then, @Nullable String hash) {
    Framework inUse = catalog.framework(then.framework()).orElse(null);
    if (inUse == null) {
      return Optional.empty();
    }
    if (hash == null || hash.equals(inUse.hash()) || version(hash).isEmpty()) {
      return indexes.find(then).map(c -> then);
    }
    return counterparts
        .get(hash + " " + inUse.hash(), key -> Counterparts.of(version(hash).orElseThrow(), inUse))
        .of(then.code())
        .map(c -> new CompetencyRef(then.framework(), c.code()));
  }

  /** The competency as it was in that version, where it was kept. */
  public Optional<Competency> then(CompetencyRef ref, @Nullable String hash) {
    return hash == null ? Optional.empty() : version(hash).flatMap(f -> f.find(ref.code()));
  }

  /**
   * The version that last had a code.
   *
   * @param competency as it was there
   */
  public record Last(FrameworkVersion version, Competency competency) {}

  /** Of a code that the version in use does not have; empty where none that was kept has it. */
  public Optional<Last> last(CompetencyRef ref) {
    return catalog.versions().reversed().stream()
        .filter(v -> v.framework().equals(ref.framework()))
        .flatMap(v -> then(ref, v.hash()).map(c -> new Last(v, c)).stream())
        .findFirst();
  }

  private Optional<Framework> version(String hash) {
    return versions.get(hash, catalog::version);
  }
}
