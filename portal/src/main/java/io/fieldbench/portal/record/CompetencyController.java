package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.portal.account.Role;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.EarlierVersions;
import io.fieldbench.portal.catalog.EarlierVersions.Last;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import io.fieldbench.portal.catalog.FrameworkVersion;
import io.fieldbench.portal.catalog.Relation;
import io.fieldbench.portal.catalog.Relations;
import io.fieldbench.portal.web.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One competency: what it means, the reader's own proofs, exercises, and what it is elsewhere. */
@Controller
class CompetencyController {
  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final Relations relations;
  private final EarlierVersions earlier;
  private final Records records;

  CompetencyController(
      Catalog catalog,
      FrameworkIndexes indexes,
      Relations relations,
      EarlierVersions earlier,
      Records records) {
    this.catalog = catalog;
    this.indexes = indexes;
    this.relations = relations;
    this.earlier = earlier;
    this.records = records;
  }

  /** What is said of another framework. */
  record Elsewhere(Framework framework, List<Relation> relations) {
    public long matching() {
      return relations.stream().filter(Relation::matches).count();
    }
  }

  @GetMapping("/competencies/{framework}/{code}")
  String one(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable String framework,
      @PathVariable String code,
      HttpServletResponse response,
      Model model) {
    FrameworkIndex index = indexes.require(framework);
    Framework chosen = index.framework();
    var ref = new CompetencyRef(framework, code);
    model.addAttribute("framework", chosen);
    Competency competency = index.find(code).orElse(null);
    if (competency == null) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      return gone(ref, model);
    }
    model.addAttribute("path", index.path(competency));
    model.addAttribute("competency", competency);
    model.addAttribute(
        "level", competency.level() == null ? null : chosen.level(competency.level()).orElse(null));
    Standing standing = records.of(user.id()).get(ref);
    model.addAttribute("standing", standing);
    model.addAttribute("own", user.has(Role.TRAINEE));
    model.addAttribute("kept", kept(standing, chosen));
    model.addAttribute("exercises", catalog.exercisesFor(ref));
    model.addAttribute("elsewhere", elsewhere(ref));
    model.addAttribute("titles", titles());
    return "record/competency";
  }

  /** Where an earlier edition had it, and what says the same now. */
  private String gone(CompetencyRef ref, Model model) {
    Last last = earlier.last(ref).orElseThrow(() -> Refused.absent("competency/" + ref));
    model.addAttribute("last", last);
    model.addAttribute(
        "now", earlier.now(ref, last.version().hash()).flatMap(indexes::find).orElse(null));
    return "record/competency-gone";
  }

  /** Hashes of the versions that can be shown, where a proof is about another one than today's. */
  private Set<String> kept(@Nullable Standing standing, Framework inUse) {
    boolean earlier =
        standing != null
            && standing.proofs().stream().anyMatch(p -> !p.framework().equals(inUse.hash()));
    return earlier
        ? catalog.versions().stream().map(FrameworkVersion::hash).collect(Collectors.toSet())
        : Set.of();
  }

  private List<Elsewhere> elsewhere(CompetencyRef ref) {
    var byFramework = new LinkedHashMap<String, List<Relation>>();
    relations.of(ref).stream()
        .collect(
            Collectors.groupingBy(r -> r.framework().id(), () -> byFramework, Collectors.toList()));
    return byFramework.values().stream()
        .map(same -> new Elsewhere(same.getFirst().framework(), same))
        .toList();
  }

  private Map<String, LocalizedText> titles() {
    return catalog.exercises().stream().collect(Collectors.toMap(Exercise::id, Exercise::title));
  }
}
