package io.fieldbench.portal.record;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.portal.account.UserId;
import io.fieldbench.portal.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people have proven, each entry with the attempt that shows it. */
@Service
public class Records {
  private final RecordEntries entries;
  private final Catalog catalog;

  Records(RecordEntries entries, Catalog catalog) {
    this.entries = entries;
    this.catalog = catalog;
  }

  /**
   * Writes an achievement down, in the transaction that grades the attempt: there is no grade
   * without its record.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(Achievement achievement) {
    achievement
        .scores()
        .forEach((ref, score) ->
            entries.save(
                new RecordEntry(
                    achievement,
                    ref,
                    score,
                    catalog.framework(ref.framework()).map(Framework::hash).orElseThrow())));
  }

  /** A person's standing in every competency that an attempt ever touched. */
  @Transactional(readOnly = true)
  public Map<CompetencyRef, Standing> of(UserId user) {
    var byCompetency =
        entries.findByUserIdOrderByAtDesc(user.value()).stream()
            .collect(
                Collectors.groupingBy(
                    RecordEntry::competency,
                    LinkedHashMap::new,
                    Collectors.mapping(RecordEntry::proof, Collectors.toList())));
    var standings = new LinkedHashMap<CompetencyRef, Standing>();
    byCompetency.forEach(
        (ref, proofs) -> standings.put(ref, new Standing(ref, List.copyOf(proofs))));
    return standings;
  }
}
