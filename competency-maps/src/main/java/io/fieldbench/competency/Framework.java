package io.fieldbench.competency;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A published set of competencies in one edition; never changed once published.
 *
 * @param id short name used in references
 * @param edition the source's edition or version
 * @param hash SHA-256 of the definition file, hexadecimal
 * @param source where the facts come from, for people
 * @param uri the source's own address, where it has one
 * @param occupation ESCO's address of the occupation that it describes
 * @param eqf European Qualifications Framework levels as the source writes them, as "5-6"
 */
public record Framework(
    String id,
    String edition,
    String hash,
    LocalizedText title,
    LocalizedText description,
    String source,
    @Nullable URI uri,
    @Nullable URI occupation,
    @Nullable String eqf,
    List<Level> levels,
    List<Competency> competencies) {
  public Framework {
    levels = List.copyOf(levels);
    competencies = List.copyOf(competencies);
  }

  /** The competency of that code. */
  public Optional<Competency> find(String code) {
    return competencies.stream().filter(c -> c.code().equals(code)).findFirst();
  }

  /** The level of that id. */
  public Optional<Level> level(String id) {
    return levels.stream().filter(l -> l.id().equals(id)).findFirst();
  }
}
