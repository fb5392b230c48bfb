package io.fieldbench.portal.record;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.Section;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import io.fieldbench.portal.catalog.Relations;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Two frameworks side by side. */
@Controller
class ComparisonController {
  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final Relations relations;

  ComparisonController(Catalog catalog, FrameworkIndexes indexes, Relations relations) {
    this.catalog = catalog;
    this.indexes = indexes;
    this.relations = relations;
  }

  /** Without a choice, two that a crosswalk joins. */
  @GetMapping("/competencies/compare")
  String compare(
      @RequestParam(defaultValue = "") String left,
      @RequestParam(defaultValue = "") String right,
      @RequestParam(defaultValue = "") String part,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    List<Framework> all = catalog.frameworks();
    String from = left.isEmpty() ? firstFrom(all, right) : left;
    String to = right.isEmpty() ? firstTo(all, from) : right;
    model.addAttribute("frameworks", all);
    model.addAttribute("left", from);
    model.addAttribute("right", to);
    FrameworkIndex index = indexes.require(from);
    Framework other = indexes.require(to).framework();
    if (!from.equals(to)) {
      Section shown = SectionGroups.part(index, part);
      model.addAttribute("parts", index.roots());
      model.addAttribute("part", shown);
      model.addAttribute("comparison", Comparison.of(index, other, shown, page, relations));
    }
    return "record/compare";
  }

  private String firstFrom(List<Framework> all, String right) {
    return all.stream()
        .filter(f -> !f.id().equals(right))
        .filter(f -> all.stream().anyMatch(other -> relations.compared(f, other)))
        .findFirst()
        .or(() -> all.stream().filter(f -> !f.id().equals(right)).findFirst())
        .map(Framework::id)
        .orElse("");
  }

  private String firstTo(List<Framework> all, String left) {
    return all.stream()
        .filter(f -> f.id().equals(left))
        .flatMap(from -> all.stream().filter(to -> relations.compared(from, to)))
        .findFirst()
        .or(() -> all.stream().filter(f -> !f.id().equals(left)).findFirst())
        .map(Framework::id)
        .orElse("");
  }
}
