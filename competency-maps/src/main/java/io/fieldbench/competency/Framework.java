package io.fieldbench.competency;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
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
 * @param exam how its exams are held, where the source says it
 * @param sections the tree's headings, each after the one above it; empty where there is no tree
 * @param weights of its exams
 */
public record Framework(
    String id,
    String edition,
    String hash,
    LocalizedText title,
    LocalizedText description,
    LocalizedText source,
    @Nullable URI uri,
    @Nullable URI occupation,
    @Nullable String eqf,
    List<Level> levels,
    @Nullable ExamRules exam,
    List<Section> sections,
    List<Weights> weights,
    List<Competency> competencies) {
  public Framework {
    levels = List.copyOf(levels);
    sections = List.copyOf(sections);
    weights = List.copyOf(weights);
    competencies = List.copyOf(competencies);
  }

  /** SHA-256 of a definition, lower-case hexadecimal. */
  public static String hash(byte[] definition) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(definition));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The same under another hash: that of the definition which it was first read from. */
  public Framework withHash(String other) {
    return new Framework(
        id,
        edition,
        other,
        title,
        description,
        source,
        uri,
        occupation,
        eqf,
        levels,
        exam,
        sections,
        weights,
        competencies);
  }

  /** The competency of that code. */
  public Optional<Competency> find(String code) {
    return competencies.stream().filter(c -> c.code().equals(code)).findFirst();
  }

  /** The heading of that id. */
  public Optional<Section> section(String id) {
    return sections.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The headings over a competency, the topmost first; empty where there is no tree. */
  public List<Section> path(Competency competency) {
    var path = new ArrayDeque<Section>();
    String id = competency.section();
    while (id != null) {
      Section section = section(id).orElseThrow();
      path.addFirst(section);
      id = section.parent();
    }
    return List.copyOf(path);
  }

  /** The level of that id. */
  public Optional<Level> level(String id) {
    return levels.stream().filter(l -> l.id().equals(id)).findFirst();
  }
}
