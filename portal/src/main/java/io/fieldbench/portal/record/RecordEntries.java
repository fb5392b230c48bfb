package io.fieldbench.portal.record;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The rows of all records. */
interface RecordEntries extends Repository<RecordEntry, UUID> {
  RecordEntry save(RecordEntry entry);

  List<RecordEntry> findByUserIdOrderByAtDesc(UUID userId);
}
