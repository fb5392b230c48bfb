package io.fieldbench.portal.training;

import io.fieldbench.exercise.Exercise;
import io.fieldbench.lab.LabId;
import io.fieldbench.portal.account.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person at work on an exercise, with values of their own that stay the same for ever. */
@Entity
@Table(name = "enrolment")
class Enrolment {
  @Id private UUID id;
  private UUID userId;
  private String exercise;
  private String definition;
  private long seed;
  private @Nullable String labId;
  private Instant openedAt;
  @Version private long version;

  @SuppressWarnings("NullAway.Init")
  protected Enrolment() {}

  Enrolment(UserId user, Exercise exercise, long seed, Instant at) {
    this.id = UUID.randomUUID();
    this.userId = user.value();
    this.exercise = exercise.id();
    this.definition = exercise.hash();
    this.seed = seed;
    this.openedAt = at;
  }

  /** A new lab, built from this definition. */
  void labOpened(LabId lab, Exercise exercise) {
    labId = lab.value();
    definition = exercise.hash();
  }

  UUID id() {
    return id;
  }

  UserId user() {
    return new UserId(userId);
  }

  String exercise() {
    return exercise;
  }

  /** Hash of the definition that the newest lab was built from. */
  String definition() {
    return definition;
  }

  long seed() {
    return seed;
  }

  Optional<LabId> lab() {
    return Optional.ofNullable(labId).map(LabId::new);
  }
}
