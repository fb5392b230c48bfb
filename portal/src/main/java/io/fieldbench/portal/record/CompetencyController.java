package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.Weights;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.web.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The competencies of every framework, each with the reader's own standing. */
@Controller
class CompetencyController {
  private final Catalog catalog;
  private final Records records;

  CompetencyController(Catalog catalog, Records records) {
    this.catalog = catalog;
    this.records = records;
  }

  /** A competency in the list. */
  record Item(
      CompetencyRef ref, Competency competency, @Nullable Standing standing, int exercises) {}

  /** A link to another framework's competency. */
  record Link(CompetencyRef ref, Framework framework, Competency competency) {}

  @GetMapping("/competencies")
  String first() {
    return catalog.frameworks().isEmpty()
        ? "record/competencies"
        : "redirect:/competencies/"
            + catalog.framework("iiot-specialist").orElse(catalog.frameworks().getFirst()).id();
  }

  /**
   * A table of the list.
   *
   * @param above the heading over it that the table before it did not have
   * @param weights of that heading, percent by exam
   */
  record Group(
      LocalizedText title,
      @Nullable Section above,
      Map<String, Integer> weights,
      List<Item> items) {}

  @GetMapping("/competencies/{framework}")
  String list(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable String framework,
      @RequestParam(defaultValue = "") String part,
      Model model) {
    Framework chosen = framework(framework);
    List<Section> parts = chosen.sections().stream().filter(s -> s.parent() == null).toList();
    Section shown = part(parts, part);
    model.addAttribute("frameworks", catalog.frameworks());
    model.addAttribute("framework", chosen);
    model.addAttribute("parts", parts);
    model.addAttribute("part", shown);
    model.addAttribute("groups", groups(chosen, shown, records.of(user.id())));
    return "record/competencies";
  }

  /** The one that is asked for, or the first track. */
  private static @Nullable Section part(List<Section> parts, String asked) {
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

  private List<Group> groups(
      Framework framework, @Nullable Section part, Map<CompetencyRef, Standing> standings) {
    var bySection = new LinkedHashMap<Object, List<Item>>();
    for (Competency competency : framework.competencies()) {
      List<Section> path = framework.path(competency);
      if (part == null || path.getFirst().equals(part)) {
        var ref = new CompetencyRef(framework.id(), competency.code());
        bySection
            .computeIfAbsent(path.isEmpty() ? competency.group() : path, p -> new ArrayList<>())
            .add(new Item(ref, competency, standings.get(ref), catalog.exercisesFor(ref).size()));
      }
    }
    var groups = new ArrayList<Group>();
    Section last = part;
    for (List<Item> items : bySection.values()) {
      List<Section> path = framework.path(items.getFirst().competency());
      Section above = path.size() < 2 ? part : path.get(path.size() - 2);
      LocalizedText title = items.getFirst().competency().group();
      groups.add(
          above == null || above.equals(last)
              ? new Group(title, null, Map.of(), items)
              : new Group(title, above, weights(framework, part, above), items));
      last = above;
    }
    return groups;
  }

  private static Map<String, Integer> weights(
      Framework framework, @Nullable Section part, Section of) {
    var weights = new LinkedHashMap<String, Integer>();
    for (Weights exam : framework.weights()) {
      Integer percent = exam.percent().get(of.id());
      if (part != null && percent != null && exam.track().equals(part.id())) {
        weights.put(exam.exam(), percent);
      }
    }
    return weights;
  }

  @GetMapping("/competencies/{framework}/{code}")
  String one(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable String framework,
      @PathVariable String code,
      Model model) {
    Framework chosen = framework(framework);
    Competency competency =
        chosen.find(code).orElseThrow(() -> Refused.absent("competency/" + framework + ":" + code));
    var ref = new CompetencyRef(framework, code);
    model.addAttribute("framework", chosen);
    model.addAttribute("path", chosen.path(competency));
    model.addAttribute("competency", competency);
    model.addAttribute(
        "level", competency.level() == null ? null : chosen.level(competency.level()).orElse(null));
    model.addAttribute("standing", records.of(user.id()).get(ref));
    model.addAttribute("exercises", catalog.exercisesFor(ref));
    model.addAttribute(
        "links", competency.links().stream().flatMap(l -> link(l).stream()).toList());
    model.addAttribute(
        "titles",
        catalog.exercises().stream()
            .collect(java.util.stream.Collectors.toMap(Exercise::id, Exercise::title)));
    return "record/competency";
  }

  private java.util.Optional<Link> link(CompetencyRef ref) {
    return catalog
        .framework(ref.framework())
        .flatMap(f -> f.find(ref.code()).map(c -> new Link(ref, f, c)));
  }

  private Framework framework(String id) {
    return catalog.framework(id).orElseThrow(() -> Refused.absent("framework/" + id));
  }
}
