package io.fieldbench.competency.exchange;

import java.util.List;

/**
 * A row of a CSV file.
 *
 * @param line of its first character, from 1
 */
record CsvRow(CsvTable table, long line, List<String> cells) {
  boolean has(String column) {
    return table.column(column) >= 0;
  }

  /** What stands in a cell, with no blanks around it; empty where the file has no such column. */
  String get(String column) {
    int at = table.column(column);
    return at < 0 ? "" : cells.get(at).strip().replace("\r\n", "\n");
  }

  /** Where a cell begins: a cell before it in the row may have line breaks. */
  String place(String column) {
    long at = line;
    for (int i = 0; i < table.column(column); i++) {
      at += cells.get(i).replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
    }
    return "line " + at + ", column " + column;
  }

  void problem(String column, String message) {
    table.add(place(column), message);
  }

  String file() {
    return table.name();
  }
}
