package io.fieldbench.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was done to a lab and what was seen, with times and without any judgement.
 *
 * @param exercise its id
 * @param definition hash of the exercise's definition
 * @param values the candidate's values
 * @param observations in the order in which they were made, numbered from 1; numbers must rise and
 *     times must not fall
 */
public record Evidence(
    String exercise,
    String definition,
    Map<String, String> values,
    Instant startedAt,
    Instant finishedAt,
    List<Observation> observations) {
  public Evidence {
    values = Map.copyOf(values);
    observations = List.copyOf(observations);
    requireOrder(observations);
  }

  /** The same evidence as JSON, the form in which it is stored and downloaded. */
  public String toJson() {
    return EvidenceJson.write(this);
  }

  /**
   * @throws IllegalArgumentException when the text is no evidence
   */
  public static Evidence fromJson(String json) {
    return EvidenceJson.read(json);
  }

  private static void requireOrder(List<Observation> observations) {
    for (int i = 1; i < observations.size(); i++) {
      Observation before = observations.get(i - 1);
      Observation after = observations.get(i);
      if (after.number() <= before.number() || after.at().isBefore(before.at())) {
        throw new IllegalArgumentException(
            "no evidence: observation %d at %s follows %d at %s"
                .formatted(after.number(), after.at(), before.number(), before.at()));
      }
    }
  }
}
