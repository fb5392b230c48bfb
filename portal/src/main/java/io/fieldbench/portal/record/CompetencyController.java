package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.web.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

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

  @GetMapping("/competencies/{framework}")
  String list(@AuthenticationPrincipal SignedIn user, @PathVariable String framework, Model model) {
    Framework chosen = framework(framework);
    Map<CompetencyRef, Standing> standings = records.of(user.id());
    List<Item> items =
        chosen.competencies().stream()
            .map(c -> {
              var ref = new CompetencyRef(chosen.id(), c.code());
              return new Item(ref, c, standings.get(ref), catalog.exercisesFor(ref).size());
            })
            .toList();
    var groups = new java.util.LinkedHashMap<io.fieldbench.competency.LocalizedText, List<Item>>();
    items.forEach(i ->
        groups.computeIfAbsent(i.competency().group(), g -> new java.util.ArrayList<>()).add(i));
    model.addAttribute("frameworks", catalog.frameworks());
    model.addAttribute("framework", chosen);
    model.addAttribute("groups", groups);
    return "record/competencies";
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
