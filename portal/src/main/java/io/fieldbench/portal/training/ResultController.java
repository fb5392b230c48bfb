package io.fieldbench.portal.training;

import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.Variant;
import io.fieldbench.portal.account.Accounts;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.account.UserId;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.web.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The result of an attempt: for its trainee, and for instructors. */
@Controller
class ResultController {
  private final Training training;
  private final WorkViews views;
  private final Attempts attempts;
  private final Enrolments enrolments;
  private final Accounts accounts;
  private final Catalog catalog;

  ResultController(
      Training training,
      WorkViews views,
      Attempts attempts,
      Enrolments enrolments,
      Accounts accounts,
      Catalog catalog) {
    this.training = training;
    this.views = views;
    this.attempts = attempts;
    this.enrolments = enrolments;
    this.accounts = accounts;
    this.catalog = catalog;
  }

  /**
   * An attempt in the instructors' list.
   *
   * @param exercise null when it is published no more
   */
  record Row(AttemptView attempt, String person, String id, @Nullable Exercise exercise) {}

  @GetMapping("/results/{id}")
  String mine(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, Model model) {
    return show(training.myAttempt(user.id(), id), false, model);
  }

  @GetMapping("/results/{id}/evidence.json")
  ResponseEntity<String> myEvidence(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id) {
    return evidence(training.myAttempt(user.id(), id).id());
  }

  @GetMapping("/instructor/attempts")
  String list(Model model) {
    List<AttemptView> newest =
        attempts.findTop100ByOrderByRequestedAtDesc().stream().map(Attempt::view).toList();
    Map<UUID, Enrolment> of =
        enrolments
            .findByIdIn(newest.stream().map(AttemptView::enrolment).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Enrolment::id, Function.identity()));
    Map<UserId, String> names =
        accounts.displayNames(of.values().stream().map(Enrolment::user).distinct().toList());
    List<Row> rows =
        newest.stream()
            .map(a -> row(a, Objects.requireNonNull(of.get(a.enrolment())), names))
            .toList();
    model.addAttribute("rows", rows);
    return "training/attempts";
  }

  @GetMapping("/instructor/attempts/{id}")
  String any(@PathVariable UUID id, Model model) {
    return show(existing(id), true, model);
  }

  @GetMapping("/instructor/attempts/{id}/evidence.json")
  ResponseEntity<String> anyEvidence(@PathVariable UUID id) {
    return evidence(existing(id).id());
  }

  private Row row(AttemptView attempt, Enrolment enrolment, Map<UserId, String> names) {
    return new Row(
        attempt,
        names.getOrDefault(enrolment.user(), "–"),
        enrolment.exercise(),
        catalog.exercise(enrolment.exercise()).orElse(null));
  }

  private String name(Enrolment enrolment) {
    return accounts.displayNames(List.of(enrolment.user())).getOrDefault(enrolment.user(), "–");
  }

  private Attempt existing(UUID id) {
    return attempts.findById(id).orElseThrow(() -> Refused.absent("attempt/" + id));
  }

  private String show(Attempt attempt, boolean instructor, Model model) {
    Enrolment enrolment = enrolments.findById(attempt.enrolment()).orElseThrow();
    Exercise exercise = training.exercise(enrolment.exercise());
    Variant variant = exercise.forCandidate(enrolment.seed());
    AttemptView view = attempt.view();
    model.addAttribute("attempt", view);
    model.addAttribute("enrolment", enrolment.id());
    model.addAttribute("exercise", exercise);
    model.addAttribute("checks", view.graded() ? views.lines(variant, view) : List.of());
    model.addAttribute("all", training.attempts(enrolment.id()));
    model.addAttribute("person", name(enrolment));
    model.addAttribute("values", variant.shown());
    model.addAttribute("instructor", instructor);
    return "training/result";
  }

  private ResponseEntity<String> evidence(UUID id) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("evidence-" + id + ".json").build().toString())
        .body(views.evidence(id));
  }
}
