package io.fieldbench.exercise;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.LocalizedText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an exercise.yaml says of the exercise itself; the same for every candidate.
 *
 * @param competencies weights in the order of the file
 * @param lab name of the lab's file
 */
record Head(
    LocalizedText title,
    LocalizedText summary,
    Duration time,
    String level,
    int pass,
    Map<CompetencyRef, Integer> competencies,
    String lab) {
  private static final int WHOLE = 100;

  static Head read(Node root) {
    for (String key : new String[] {"title", "summary", "level", "competencies", "lab"}) {
      root.optional(key).ifPresent(n -> n.placeholders(Set.of()));
    }
    root.at("format").word(Set.of("1"));
    return new Head(
        root.at("title").localized(),
        root.at("summary").localized(),
        Duration.ofMinutes(root.at("minutes").integer(1, 600)),
        root.at("level").text(),
        root.at("pass").integer(1, 1000),
        competencies(root.at("competencies")),
        root.at("lab").word(Set.of("lab.compose.yaml")));
  }

  private static Map<CompetencyRef, Integer> competencies(Node node) {
    var weights = new LinkedHashMap<CompetencyRef, Integer>();
    boolean good = true;
    for (var member : node.members().entrySet()) {
      int weight = member.getValue().integer(1, WHOLE);
      try {
        weights.put(CompetencyRef.parse(member.getKey()), weight);
      } catch (IllegalArgumentException e) {
        member.getValue().problem(String.valueOf(e.getMessage()));
        good = false;
      }
    }
    if (good && !node.missing()) {
      wholes(weights, node);
    }
    return Collections.unmodifiableMap(weights);
  }

  /** In each framework by itself: they say the same exercise in words of their own. */
  private static void wholes(Map<CompetencyRef, Integer> weights, Node node) {
    var sums = new LinkedHashMap<String, Integer>();
    weights.forEach((ref, weight) -> sums.merge(ref.framework(), weight, Integer::sum));
    if (sums.isEmpty()) {
      sums.put("", 0);
    }
    sums.forEach((framework, sum) -> {
      if (sum != WHOLE) {
        String of = sums.size() > 1 ? " of " + framework : "";
        node.problem("the weights" + of + " sum to " + sum + ", not to 100");
      }
    });
  }
}
