package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.NationalStandard.Column;
import io.fieldbench.competency.standard.NationalStandard.Row;
import io.fieldbench.competency.standard.NationalStandard.Weights;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table of weights (chapter 4): two rows of heads, grade and direction, where an empty cell
 * belongs to the one on its left; rows whose first cell may be lost, being merged with the one
 * above; a last row of totals.
 */
final class WeightReader {
  private static final String TOTAL = "合计";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
  private static final Pattern NONE = Pattern.compile("[-–—−－‐‑‒―]");

  /** Cells before the numbers: group and title. */
  static final int LABELS = 2;

  private final Problems problems;
  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();
  private final List<Table.Row> heads;
  private final List<Table.Row> read = new ArrayList<>();
  private Table.Row last;
  private String group = "";
  private boolean totalled;

  private WeightReader(List<Table.Row> heads, List<Column> columns, Problems problems) {
    this.heads = heads;
    this.last = heads.getLast();
    this.columns = columns;
    this.problems = problems;
  }

  static WeightTable read(Section section, Problems problems) {
    List<Table.Row> table = Table.of(section);
    if (table.size() <= LABELS) {
      problems.add(section.line(), section.title() + " has no table");
      return WeightTable.NONE;
    }
    List<Column> columns = columns(table.get(0), table.get(1));
    var reader = new WeightReader(table.subList(0, LABELS), columns, problems);
    Table.tellLinesBetween(section, table.getFirst().line(), problems);
    table.stream()
        .skip(LABELS)
        .filter(row ->
            !row.cells().equals(table.get(0).cells()) && !row.cells().equals(table.get(1).cells()))
        .forEach(reader::row);
    reader.checkTotals(section.title());
    return new WeightTable(new Weights(columns, reader.rows), reader.heads, reader.read);
  }

  private static List<Column> columns(Table.Row grades, Table.Row directions) {
    var columns = new ArrayList<Column>();
    String grade = "";
    int last = Math.max(grades.cells().size(), directions.cells().size());
    for (int i = LABELS; i < last; i++) {
      String head = grades.cell(i).replaceAll(" *[(（]%[)）]", "");
      String direction = directions.cell(i);
      if (head.isEmpty() && direction.isEmpty()) {
        break;
      }
      grade = head.isEmpty() ? grade : head;
      columns.add(new Column(grade, direction.isEmpty() ? null : direction));
    }
    return columns;
  }

  private void row(Table.Row row) {
    last = row;
    List<String> cells = new ArrayList<>(row.without(columns.size() + LABELS).cells());
    List<Integer> begin = new ArrayList<>(row.columns());
    if (!cells.getFirst().equals(TOTAL) && isWeight(cells.get(1))) {
      cells.addFirst("");
      begin.addFirst(1);
      if (cells.getLast().isEmpty()) {
        cells.removeLast();
      }
    }
    if (cells.size() != columns.size() + LABELS) {
      problems.add(
          row.line(),
          "the row has %d cells in place of %d".formatted(cells.size(), columns.size() + LABELS));
      return;
    }
    boolean total = cells.get(0).equals(TOTAL) || cells.get(1).equals(TOTAL);
    if (!total && !cells.get(0).isEmpty()) {
      group = cells.get(0);
    }
    List<Optional<Integer>> percent = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      percent.add(
          percent(row.line(), begin.get(i + LABELS), columns.get(i), cells.get(i + LABELS)));
    }
    if (totalled) {
      problems.add(row.line(), "a row stands below the totals");
    }
    if (total) {
      totalled = true;
      for (int i = 0; i < columns.size(); i++) {
        if (!percent.get(i).equals(Optional.of(100))) {
          problems.add(row.line(), begin.get(i + LABELS), "a total is not 100");
        }
      }
      return;
    }
    String title = cells.get(1);
    if (rows.stream().anyMatch(r -> r.title().equals(title))) {
      problems.add(row.line(), begin.get(1), "'" + title + "' stands twice in this table");
    }
    if (percent.stream().allMatch(Optional::isEmpty)) {
      problems.add(row.line(), begin.get(1), "'" + title + "' has no weight in any column");
    }
    rows.add(new Row(row.line(), group, title, percent));
    read.add(new Table.Row(row.line(), cells, begin, row.text()));
  }

  private static boolean isWeight(String cell) {
    return NONE.matcher(cell).matches() || NUMBER.matcher(cell).matches();
  }

  private Optional<Integer> percent(int line, int at, Column column, String cell) {
    if (NONE.matcher(cell).matches()) {
      return Optional.empty();
    }
    if (!NUMBER.matcher(cell).matches()
        || Integer.parseInt(cell) > 100
        || Integer.parseInt(cell) == 0) {
      problems.add(
          line,
          at,
          "'" + cell + "' is no percentage, for " + named(column) + "; where there is none, -");
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(cell));
  }

  private void checkTotals(String title) {
    if (!totalled) {
      problems.add(last.line(), title + " has no row " + TOTAL);
    }
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      int sum = rows.stream().mapToInt(row -> row.percent().get(at).orElse(0)).sum();
      if (sum != 100) {
        // Of the totals' row where there is one, which stands last.
        problems.add(
            last.line(),
            last.columns().get(Math.min(at + LABELS, last.columns().size() - 1)),
            "%s: the weights of %s add up to %d".formatted(title, named(columns.get(i)), sum));
      }
    }
  }

  static String named(Column column) {
    return column.direction() == null ? column.grade() : column.grade() + " " + column.direction();
  }
}
