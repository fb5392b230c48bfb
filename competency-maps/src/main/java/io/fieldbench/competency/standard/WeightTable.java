package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.NationalStandard.Weights;
import java.util.List;

/**
 * A table of weights and where it stands.
 *
 * @param heads grades and directions; empty where there is no table
 * @param rows those of the weights, each with a cell for its group
 */
record WeightTable(Weights weights, List<Table.Row> heads, List<Table.Row> rows) {
  static final WeightTable NONE =
      new WeightTable(new Weights(List.of(), List.of()), List.of(), List.of());

  /** Tells what is wrong with a cell of a row. */
  void tell(int row, int cell, String message, Problems problems) {
    tell(rows.get(row), cell, message, problems);
  }

  /** Tells what is wrong with a column, at its lowest head. */
  void tellOfColumn(int column, String message, Problems problems) {
    boolean direction = weights.columns().get(column).direction() != null;
    tell(
        direction ? heads.getLast() : heads.getFirst(),
        column + WeightReader.LABELS,
        message,
        problems);
  }

  private static void tell(Table.Row row, int cell, String message, Problems problems) {
    List<Integer> columns = row.columns();
    problems.add(row.line(), columns.get(Math.min(cell, columns.size() - 1)), message);
  }
}
