package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.competency.LocalizedText;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a judge prints: {@code [{"id": …, "passed": …, "expected": {en, zh}, "seen": {en, zh}}]}.
 */
public final class JudgeResults {
  private static final int TEXT = 400;

  private JudgeResults() {}

  /**
   * The results in the judge's order, their texts bounded.
   *
   * @throws IllegalArgumentException naming what is wrong with them
   */
  public static List<Case> read(byte[] printed) {
    JsonNode list = Json.read(printed);
    if (list == null) {
      throw new IllegalArgumentException("what the judge printed is no JSON");
    }
    var all = JsonMapper.shared().createObjectNode().set("results", list);
    return RunJson.cases(new Fields(all, ""), "results").stream()
        .map(c -> new Case(c.id(), c.passed(), bounded(c.expected()), bounded(c.seen())))
        .toList();
  }

  private static LocalizedText bounded(LocalizedText text) {
    return new LocalizedText(PlainText.of(text.en(), TEXT), PlainText.of(text.zh(), TEXT));
  }
}
