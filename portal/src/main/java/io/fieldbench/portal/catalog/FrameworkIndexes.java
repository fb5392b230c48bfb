package io.fieldbench.portal.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.portal.web.Refused;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The frameworks to look things up in, each indexed when it is first asked for. */
@Component
public class FrameworkIndexes {
  private static final int KEPT = 32;

  private final Catalog catalog;
  private final Cache<String, FrameworkIndex> made =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  FrameworkIndexes(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Of the framework of that id.
   *
   * @throws Refused when there is none
   */
  public FrameworkIndex require(String id) {
    return find(id).orElseThrow(() -> Refused.absent("framework/" + id));
  }

  public Optional<FrameworkIndex> find(String id) {
    return catalog.framework(id).map(this::of);
  }

  public Optional<Competency> find(CompetencyRef ref) {
    return find(ref.framework()).flatMap(index -> index.find(ref.code()));
  }

  private FrameworkIndex of(Framework framework) {
    return made.get(framework.id() + " " + framework.hash(), key -> FrameworkIndex.of(framework));
  }
}
