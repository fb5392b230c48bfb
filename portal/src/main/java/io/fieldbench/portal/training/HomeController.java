package io.fieldbench.portal.training;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.portal.account.Role;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.record.Records;
import io.fieldbench.portal.record.Standing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everybody arrives: a trainee at what to do next, the others at their first page. */
@Controller
class HomeController {
  private static final String SECTOR_CARD = "iiot-specialist";

  private final Catalog catalog;
  private final Training training;
  private final Attempts attempts;
  private final WorkViews views;
  private final Records records;

  HomeController(
      Catalog catalog, Training training, Attempts attempts, WorkViews views, Records records) {
    this.catalog = catalog;
    this.training = training;
    this.attempts = attempts;
    this.views = views;
    this.records = records;
  }

  /** A result in the list of recent ones. */
  record Recent(AttemptView attempt, Exercise exercise) {}

  /**
   * A competency with the reader's progress.
   *
   * @param exercises how many published exercises exercise it
   */
  record Progress(
      CompetencyRef ref, Competency competency, @Nullable Standing standing, int exercises) {}

  @GetMapping("/")
  String home(@AuthenticationPrincipal SignedIn user, Model model) {
    if (!user.has(Role.TRAINEE)) {
      return user.has(Role.INSTRUCTOR)
          ? "redirect:/instructor/exercises"
          : user.has(Role.ADMIN) ? "redirect:/admin/users" : "redirect:/competencies";
    }
    List<Enrolment> mine = training.enrolments(user.id());
    Optional<Enrolment> running =
        mine.stream()
            .filter(e -> catalog.exercise(e.exercise()).isPresent())
            .filter(e -> training.lab(e).filter(l -> l.state().isOpen()).isPresent())
            .findFirst();
    model.addAttribute("running", running.map(e -> views.of(e, false)).orElse(null));
    Map<CompetencyRef, Standing> standings = records.of(user.id());
    Framework card = catalog.framework(SECTOR_CARD).orElse(null);
    model.addAttribute("framework", card);
    model.addAttribute("progress", card == null ? List.of() : progress(card, standings));
    Exercise next = next(standings, running.map(Enrolment::exercise).orElse(""));
    model.addAttribute("next", next);
    model.addAttribute("recent", recent(user, mine));
    return "training/home";
  }

  private List<Progress> progress(Framework card, Map<CompetencyRef, Standing> standings) {
    return card.competencies().stream()
        .map(c -> {
          var ref = new CompetencyRef(card.id(), c.code());
          return new Progress(ref, c, standings.get(ref), catalog.exercisesFor(ref).size());
        })
        .toList();
  }

  /**
   * The exercise with the most weight on competencies that are not proven yet; the running one is
   * not meant.
   */
  private @Nullable Exercise next(Map<CompetencyRef, Standing> standings, String running) {
    var open = new HashMap<Exercise, Integer>();
    for (Exercise exercise : catalog.exercises()) {
      int weight =
          catalog.aims(exercise).entrySet().stream()
              .filter(e ->
                  Optional.ofNullable(standings.get(e.getKey())).filter(Standing::proven).isEmpty())
              .mapToInt(Map.Entry::getValue)
              .sum();
      if (weight > 0 && !exercise.id().equals(running)) {
        open.put(exercise, weight);
      }
    }
    return open.entrySet().stream()
        .max(
            Map.Entry.<Exercise, Integer>comparingByValue()
                .thenComparing(e -> e.getKey().id(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private List<Recent> recent(SignedIn user, List<Enrolment> mine) {
    Map<UUID, String> exercises =
        mine.stream().collect(Collectors.toMap(Enrolment::id, Enrolment::exercise));
    return attempts.findOf(user.id().value(), Limit.of(8)).stream()
        .flatMap(a ->
            catalog
                .exercise(exercises.getOrDefault(a.enrolment(), ""))
                .map(e -> new Recent(a.view(), e))
                .stream())
        .toList();
  }
}
