package io.fieldbench.competency;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person can know or do.
 *
 * @param code unique in its framework
 * @param section id of the {@link Section} that it stands in; null where the framework has no tree
 * @param group heading under which the source lists it ("digital", "green" …); with a tree, the
 *     section's
 * @param title its name in the source; where it has none, the statement
 * @param level id of a {@link Level} of the framework, where the source gives one
 * @param statement our own words for what it means in practice; the title where there are none
 * @param uri the source's own address of the competency
 * @param links other frameworks' competencies that mean the same or nearly so
 */
public record Competency(
    String code,
    Type type,
    @Nullable String section,
    LocalizedText group,
    LocalizedText title,
    LocalizedText statement,
    @Nullable String level,
    @Nullable URI uri,
    List<CompetencyRef> links) {
  public Competency {
    links = List.copyOf(links);
  }

  /** What kind of competency, in ESCO's division. */
  public enum Type {
    SKILL,
    KNOWLEDGE,
    TRANSVERSAL
  }
}
