package io.fieldbench.portal.training;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Grader;
import io.fieldbench.assessment.Verdict;
import io.fieldbench.assessment.probe.Probe;
import io.fieldbench.assessment.probe.ProbeException;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.Lab;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.lab.LabView;
import io.fieldbench.portal.lab.Labs;
import io.fieldbench.portal.record.Achievement;
import io.fieldbench.portal.record.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out a check: probe, grade, write down. Runs as a persistent job, so it may begin again
 * after a crash.
 */
@Component
class AttemptChecker {
  private static final Logger log = LoggerFactory.getLogger(AttemptChecker.class);
  private static final int TRIES = 3;
  private static final Duration LAB_WAIT = Duration.ofSeconds(60);

  private final Attempts attempts;
  private final StoredEvidences evidences;
  private final Enrolments enrolments;
  private final Catalog catalog;
  private final Labs labs;
  private final Records records;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  AttemptChecker(
      Attempts attempts,
      StoredEvidences evidences,
      Enrolments enrolments,
      Catalog catalog,
      Labs labs,
      Records records,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.attempts = attempts;
    this.evidences = evidences;
    this.enrolments = enrolments;
    this.catalog = catalog;
    this.labs = labs;
    this.records = records;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /** Checks until there is a verdict or the faults of ours are too many. */
  void check(UUID id) throws InterruptedException {
    while (true) {
      Attempt attempt = attempts.findById(id).filter(Attempt::isActive).orElse(null);
      if (attempt == null) {
        return;
      }
      Enrolment enrolment = enrolments.findById(attempt.enrolment()).orElseThrow();
      try {
        Exercise exercise =
            catalog
                .exercise(enrolment.exercise())
                .filter(e -> e.hash().equals(attempt.definition()))
                .orElseThrow(() -> new ProbeException(Faults.DEFINITION_CHANGED));
        Variant variant = exercise.forCandidate(enrolment.seed());
        Lab lab = await(attempt);
        change(id, a -> a.checkStarted(clock.instant()));
        Evidence evidence =
            Probe.run(
                variant,
                lab,
                labs.sandbox(),
                lab.id().value(),
                (phase, index) -> change(id, a -> a.phaseBegan(phase, index)));
        grade(id, enrolment, variant, evidence);
        return;
      } catch (ProbeException e) {
        log.warn("attempt {} was disturbed: {}", id, e.getMessage());
        boolean last =
            attempts.findById(id).map(a -> a.tries() >= TRIES).orElse(true) || isOver(attempt);
        change(
            id,
            a -> {
              a.disturbed(e.reason());
              if (last) {
                a.abandoned(clock.instant());
              }
            });
        if (last) {
          return;
        }
        Thread.sleep(Duration.ofSeconds(2));
      } catch (RuntimeException e) {
        log.error("attempt {} could not be checked", id, e);
        change(
            id,
            a -> {
              a.disturbed(Faults.OURS);
              a.abandoned(clock.instant());
            });
        return;
      }
    }
  }

  private boolean isOver(Attempt attempt) {
    return labs.find(attempt.lab()).filter(l -> l.state().isOpen()).isEmpty();
  }

  /** The running lab; after a restart of the portal it takes a moment to come back. */
  private Lab await(Attempt attempt) throws ProbeException, InterruptedException {
    Instant limit = clock.instant().plus(LAB_WAIT);
    while (clock.instant().isBefore(limit)) {
      Optional<Lab> lab =
          labs.find(attempt.lab()).filter(LabView::ready).flatMap(l -> labs.handle(l.id()));
      if (lab.isPresent()) {
        return lab.get();
      }
      if (isOver(attempt)) {
        break;
      }
      Thread.sleep(Duration.ofMillis(200));
    }
    throw new ProbeException(Faults.NO_LAB);
  }

  private void grade(UUID id, Enrolment enrolment, Variant variant, Evidence evidence) {
    Verdict verdict = Grader.grade(variant.checks(), evidence);
    Exercise exercise = variant.exercise();
    change(
        id,
        attempt -> {
          Instant now = clock.instant();
          var stored = new StoredEvidence(id, evidence);
          int number = attempts.highestNumber(enrolment.id()) + 1;
          attempt.graded(number, stored.sha256(), verdict, now);
          attempts.saveAndFlush(attempt);
          evidences.saveAndFlush(stored);
          records.add(
              new Achievement(
                  enrolment.user(),
                  id,
                  exercise.id(),
                  attempt.definition(),
                  exercise.level(),
                  verdict.points() >= exercise.passPoints(),
                  100 * exercise.passPoints() / exercise.maximum(),
                  scores(exercise, variant.checks(), verdict),
                  now));
        });
  }

  /**
   * By competency: the share of the points, in per cent, of the checks that name it; of all checks
   * where none does.
   */
  static Map<CompetencyRef, Integer> scores(
      Exercise exercise, List<Check> checks, Verdict verdict) {
    var scores = new HashMap<CompetencyRef, Integer>();
    for (CompetencyRef ref : exercise.competencies().keySet()) {
      List<String> naming =
          checks.stream()
              .filter(c -> c.about().competencies().contains(ref))
              .map(c -> c.about().id())
              .toList();
      List<Verdict.CheckResult> counted =
          verdict.results().stream()
              .filter(r -> naming.isEmpty() || naming.contains(r.check()))
              .toList();
      int possible = counted.stream().mapToInt(Verdict.CheckResult::maximum).sum();
      int earned = counted.stream().mapToInt(Verdict.CheckResult::points).sum();
      scores.put(ref, possible == 0 ? 0 : 100 * earned / possible);
    }
    return scores;
  }

  private void change(UUID id, Consumer<Attempt> step) {
    UUID enrolment =
        transaction.execute(status -> {
          Attempt attempt = attempts.lock(id).orElseThrow();
          if (attempt.isActive()) {
            step.accept(attempt);
          }
          return attempt.enrolment();
        });
    if (enrolment != null) {
      events.publishEvent(new AttemptChanged(enrolment));
    }
  }

  /** What of ours can go wrong outside the probe. */
  private static final class Faults {
    static final LocalizedText NO_LAB =
        new LocalizedText("The lab was not there to be checked.", "实验环境不在运行，无法检查。");
    static final LocalizedText DEFINITION_CHANGED =
        new LocalizedText(
            "The exercise was published anew while you worked; start a new lab.",
            "练习在您操作期间已更新，需要重新建立实验环境。");
    static final LocalizedText OURS =
        new LocalizedText("A part of ours failed while checking.", "检查过程中我方组件出错。");
  }
}
