package io.fieldbench.exercise;

import io.fieldbench.competency.LocalizedText;
import io.fieldbench.lab.LabSpec;
import java.util.List;
import java.util.Map;

/**
 * An exercise with one candidate's values put in everywhere.
 *
 * @param values every parameter and derived value by name
 * @param shown what the candidate is told, in the order of the definition
 * @param brief Markdown
 * @param runs what the checks of kind exec look at
 * @param starter files for the trainee by relative path, values put in
 */
public record Variant(
    Exercise exercise,
    long seed,
    Map<String, String> values,
    List<ShownValue> shown,
    LocalizedText brief,
    LabSpec lab,
    KitSetup kit,
    Scenario scenario,
    List<Run> runs,
    List<Check> checks,
    Map<String, byte[]> starter) {

  /** A value that the candidate is told: "Threshold", "68.5 °C". */
  public record ShownValue(String name, LocalizedText label, String value, String unit) {}

  /** The kit of this lab: its plant, milliseconds between readings and the topic of each tag. */
  public record KitSetup(String plant, long periodMillis, Map<String, String> readings) {}
}
