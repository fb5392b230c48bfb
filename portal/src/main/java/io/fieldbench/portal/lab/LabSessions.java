package io.fieldbench.portal.lab;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of all labs. */
interface LabSessions extends Repository<LabSession, String> {
  LabSession save(LabSession session);

  Optional<LabSession> findById(String id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select s from LabSession s where s.id = :id")
  Optional<LabSession> lock(String id);

  List<LabSession> findByStateIn(Collection<LabState> states);

  @Query("select s from LabSession s where s.state in ('READY', 'BUILDING') and s.expiresAt < :now")
  List<LabSession> findOverdue(Instant now);

  /** Those of the given ones that the portal has to keep running. */
  @Query(
      "select s.id from LabSession s where s.id in :ids and s.state in ('READY', 'BUILDING')"
          + " and (s.portal is null or s.portal = :portal)")
  Set<String> idsToKeep(Collection<String> ids, String portal);

  List<LabSession> findTop200ByOrderByCreatedAtDesc();
}
