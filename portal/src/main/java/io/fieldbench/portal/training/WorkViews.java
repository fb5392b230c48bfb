package io.fieldbench.portal.training;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Lab;
import io.fieldbench.portal.lab.LabView;
import io.fieldbench.portal.lab.Labs;
import io.fieldbench.portal.web.Refused;
import io.fieldbench.portal.workspace.Desks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what the work page and the result page show. */
@Component
class WorkViews {
  private final Training training;
  private final StoredEvidences evidences;
  private final Labs labs;
  private final Desks desks;
  private final Clock clock;

  WorkViews(Training training, StoredEvidences evidences, Labs labs, Desks desks, Clock clock) {
    this.training = training;
    this.evidences = evidences;
    this.labs = labs;
    this.desks = desks;
    this.clock = clock;
  }

  /**
   * @param checks whether the checks are wanted, for which the evidence has to be read
   */
  @Transactional(readOnly = true)
  WorkView of(Enrolment enrolment, boolean checks) {
    Variant variant = training.variant(enrolment);
    List<AttemptView> all = training.attempts(enrolment.id());
    AttemptView newest = all.isEmpty() ? null : all.getFirst();
    AttemptView graded = all.stream().filter(AttemptView::graded).findFirst().orElse(null);
    LabView lab = training.lab(enrolment).orElse(null);
    Optional<Lab> handle = lab == null ? Optional.empty() : labs.handle(lab.id());
    Endpoint broker = handle.map(h -> h.ownTools().get("mqtt")).orElse(null);
    String authority = handle.flatMap(Lab::authority).orElse(null);
    Credentials trainee = handle.map(h -> h.credentials("trainee")).orElse(null);
    Duration left =
        lab == null ? Duration.ZERO : Duration.between(clock.instant(), lab.expiresAt());
    return new WorkView(
        enrolment.id(),
        variant,
        lab,
        newest,
        graded,
        (int) all.stream().filter(AttemptView::graded).count(),
        checks ? lines(variant, graded) : List.of(),
        !variant.exercise().hash().equals(enrolment.definition()),
        left.isNegative() ? Duration.ZERO : left,
        broker,
        authority,
        trainee,
        labs.runtime(),
        hasBench(variant, lab) ? BenchView.of(enrolment.id(), enrolment.lab(), desks) : null);
  }

  /** The embedded runtime has no workspaces, whatever a lab's file says. */
  private boolean hasBench(Variant variant, @Nullable LabView lab) {
    String runtime = lab == null ? labs.runtime().name() : lab.runtime();
    return variant.lab().workspace().isPresent() && runtime.equals("docker");
  }

  /** The checks of a graded attempt, with their evidence; without an attempt the bare checks. */
  @Transactional(readOnly = true)
  List<CheckLine> lines(Variant variant, @Nullable AttemptView graded) {
    if (graded == null) {
      return CheckLine.of(variant.checks());
    }
    return CheckLine.of(
        variant,
        Objects.requireNonNull(graded.verdict()),
        Evidence.fromJson(evidence(graded.id())));
  }

  /** The stored evidence of a graded attempt, as JSON. */
  @Transactional(readOnly = true)
  String evidence(UUID attempt) {
    return evidences
        .findById(attempt)
        .map(StoredEvidence::json)
        .orElseThrow(() -> Refused.absent("evidence/" + attempt));
  }
}
