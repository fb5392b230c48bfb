package io.fieldbench.portal.training;

import io.fieldbench.assessment.Verdict;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Scenario.Phase;
import io.fieldbench.lab.LabId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One "Check my work": from the request to the verdict, with its evidence. */
@Entity
@Table(name = "attempt")
class Attempt {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Id private UUID id;
  private UUID enrolmentId;
  private @Nullable Integer number;

  @Enumerated(EnumType.STRING)
  private AttemptState state;

  private @Nullable Boolean active;
  private String definition;
  private String labId;
  private Instant requestedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private int tries;
  private int phase;
  private int phases;
  private @Nullable String phaseEn;
  private @Nullable String phaseZh;
  private @Nullable String reasonEn;
  private @Nullable String reasonZh;
  private @Nullable Integer points;
  private int maximum;

  @Column(name = "evidence_sha256")
  private @Nullable String evidenceSha256;

  @Column(columnDefinition = "text")
  private @Nullable String verdict;

  @Version private long version;

  @SuppressWarnings("NullAway.Init")
  protected Attempt() {}

  Attempt(Enrolment enrolment, LabId lab, int phases, int maximum, Instant at) {
    this.id = UUID.randomUUID();
    this.enrolmentId = enrolment.id();
    this.state = AttemptState.QUEUED;
    this.active = true;
    this.definition = enrolment.definition();
    this.labId = lab.value();
    this.requestedAt = at;
    this.phases = phases;
    this.maximum = maximum;
  }

  /** A check begins, for the first time or again after a fault of ours or a restart. */
  void checkStarted(Instant at) {
    requireActive();
    state = AttemptState.RUNNING;
    startedAt = at;
    tries++;
    phase = 0;
  }

  void phaseBegan(Phase began, int index) {
    requireActive();
    phase = index + 1;
    phaseEn = began.title().en();
    phaseZh = began.title().zh();
  }

  /** Something of ours failed; the check will be tried again or the attempt given up. */
  void disturbed(LocalizedText reason) {
    requireActive();
    reasonEn = cut(reason.en());
    reasonZh = cut(reason.zh());
  }

  /** Given up after a fault of ours: no attempt is used up. */
  void abandoned(Instant at) {
    requireActive();
    state = AttemptState.ABANDONED;
    active = null;
    finishedAt = at;
  }

  /**
   * @param sha256 of the evidence, see {@link StoredEvidence#sha256()}
   */
  void graded(int number, String sha256, Verdict result, Instant at) {
    requireActive();
    this.number = number;
    evidenceSha256 = sha256;
    verdict = JSON.writeValueAsString(result);
    points = result.points();
    maximum = result.maximum();
    state = AttemptState.GRADED;
    active = null;
    finishedAt = at;
    reasonEn = null;
    reasonZh = null;
  }

  private void requireActive() {
    if (!isActive()) {
      throw new IllegalStateException("attempt " + id + " is " + state);
    }
  }

  boolean isActive() {
    return Boolean.TRUE.equals(active);
  }

  UUID id() {
    return id;
  }

  UUID enrolment() {
    return enrolmentId;
  }

  LabId lab() {
    return new LabId(labId);
  }

  String definition() {
    return definition;
  }

  int tries() {
    return tries;
  }

  AttemptView view() {
    return new AttemptView(
        id,
        enrolmentId,
        number,
        state,
        definition,
        labId,
        requestedAt,
        startedAt,
        finishedAt,
        tries,
        phase,
        phases,
        text(phaseEn, phaseZh),
        text(reasonEn, reasonZh),
        points,
        maximum,
        evidenceSha256,
        verdict == null ? null : JSON.readValue(verdict, Verdict.class));
  }

  private static @Nullable LocalizedText text(@Nullable String en, @Nullable String zh) {
    return en == null || zh == null ? null : new LocalizedText(en, zh);
  }

  private static String cut(String text) {
    return text.length() <= 1000 ? text : text.substring(0, 1000);
  }
}
