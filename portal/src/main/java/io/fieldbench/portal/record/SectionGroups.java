package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.Weights;
import io.fieldbench.portal.web.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A framework cut into what one page shows: one part of the tree, and its tables. */
final class SectionGroups {
  private SectionGroups() {}

  /**
   * A table of a list.
   *
   * @param above the heading over it that the table before it did not have
   * @param weights of that heading, percent by exam
   */
  record Group<T>(
      LocalizedText title, @Nullable Section above, Map<String, Integer> weights, List<T> items) {}

  /**
   * The part that is asked for, or the first track; null where there is no tree.
   *
   * @throws Refused when there is no such part
   */
  static @Nullable Section part(FrameworkIndex index, String asked) {
    List<Section> parts = index.roots();
    if (!asked.isEmpty()) {
      return parts.stream()
          .filter(s -> s.id().equals(asked))
          .findFirst()
          .orElseThrow(() -> Refused.absent("part/" + asked));
    }
    return parts.stream()
        .filter(s -> s.level() != null)
        .findFirst()
        .orElse(parts.isEmpty() ? null : parts.getFirst());
  }

  /** The competencies of a part, or of all where there is none. */
  static List<Competency> competencies(FrameworkIndex index, @Nullable Section part) {
    return part == null ? index.framework().competencies() : index.below(part);
  }

  /** What a page shows, by the heading it stands under. */
  static <T> List<Group<T>> of(
      FrameworkIndex index,
      @Nullable Section part,
      Iterable<Competency> shown,
      Function<Competency, T> item) {
    var bySection = new LinkedHashMap<Object, List<Competency>>();
    for (Competency competency : shown) {
      Object key = competency.section() == null ? competency.group() : competency.section();
      bySection.computeIfAbsent(key, k -> new ArrayList<>()).add(competency);
    }
    var groups = new ArrayList<Group<T>>();
    Section last = part;
    for (List<Competency> together : bySection.values()) {
      List<Section> path = index.path(together.getFirst());
      Section above = path.size() < 2 ? part : path.get(path.size() - 2);
      boolean same = above == null || above.equals(last);
      groups.add(
          new Group<>(
              together.getFirst().group(),
              same ? null : above,
              same || above == null ? Map.of() : weights(index.framework(), part, above),
              together.stream().map(item).toList()));
      last = above;
    }
    return groups;
  }

  /**
   * Tables under one heading.
   *
   * @param above null where there is no heading over them
   * @param weights of the heading, percent by exam
   */
  record Branch<T>(@Nullable Section above, Map<String, Integer> weights, List<Group<T>> groups) {
    public int size() {
      return groups.stream().mapToInt(g -> g.items().size()).sum();
    }
  }

  /** The tables by the headings over them. */
  static <T> List<Branch<T>> tree(List<Group<T>> groups) {
    var branches = new ArrayList<Branch<T>>();
    for (Group<T> group : groups) {
      if (branches.isEmpty() || group.above() != null) {
        branches.add(new Branch<>(group.above(), group.weights(), new ArrayList<>()));
      }
      branches.getLast().groups().add(group);
    }
    return branches;
  }

  /** What a heading counts in the exams of a track, percent by exam. */
  static Map<String, Integer> weights(Framework framework, @Nullable Section track, Section of) {
    var weights = new LinkedHashMap<String, Integer>();
    for (Weights exam : framework.weights()) {
      Integer percent = exam.percent().get(of.id());
      if (track != null && percent != null && exam.track().equals(track.id())) {
        weights.put(exam.exam(), percent);
      }
    }
    return weights;
  }
}
