package io.fieldbench.competency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A framework to look things up in: its competencies by code, its tree downwards as well, and its
 * texts. Made once and kept, since making it reads the whole framework.
 */
public final class FrameworkIndex {
  private final Framework framework;
  private final Map<String, Competency> byCode = new HashMap<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Map<String, List<Section>> paths = new HashMap<>();
  private final List<Section> roots = new ArrayList<>();
  private final Map<String, List<Section>> children = new HashMap<>();
  private final Map<String, List<Competency>> below = new HashMap<>();
  private final CompetencySearch search;

  private FrameworkIndex(Framework framework) {
    this.framework = framework;
    framework.sections().forEach(s -> sections.put(s.id(), s));
    for (Section section : framework.sections()) {
      paths.put(section.id(), above(section));
      String parent = section.parent();
      (parent == null ? roots : children.computeIfAbsent(parent, id -> new ArrayList<>()))
          .add(section);
    }
    for (Competency competency : framework.competencies()) {
      byCode.putIfAbsent(competency.code(), competency);
      for (Section section : path(competency)) {
        below.computeIfAbsent(section.id(), id -> new ArrayList<>()).add(competency);
      }
    }
    search = new CompetencySearch(framework.competencies(), this::path);
  }

  public static FrameworkIndex of(Framework framework) {
    return new FrameworkIndex(framework);
  }

  public Framework framework() {
    return framework;
  }

  /** The competency of that code. */
  public Optional<Competency> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The heading of that id. */
  public Optional<Section> section(String id) {
    return Optional.ofNullable(sections.get(id));
  }

  /** The headings over a competency, the topmost first; empty where there is no tree. */
  public List<Section> path(Competency competency) {
    String section = competency.section();
    return section == null ? List.of() : path(section);
  }

  /** The headings from the topmost down to the one of that id, itself included. */
  public List<Section> path(String section) {
    return paths.getOrDefault(section, List.of());
  }

  /** The topmost headings. */
  public List<Section> roots() {
    return List.copyOf(roots);
  }

  /**
   * The tracks whose requirements a track includes: those of lower levels in its direction, which
   * its title names, or all of them where it has a direction of its own. So chapter 3 of the
   * national standards says of their levels; of other headings nothing is known.
   */
  public List<Section> included(Section track) {
    List<Section> lower =
        roots.stream().filter(s -> isTrack(s) && isTrack(track) && rank(s) < rank(track)).toList();
    List<Section> same = lower.stream().filter(s -> s.title().equals(track.title())).toList();
    return same.isEmpty() ? lower : same;
  }

  private static boolean isTrack(Section section) {
    return section.kind().equals("track") && section.level() != null;
  }

  private int rank(Section track) {
    return framework.level(String.valueOf(track.level())).map(Level::rank).orElse(0);
  }

  /** The headings right below one, in the framework's order. */
  public List<Section> children(Section section) {
    return List.copyOf(children.getOrDefault(section.id(), List.of()));
  }

  /** All competencies below a heading, however deep, in the framework's order. */
  public List<Competency> below(Section section) {
    return List.copyOf(below.getOrDefault(section.id(), List.of()));
  }

  /** Looks for words in codes, titles, statements and the headings above. */
  public CompetencySearch search() {
    return search;
  }

  private List<Section> above(Section section) {
    var path = new ArrayDeque<Section>();
    for (Section next = section; next != null; next = parent(next)) {
      path.addFirst(next);
    }
    return List.copyOf(path);
  }

  private @Nullable Section parent(Section section) {
    return section.parent() == null ? null : sections.get(section.parent());
  }
}
