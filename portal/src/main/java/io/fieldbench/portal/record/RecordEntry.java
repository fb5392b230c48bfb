package io.fieldbench.portal.record;

import io.fieldbench.competency.CompetencyRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of a record: a person, a competency, a score and the attempt that shows it. Never
 * changed.
 */
@Entity
@Table(name = "record_entry")
class RecordEntry {
  @Id private UUID id;
  private UUID userId;
  private String framework;
  private String competency;
  private String exercise;
  private String level;
  private int score;
  private boolean proven;
  private UUID attemptId;
  private String definition;
  private String frameworkHash;
  private Instant at;

  @SuppressWarnings("NullAway.Init")
  protected RecordEntry() {}

  RecordEntry(Achievement achievement, CompetencyRef competency, int score, String frameworkHash) {
    this.id = UUID.randomUUID();
    this.userId = achievement.user().value();
    this.framework = competency.framework();
    this.competency = competency.code();
    this.exercise = achievement.exercise();
    this.level = achievement.level();
    this.score = score;
    this.proven = achievement.proves(score);
    this.attemptId = achievement.attempt();
    this.definition = achievement.definition();
    this.frameworkHash = frameworkHash;
    this.at = achievement.at();
  }

  CompetencyRef competency() {
    return new CompetencyRef(framework, competency);
  }

  Standing.Proof proof() {
    return new Standing.Proof(
        attemptId, exercise, level, score, proven, definition, frameworkHash, at);
  }
}
