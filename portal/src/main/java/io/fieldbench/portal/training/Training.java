package io.fieldbench.portal.training;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.LabId;
import io.fieldbench.portal.account.UserId;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.lab.KitPlan;
import io.fieldbench.portal.lab.LabPlace;
import io.fieldbench.portal.lab.LabPlan;
import io.fieldbench.portal.lab.LabState;
import io.fieldbench.portal.lab.LabView;
import io.fieldbench.portal.lab.Labs;
import io.fieldbench.portal.web.Refused;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A trainee's way through an exercise: start, lab, check. Every method refuses what is not the
 * asker's.
 */
@Service
class Training {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration CHECK_TIME = Duration.ofMinutes(10);

  private final Enrolments enrolments;
  private final Attempts attempts;
  private final Catalog catalog;
  private final Labs labs;
  private final SchedulerClient scheduler;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Training(
      Enrolments enrolments,
      Attempts attempts,
      Catalog catalog,
      Labs labs,
      SchedulerClient scheduler,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.enrolments = enrolments;
    this.attempts = attempts;
    this.catalog = catalog;
    this.labs = labs;
    this.scheduler = scheduler;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /** The enrolment of that id, if it is the user's. */
  Enrolment mine(UserId user, UUID id) {
    Enrolment enrolment =
        enrolments.findById(id).orElseThrow(() -> Refused.absent("enrolment/" + id));
    if (!enrolment.user().equals(user)) {
      throw Refused.foreign("enrolment/" + id);
    }
    return enrolment;
  }

  /** The attempt of that id, if it is the user's. */
  Attempt myAttempt(UserId user, UUID id) {
    Attempt attempt = attempts.findById(id).orElseThrow(() -> Refused.absent("attempt/" + id));
    if (!enrolments.findById(attempt.enrolment()).orElseThrow().user().equals(user)) {
      throw Refused.foreign("attempt/" + id);
    }
    return attempt;
  }

  Optional<Enrolment> enrolment(UserId user, String exercise) {
    return enrolments.findByUserIdAndExercise(user.value(), exercise);
  }

  List<Enrolment> enrolments(UserId user) {
    return enrolments.findByUserId(user.value());
  }

  Exercise exercise(String id) {
    return catalog.exercise(id).orElseThrow(() -> Refused.absent("exercise/" + id));
  }

  Variant variant(Enrolment enrolment) {
    return exercise(enrolment.exercise()).forCandidate(enrolment.seed());
  }

  /**
   * Starts an exercise or goes on with it: there is one enrolment a person and exercise, and one
   * open lab at most, however often and from wherever this is called.
   */
  UUID start(UserId user, String exerciseId) {
    Exercise exercise = exercise(exerciseId);
    UUID id = enrolment(user, exerciseId).map(Enrolment::id).orElseGet(() -> enrol(user, exercise));
    transaction.executeWithoutResult(status -> {
      Enrolment enrolment = enrolments.lock(id).orElseThrow();
      if (lab(enrolment).filter(l -> l.state().isOpen()).isEmpty()) {
        openLab(enrolment, exercise);
      }
    });
    return id;
  }

  private UUID enrol(UserId user, Exercise exercise) {
    var enrolment = new Enrolment(user, exercise, RANDOM.nextLong(), clock.instant());
    try {
      return enrolments.saveAndFlush(enrolment).id();
    } catch (DataIntegrityViolationException e) {
      // Another request of the same person was faster.
      return enrolment(user, exercise.id()).map(Enrolment::id).orElseThrow(() -> e);
    }
  }

  private void openLab(Enrolment enrolment, Exercise exercise) {
    Variant variant = exercise.forCandidate(enrolment.seed());
    var kit =
        new KitPlan(
            variant.kit().plant(),
            variant.kit().periodMillis(),
            variant.kit().readings(),
            enrolment.seed());
    LabId lab = labs.open(enrolment.user(), new LabPlan(variant.lab(), kit, life(exercise)));
    enrolment.labOpened(lab, exercise);
    enrolments.saveAndFlush(enrolment);
  }

  /** Twice the time that the exercise is thought to take, at least an hour. */
  private static Duration life(Exercise exercise) {
    Duration twice = exercise.time().multipliedBy(2);
    return twice.compareTo(Duration.ofHours(1)) < 0 ? Duration.ofHours(1) : twice;
  }

  Optional<LabView> lab(Enrolment enrolment) {
    return enrolment.lab().flatMap(labs::find);
  }

  void retryLab(UserId user, UUID id) {
    Enrolment enrolment = mine(user, id);
    enrolment.lab().ifPresent(lab -> labs.retry(lab, life(exercise(enrolment.exercise()))));
  }

  void extendLab(UserId user, UUID id) {
    mine(user, id).lab().ifPresent(lab -> labs.extend(lab, Duration.ofMinutes(30)));
  }

  /** Why a lab was not ended. */
  enum NotEnded {
    CHECKING,
    NOT_SAVED
  }

  /**
   * Ends the lab.
   *
   * @param anyway whether also without its last changes, where they cannot be saved
   * @return why not, or empty
   */
  Optional<NotEnded> closeLab(UserId user, UUID id, boolean anyway) {
    Enrolment enrolment = mine(user, id);
    if (attempts.findByEnrolmentIdAndActiveTrue(id).isPresent()) {
      return Optional.of(NotEnded.CHECKING);
    }
    if (anyway) {
      enrolment.lab().ifPresent(labs::close);
      return Optional.empty();
    }
    boolean ended = enrolment.lab().map(labs::closeIfKept).orElse(true);
    return ended ? Optional.empty() : Optional.of(NotEnded.NOT_SAVED);
  }

  /** Why work cannot be checked now. */
  enum NotNow {
    LAB_NOT_READY,
    DEFINITION_CHANGED
  }

  /**
   * Asks for a check of the lab as it is now. While one is queued or running, that one is meant.
   *
   * @return why not, or empty
   */
  @Transactional
  Optional<NotNow> check(UserId user, UUID id) {
    mine(user, id);
    Enrolment enrolment = enrolments.lock(id).orElseThrow();
    if (attempts.findByEnrolmentIdAndActiveTrue(id).isPresent()) {
      return Optional.empty();
    }
    Exercise exercise = exercise(enrolment.exercise());
    LabView lab =
        lab(enrolment)
            .filter(l -> l.state() == LabState.READY && l.place() != LabPlace.SILENT)
            .orElse(null);
    if (lab == null) {
      return Optional.of(NotNow.LAB_NOT_READY);
    }
    if (!exercise.hash().equals(enrolment.definition())) {
      return Optional.of(NotNow.DEFINITION_CHANGED);
    }
    Instant now = clock.instant();
    int phases = exercise.forCandidate(enrolment.seed()).scenario().phases().size();
    Attempt attempt =
        attempts.saveAndFlush(new Attempt(enrolment, lab.id(), phases, exercise.maximum(), now));
    labs.keepUntil(lab.id(), now.plus(CHECK_TIME));
    scheduler.scheduleIfNotExists(
        TrainingJobs.CHECK.instance(attempt.id().toString()).scheduledTo(now));
    events.publishEvent(new AttemptChanged(id));
    return Optional.empty();
  }

  Optional<AttemptView> newestAttempt(UUID enrolment) {
    return attempts.findFirstByEnrolmentIdOrderByRequestedAtDesc(enrolment).map(Attempt::view);
  }

  List<AttemptView> attempts(UUID enrolment) {
    return attempts.findByEnrolmentIdOrderByRequestedAtDesc(enrolment).stream()
        .map(Attempt::view)
        .toList();
  }
}
