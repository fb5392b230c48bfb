package io.fieldbench.portal.training;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of all attempts. */
interface Attempts extends Repository<Attempt, UUID> {
  Attempt saveAndFlush(Attempt attempt);

  Optional<Attempt> findById(UUID id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select a from Attempt a where a.id = :id")
  Optional<Attempt> lock(UUID id);

  Optional<Attempt> findByEnrolmentIdAndActiveTrue(UUID enrolmentId);

  Optional<Attempt> findFirstByEnrolmentIdOrderByRequestedAtDesc(UUID enrolmentId);

  List<Attempt> findByEnrolmentIdOrderByRequestedAtDesc(UUID enrolmentId);

  @Query(
      "select a from Attempt a where a.enrolmentId in (select e.id from Enrolment e where e.userId"
          + " = :userId) order by a.requestedAt desc")
  List<Attempt> findOf(UUID userId, org.springframework.data.domain.Limit limit);

  List<Attempt> findTop100ByOrderByRequestedAtDesc();

  @Query("select coalesce(max(a.number), 0) from Attempt a where a.enrolmentId = :enrolmentId")
  int highestNumber(UUID enrolmentId);
}
