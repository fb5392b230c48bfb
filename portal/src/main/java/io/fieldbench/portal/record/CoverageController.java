package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Coverage;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.Section;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import io.fieldbench.portal.web.Pages;
import io.fieldbench.portal.web.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** For instructors and administrators: what of a framework the published exercises cover. */
@Controller
class CoverageController {
  private final Catalog catalog;
  private final FrameworkIndexes indexes;

  CoverageController(Catalog catalog, FrameworkIndexes indexes) {
    this.catalog = catalog;
    this.indexes = indexes;
  }

  /** A competency with the exercises that cover it. */
  record Line(Competency competency, List<Exercise> exercises) {
    public boolean covered() {
      return !exercises.isEmpty();
    }
  }

  @GetMapping("/competencies/{framework}/coverage")
  String map(
      @PathVariable String framework,
      @RequestParam(defaultValue = "") String part,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    FrameworkIndex index = indexes.require(framework);
    Framework chosen = index.framework();
    Coverage coverage = coverage(index);
    Section shown = SectionGroups.part(index, part);
    List<Line> all = chosen.competencies().stream().map(lines(coverage)).toList();
    model.addAttribute("frameworks", catalog.frameworks());
    model.addAttribute("framework", chosen);
    model.addAttribute("parts", index.roots());
    model.addAttribute("part", shown);
    model.addAttribute("tracks", TrackShares.of(chosen, coverage));
    model.addAttribute("total", all.size());
    model.addAttribute("covered", all.stream().filter(Line::covered).count());
    if (shown == null) {
      Page<Competency> listed = Pages.of(chosen.competencies(), page);
      model.addAttribute("page", listed);
      model.addAttribute("groups", SectionGroups.of(index, null, listed, lines(coverage)));
    } else {
      CoverageMap map = CoverageMap.of(index, coverage, shown);
      model.addAttribute("map", map);
      model.addAttribute("counts", map.counts());
    }
    return "record/coverage";
  }

  /** What is missing below a heading, or in the whole framework. */
  @GetMapping("/competencies/{framework}/coverage/missing")
  String missing(
      @PathVariable String framework,
      @RequestParam(defaultValue = "") String section,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    FrameworkIndex index = indexes.require(framework);
    Coverage coverage = coverage(index);
    List<Section> path = index.path(section);
    if (!section.isEmpty() && path.isEmpty()) {
      throw Refused.absent("section/" + framework + ":" + section);
    }
    List<Competency> asked =
        path.isEmpty() ? index.framework().competencies() : index.below(path.getLast());
    List<Line> lines =
        asked.stream().map(lines(coverage)).sorted(Comparator.comparing(Line::covered)).toList();
    Page<Line> listed = Pages.of(lines, page);
    long missing = lines.stream().filter(line -> !line.covered()).count();
    model.addAttribute("framework", index.framework());
    model.addAttribute("path", path);
    model.addAttribute(
        "heading", path.isEmpty() ? index.framework().title() : path.getLast().title());
    model.addAttribute("missing", missing);
    model.addAttribute("covered", lines.size() - missing);
    model.addAttribute("page", listed);
    model.addAttribute("missingLines", listed.filter(line -> !line.covered()).toList());
    model.addAttribute("coveredLines", listed.filter(Line::covered).toList());
    return "record/coverage-missing";
  }

  private Coverage coverage(FrameworkIndex index) {
    return Coverage.of(index, catalog.claims());
  }

  private Function<Competency, Line> lines(Coverage coverage) {
    Map<String, Exercise> exercises =
        catalog.exercises().stream().collect(Collectors.toMap(Exercise::id, e -> e));
    return c ->
        new Line(
            c,
            coverage.sources(c.code()).stream()
                .flatMap(id -> Stream.ofNullable(exercises.get(id)))
                .toList());
  }
}
