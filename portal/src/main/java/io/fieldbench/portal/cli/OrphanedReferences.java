package io.fieldbench.portal.cli;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Counterparts;
import io.fieldbench.competency.Crosswalk;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.RoleProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What of the product speaks of a framework as it came, where an edition has nothing of it. */
final class OrphanedReferences {
  private final FrameworkCatalog shipped;
  private final Predicate<CompetencyRef> gone;

  private OrphanedReferences(FrameworkCatalog shipped, Predicate<CompetencyRef> gone) {
    this.shipped = shipped;
    this.gone = gone;
  }

  /** A line for each exercise and profile, and one for the crosswalks; for people. */
  static List<String> of(Framework edition, FrameworkCatalog shipped) throws VerbFailure {
    Framework came = shipped.framework(edition.id()).orElse(null);
    if (came == null) {
      return List.of();
    }
    Counterparts counterparts = Counterparts.of(came, edition);
    var orphaned =
        new OrphanedReferences(
            shipped,
            ref ->
                ref.framework().equals(edition.id())
                    && came.find(ref.code()).isPresent()
                    && counterparts.of(ref.code()).isEmpty());
    var lines = new ArrayList<String>(orphaned.exercises());
    lines.addAll(orphaned.links());
    lines.addAll(orphaned.profiles());
    return List.copyOf(lines);
  }

  private List<String> exercises() throws VerbFailure {
    return Content.exercises(null).entries().stream()
        .flatMap(entry ->
            line(
                "Exercise "
                    + entry.id()
                    + " names what this edition does not have, or says otherwise: %s. It stays, and"
                    + " what it shows of that stands in records as of the earlier edition.",
                entry.exercise().stream()
                    .flatMap(e -> e.competencies().keySet().stream())
                    .filter(gone)
                    .map(CompetencyRef::toString)))
        .toList();
  }

  private List<String> links() {
    return line(
            "Links of the crosswalk that have no place in this edition are not shown, of: %s",
            Crosswalk.shipped(shipped).stream()
                .flatMap(c ->
                    c.links().stream()
                        .filter(link ->
                            gone.test(new CompetencyRef(c.from(), link.from()))
                                || link.match().filter(m -> gone.test(m.to())).isPresent()))
                .map(Crosswalk.Link::from)
                .distinct())
        .toList();
  }

  private List<String> profiles() {
    return RoleProfile.shipped(shipped).stream()
        .flatMap(profile ->
            line(
                "Role profile "
                    + profile.id()
                    + " is shown without what this edition does not have, or says otherwise: %s",
                profile.steps().stream()
                    .flatMap(step -> step.requires().stream())
                    .map(RoleProfile.Requirement::competency)
                    .filter(gone)
                    .map(CompetencyRef::code)))
        .toList();
  }

  private static Stream<String> line(String text, Stream<String> codes) {
    List<String> all = codes.toList();
    return all.isEmpty() ? Stream.empty() : Stream.of(text.formatted(String.join(", ", all)));
  }
}
