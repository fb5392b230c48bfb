package io.fieldbench.portal.training;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The evidence of all graded attempts. */
interface StoredEvidences extends Repository<StoredEvidence, UUID> {
  StoredEvidence saveAndFlush(StoredEvidence evidence);

  Optional<StoredEvidence> findById(UUID attempt);
}
