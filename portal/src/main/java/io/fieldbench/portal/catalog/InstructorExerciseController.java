package io.fieldbench.portal.catalog;

import io.fieldbench.exercise.ExerciseCatalog;
import io.fieldbench.portal.web.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What instructors see of the catalogue: every folder, with what keeps it from being published. */
@Controller
class InstructorExerciseController {
  private final Catalog catalog;

  InstructorExerciseController(Catalog catalog) {
    this.catalog = catalog;
  }

  @GetMapping("/instructor/exercises")
  String list(Model model) {
    model.addAttribute("entries", catalog.entries());
    return "catalog/exercises";
  }

  @GetMapping("/instructor/exercises/{id}")
  String one(@PathVariable String id, Model model) {
    ExerciseCatalog.Entry entry =
        catalog.entries().stream()
            .filter(e -> e.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refused.absent("exercise/" + id));
    model.addAttribute("entry", entry);
    model.addAttribute("exercise", entry.exercise().orElse(null));
    return "catalog/exercise";
  }
}
