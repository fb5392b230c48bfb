package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.NationalStandard.Column;
import io.fieldbench.competency.standard.NationalStandard.Row;
import io.fieldbench.competency.standard.NationalStandard.Track;
import io.fieldbench.competency.standard.NationalStandard.Weights;
import io.fieldbench.competency.standard.NationalStandard.WorkFunction;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
  void check(Section section, WeightTable table) {
    Weights weights = table.weights();
    List<Column> tracks = standard.tracks().stream().map(t -> column(standard, t)).toList();
    if (!weights.columns().equals(tracks)) {
      problems.add(
          table.heads().isEmpty() ? section.line() : table.heads().getFirst().line(),
          "the columns are %s in place of %s"
              .formatted(
                  weights.columns().stream().map(WeightReader::named).toList(),
                  tracks.stream().map(WeightReader::named).toList()));
      return;
    }
    // Theory alone is about chapter 2.
    boolean theory = weights == standard.theory();
    Set<String> general = theory ? Set.of(ETHICS, BASICS) : Set.of();
    for (int i = 0; i < weights.rows().size(); i++) {
      Row row = weights.rows().get(i);
      String group = general.contains(row.title()) ? "基本要求" : theory ? "相关知识要求" : "专业能力要求";
      if (!row.group().equals(group)) {
        table.tell(
            i,
            0,
            "%s stands under '%s' in place of %s".formatted(row.title(), row.group(), group),
            problems);
      }
    }
    for (int i = 0; i < tracks.size(); i++) {
      checkColumn(i, titles(standard.tracks().get(i)), general, table);
    }
  }

  private void checkColumn(int at, List<String> functions, Set<String> general, WeightTable table) {
    String named = WeightReader.named(table.weights().columns().get(at));
    List<Row> rows = table.weights().rows();
    int cell = at + WeightReader.LABELS;
    Set<String> weighed = new HashSet<>();
    List<Integer> strangers = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String title = rows.get(i).title();
      if (rows.get(i).percent().get(at).isEmpty()) {
        continue;
      }
      weighed.add(title);
      if (!functions.contains(title) && !general.contains(title)) {
        strangers.add(i);
        table.tell(
            i, cell, "%s: %s has a weight and is no function".formatted(named, title), problems);
      }
    }
    for (String title : Stream.concat(functions.stream(), general.stream()).toList()) {
      String what = functions.contains(title) ? "function " + title : title;
      String message = "%s: %s has no weight".formatted(named, what);
      int own = rows.stream().map(Row::title).toList().indexOf(title);
      if (weighed.contains(title)) {
        continue;
      }
      if (own >= 0) {
        table.tell(own, cell, message, problems);
      } else if (!strangers.isEmpty()) {
        // It is most likely the one that has another name there.
        table.tell(strangers.getFirst(), 1, message, problems);
      } else {
        table.tellOfColumn(at, message, problems);
      }
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
