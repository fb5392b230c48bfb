package io.fieldbench.exercise;

import io.fieldbench.competency.LocalizedText;
import java.util.Map;
import java.util.TreeMap;

/** Puts a candidate's values into a published exercise. */
final class VariantFactory {
  private VariantFactory() {}

  static Variant create(Exercise exercise, long seed) {
    var problems = new Problems();
    Definition definition = Definition.read(exercise.files(), problems);
    Map<String, String> values = definition.parameters().values(seed);
    Behaviour behaviour = definition.behaviour(values, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "exercise " + exercise.id() + " with seed " + seed + ": " + problems.all());
    }
    return new Variant(
        exercise,
        seed,
        values,
        definition.parameters().shown(values),
        new LocalizedText(
            Placeholders.fill(definition.text(Definition.BRIEF_EN), values),
            Placeholders.fill(definition.text(Definition.BRIEF_ZH), values)),
        definition.lab(values),
        behaviour.kit(),
        behaviour.scenario(),
        behaviour.runs(),
        behaviour.checks(),
        starter(exercise.files(), values));
  }

  private static Map<String, byte[]> starter(
      Map<String, byte[]> files, Map<String, String> values) {
    var starter = new TreeMap<String, byte[]>();
    files.forEach((name, content) -> {
      if (name.startsWith(Definition.STARTER)) {
        String own = name.substring(Definition.STARTER.length());
        starter.put(own, Placeholders.fill(content, values));
      }
    });
    return starter;
  }
}
