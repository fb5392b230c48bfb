package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.Section;
import io.fieldbench.portal.catalog.Relation;
import io.fieldbench.portal.catalog.Relations;
import io.fieldbench.portal.record.SectionGroups.Group;
import io.fieldbench.portal.web.Pages;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;

/**
 * A part of one framework beside what another has of it.
 *
 * @param directed whether a crosswalk goes from the one to the other; else it is read backwards, or
 *     there is none
 * @param lines of the whole part
 * @param groups those of the page
 */
record Comparison(
    Framework left,
    Framework right,
    boolean directed,
    List<Line> lines,
    Page<Competency> page,
    List<Group<Line>> groups) {
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
      FrameworkIndex left, Framework right, @Nullable Section part, int page, Relations relations) {
    List<Competency> all = SectionGroups.competencies(left, part);
    Page<Competency> shown = Pages.of(all, page);
    Function<Competency, Line> line = c -> line(left.framework(), right, c, relations);
    return new Comparison(
        left.framework(),
        right,
        relations.compared(left.framework(), right),
        all.stream().map(line).toList(),
        shown,
        SectionGroups.of(left, part, shown, line));
  }

  public long matched() {
    return lines.stream().filter(Line::matched).count();
  }

  public long refused() {
    return lines.stream().filter(Line::refused).count();
  }

  /** Of which nothing is said. */
  public long unsaid() {
    return lines.size() - matched() - refused();
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
