package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.NationalStandard.Column;
import io.fieldbench.competency.standard.NationalStandard.Row;
import io.fieldbench.competency.standard.NationalStandard.Track;
import io.fieldbench.competency.standard.NationalStandard.Weights;
import io.fieldbench.competency.standard.NationalStandard.WorkFunction;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether the tables of weights (chapter 4) are about the functions of the tracks (chapter 3). */
final class WeightCheck {
  private static final String ETHICS = "职业道德";
  private static final String BASICS = "基础知识";

  private final NationalStandard standard;
  private final Problems problems;

  WeightCheck(NationalStandard standard, Problems problems) {
    this.standard = standard;
    this.problems = problems;
  }

  /** Each function of a track has a weight in its column, and no other has. */
  void check(Section section, Weights weights) {
    List<Column> tracks = standard.tracks().stream().map(t -> column(standard, t)).toList();
    if (!weights.columns().equals(tracks)) {
      problems.add(
          section.line(),
          "the columns are %s in place of %s"
              .formatted(
                  weights.columns().stream().map(WeightReader::named).toList(),
                  tracks.stream().map(WeightReader::named).toList()));
      return;
    }
    // Theory alone is about chapter 2.
    boolean theory = weights == standard.theory();
    Set<String> general = theory ? Set.of(ETHICS, BASICS) : Set.of();
    for (Row row : weights.rows()) {
      String group = general.contains(row.title()) ? "基本要求" : theory ? "相关知识要求" : "专业能力要求";
      if (!row.group().equals(group)) {
        problems.add(
            row.line(),
            "%s stands under '%s' in place of %s".formatted(row.title(), row.group(), group));
      }
    }
    for (int i = 0; i < tracks.size(); i++) {
      int at = i;
      Set<String> weighed = new HashSet<>();
      weights.rows().stream()
          .filter(row -> row.percent().get(at).isPresent())
          .map(Row::title)
          .forEach(weighed::add);
      Track track = standard.tracks().get(i);
      String named = WeightReader.named(tracks.get(i));
      for (String function : titles(track)) {
        if (!weighed.remove(function)) {
          problems.add(section.line(), "%s: function %s has no weight".formatted(named, function));
        }
      }
      for (String chapterTwo : general) {
        if (!weighed.remove(chapterTwo)) {
          problems.add(section.line(), "%s: %s has no weight".formatted(named, chapterTwo));
        }
      }
      weighed.forEach(row ->
          problems.add(
              section.line(), "%s: %s has a weight and is no function".formatted(named, row)));
    }
  }

  private static Column column(NationalStandard standard, Track track) {
    String grade = standard.grades().get(track.grade() - 1).title();
    return new Column(Objects.requireNonNull(grade), track.direction());
  }

  private static List<String> titles(Track track) {
    return track.functions().stream().map(WorkFunction::title).toList();
  }
}
