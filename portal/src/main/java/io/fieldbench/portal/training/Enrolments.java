package io.fieldbench.portal.training;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of all enrolments. */
interface Enrolments extends Repository<Enrolment, UUID> {
  Enrolment saveAndFlush(Enrolment enrolment);

  Optional<Enrolment> findById(UUID id);

  Optional<Enrolment> findByUserIdAndExercise(UUID userId, String exercise);

  List<Enrolment> findByUserId(UUID userId);

  Optional<Enrolment> findByLabId(String labId);

  List<Enrolment> findByIdIn(Collection<UUID> ids);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select e from Enrolment e where e.id = :id")
  Optional<Enrolment> lock(UUID id);
}
