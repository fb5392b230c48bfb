package io.fieldbench.portal.catalog;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Crosswalk.Match;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a competency and another framework.
 *
 * @param framework the other one
 * @param other what matches there; null where nothing does
 * @param match what the other is, seen from the competency; null where nothing matches, and for a
 *     framework's own links, which name no type
 * @param by null for a framework's own links, which give no reason either
 */
public record Relation(
    Framework framework,
    @Nullable Competency other,
    @Nullable Match match,
    @Nullable By by,
    @Nullable LocalizedText reason) {
  /** How it came to be: by two readers alike, by a later one who settled, or by two people here. */
  public enum By {
    AGREED,
    SETTLED,
    APPROVED
  }

  /** Where the other one stands; only where there is one. */
  public CompetencyRef ref() {
    if (other == null) {
      throw new IllegalStateException("nothing matches in " + framework.id());
    }
    return new CompetencyRef(framework.id(), other.code());
  }

  public boolean matches() {
    return other != null;
  }
}
