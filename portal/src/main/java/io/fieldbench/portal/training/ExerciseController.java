package io.fieldbench.portal.training;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.Variant;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import io.fieldbench.portal.lab.Labs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The list of exercises and the card of each, from which it is started. */
@Controller
class ExerciseController {
  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final Training training;
  private final Labs labs;

  ExerciseController(Catalog catalog, FrameworkIndexes indexes, Training training, Labs labs) {
    this.catalog = catalog;
    this.indexes = indexes;
    this.training = training;
    this.labs = labs;
  }

  /**
   * An exercise in a list.
   *
   * @param best the best graded attempt of the reader, null without one
   */
  record Item(Exercise exercise, boolean available, boolean running, @Nullable AttemptView best) {}

  /** A competency that an exercise exercises, with its share in per cent of its framework's. */
  record Aim(CompetencyRef ref, Competency competency, int weight) {}

  /** What an exercise exercises of one framework. */
  record Aims(Framework framework, List<Aim> aims) {}

  @GetMapping("/exercises")
  String list(@AuthenticationPrincipal SignedIn user, Model model) {
    model.addAttribute("items", catalog.exercises().stream().map(e -> item(user, e)).toList());
    return "training/exercises";
  }

  @GetMapping("/exercises/{id}")
  String card(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
    Exercise exercise = training.exercise(id);
    Optional<Enrolment> enrolment = training.enrolment(user.id(), id);
    Variant variant = exercise.forCandidate(enrolment.map(Enrolment::seed).orElse(0L));
    model.addAttribute("item", item(user, exercise));
    model.addAttribute("checks", CheckLine.of(variant.checks()));
    model.addAttribute("competencies", aims(exercise));
    model.addAttribute("dropped", catalog.dropped(exercise));
    model.addAttribute("missing", labs.unsupported(variant.lab()));
    model.addAttribute("runtime", labs.runtime());
    model.addAttribute("enrolment", enrolment.map(Enrolment::id).orElse(null));
    model.addAttribute("attempts", enrolment.map(e -> training.attempts(e.id())).orElse(List.of()));
    return "training/exercise";
  }

  @PostMapping("/exercises/{id}/start")
  String start(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
    Exercise exercise = training.exercise(id);
    if (!available(exercise)) {
      return "redirect:/exercises/" + id;
    }
    UUID enrolment = training.start(user.id(), id);
    return "redirect:/work/" + enrolment;
  }

  /** By framework in the order of the exercise's file, the weightiest first. */
  private List<Aims> aims(Exercise exercise) {
    var byFramework = new LinkedHashMap<String, List<Aim>>();
    catalog
        .aims(exercise)
        .forEach((ref, weight) ->
            indexes
                .find(ref)
                .ifPresent(c ->
                    byFramework
                        .computeIfAbsent(ref.framework(), f -> new ArrayList<>())
                        .add(new Aim(ref, c, weight))));
    byFramework.values().forEach(a -> a.sort(Comparator.comparingInt(Aim::weight).reversed()));
    return byFramework.entrySet().stream()
        .map(e -> new Aims(catalog.framework(e.getKey()).orElseThrow(), e.getValue()))
        .toList();
  }

  private boolean available(Exercise exercise) {
    return (!exercise.needsWorkspace() || labs.sandbox().isPresent())
        && labs.unsupported(exercise.forCandidate(0).lab()).isEmpty();
  }

  private Item item(SignedIn user, Exercise exercise) {
    Optional<Enrolment> enrolment = training.enrolment(user.id(), exercise.id());
    boolean running = enrolment.flatMap(training::lab).filter(l -> l.state().isOpen()).isPresent();
    AttemptView best =
        enrolment.stream()
            .flatMap(e -> training.attempts(e.id()).stream())
            .filter(AttemptView::graded)
            .max(Comparator.comparingInt(a -> a.points() == null ? 0 : a.points()))
            .orElse(null);
    return new Item(exercise, available(exercise), running, best);
  }
}
