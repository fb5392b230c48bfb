package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.Section;
import io.fieldbench.portal.catalog.Relation;
import io.fieldbench.portal.catalog.Relations;
import io.fieldbench.portal.record.SectionGroups.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of one framework beside what another has of it.
 *
 * @param directed whether a crosswalk goes from the one to the other; else it is read backwards, or
 *     there is none
 */
record Comparison(Framework left, Framework right, boolean directed, List<Group<Line>> groups) {
  /** A competency, and what is said of it and the other framework. */
  record Line(CompetencyRef ref, Competency competency, List<Relation> relations) {
    public boolean matched() {
      return relations.stream().anyMatch(Relation::matches);
    }

    /** Whether it was looked for there and not found. */
    public boolean refused() {
      return !relations.isEmpty() && !matched();
    }
  }

  static Comparison of(
      FrameworkIndex left, Framework right, @Nullable Section part, Relations relations) {
    return new Comparison(
        left.framework(),
        right,
        relations.compared(left.framework(), right),
        SectionGroups.of(left, part, c -> line(left.framework(), right, c, relations)));
  }

  public long matched() {
    return lines().stream().filter(Line::matched).count();
  }

  public long refused() {
    return lines().stream().filter(Line::refused).count();
  }

  /** Of which nothing is said. */
  public long unsaid() {
    return lines().size() - matched() - refused();
  }

  private List<Line> lines() {
    return groups.stream().flatMap(group -> group.items().stream()).toList();
  }

  private static Line line(
      Framework left, Framework right, Competency competency, Relations relations) {
    var ref = new CompetencyRef(left.id(), competency.code());
    return new Line(
        ref,
        competency,
        relations.of(ref).stream().filter(r -> r.framework().id().equals(right.id())).toList());
  }
}
