package io.fieldbench.portal.record;

import io.fieldbench.competency.Coverage;
import io.fieldbench.competency.Coverage.Part;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a track's exams is covered, whole and part by part.
 *
 * @param exams percent by exam, with one decimal
 */
record TrackShares(Section track, Map<String, Double> exams, List<Row> rows) {
  /** A weighed heading, with what it is in each exam that asks for it. */
  record Row(Section section, Map<String, Weighed> exams) {
    /** Whether nothing of it is covered in any exam. */
    public boolean untouched() {
      return exams.values().stream().allMatch(weighed -> weighed.part().covered() == 0);
    }
  }

  /**
   * A heading in one exam.
   *
   * @param weight percent of the exam
   */
  record Weighed(int weight, Part part) {}

  static TrackShares of(Framework framework, Coverage coverage, Section track) {
    var exams = new LinkedHashMap<String, Double>();
    var rows = new LinkedHashMap<Section, Map<String, Weighed>>();
    for (Weights exam : framework.weights()) {
      if (exam.track().equals(track.id())) {
        exams.put(exam.exam(), Math.round(1_000 * coverage.of(exam)) / 10.0);
        for (Part part : coverage.parts(exam)) {
          rows.computeIfAbsent(part.section(), s -> new LinkedHashMap<>())
              .put(
                  exam.exam(),
                  new Weighed(exam.percent().getOrDefault(part.section().id(), 0), part));
        }
      }
    }
    var listed = new ArrayList<Row>();
    rows.forEach((section, weighed) -> listed.add(new Row(section, weighed)));
    return new TrackShares(track, exams, listed);
  }

  /** Of every track that has exams, in the framework's order. */
  static List<TrackShares> of(Framework framework, Coverage coverage) {
    return framework.weights().stream()
        .map(Weights::track)
        .distinct()
        .flatMap(id -> framework.section(id).stream())
        .map(track -> of(framework, coverage, track))
        .toList();
  }
}
