package io.fieldbench.exercise;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Coverage.Claim;
import io.fieldbench.competency.LocalizedText;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A published exercise, before a candidate's values are put in.
 *
 * @param hash SHA-256 over every file of the folder (names and contents), hexadecimal; attempts pin
 *     it
 * @param level id of a level of the framework of the first competency
 * @param passPoints from this score on its competencies count as proven
 * @param competencies what the exercise exercises, with weights that sum to 100 in each framework
 * @param maximum the points of all checks together
 * @param checks how many there are
 * @param needsWorkspace whether a check reads files or runs commands in the lab, so that it needs
 *     Docker
 * @param files every file of the folder by its relative path with forward slashes
 */
public record Exercise(
    String id,
    String hash,
    LocalizedText title,
    LocalizedText summary,
    Duration time,
    String level,
    int passPoints,
    Map<CompetencyRef, Integer> competencies,
    int maximum,
    int checks,
    boolean needsWorkspace,
    Map<String, byte[]> files) {

  /** What it covers of frameworks. */
  public List<Claim> claims() {
    return competencies.keySet().stream().map(ref -> new Claim(ref, id)).toList();
  }

  /** The exercise as one candidate meets it; the same seed always gives the same values. */
  public Variant forCandidate(long seed) {
    return VariantFactory.create(this, seed);
  }
}
