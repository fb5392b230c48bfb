package io.fieldbench.portal.record;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.portal.account.UserId;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.EarlierVersions;
import io.fieldbench.portal.record.Standing.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people have proven, each entry with the attempt that shows it. */
@Service
public class Records {
  private final RecordEntries entries;
  private final Catalog catalog;
  private final EarlierVersions earlier;

  Records(RecordEntries entries, Catalog catalog, EarlierVersions earlier) {
    this.entries = entries;
    this.catalog = catalog;
    this.earlier = earlier;
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
                    catalog.inUse(ref).orElse(ref),
                    score,
                    catalog.hash(ref).orElseThrow())));
  }

  /** A person's standing in every competency of what is in use that an attempt ever touched. */
  @Transactional(readOnly = true)
  public Map<CompetencyRef, Standing> of(UserId user) {
    return all(user).now();
  }

  /**
   * All that a person has shown.
   *
   * @param now by competencies of the versions in use, also where an attempt was about an earlier
   *     one that says the same
   * @param earlier in competencies of earlier versions of which what is in use has none, or another
   *     under the same code
   */
  public record All(Map<CompetencyRef, Standing> now, List<Standing> earlier) {}

  private record Version(CompetencyRef competency, String hash) {}

  /** Both at once. */
  @Transactional(readOnly = true)
  public All all(UserId user) {
    var now = new LinkedHashMap<CompetencyRef, List<Proof>>();
    var before = new LinkedHashMap<Version, List<Proof>>();
    for (RecordEntry entry : entries.findByUserIdOrderByAtDesc(user.value())) {
      Proof proof = entry.proof();
      CompetencyRef then = entry.competency();
      earlier
          .now(then, proof.framework())
          .map(ref -> now.computeIfAbsent(ref, r -> new ArrayList<>()))
          .orElseGet(() ->
              before.computeIfAbsent(new Version(then, proof.framework()), v -> new ArrayList<>()))
          .add(proof);
    }
    var standings = new LinkedHashMap<CompetencyRef, Standing>();
    now.forEach((ref, proofs) -> standings.put(ref, new Standing(ref, proofs)));
    return new All(
        standings,
        before.entrySet().stream()
            .map(e -> new Standing(e.getKey().competency(), e.getValue()))
            .toList());
  }
}
