package io.fieldbench.competency.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * Finds where the quotes of a CSV file go wrong, which its reader says by record alone: a quote
 * that is never closed, or one that is closed in the midst of a cell, as it happens when an earlier
 * one is missing.
 */
final class QuoteFault {
  private long line = 1;
  private long column;
  private long openLine;
  private long openColumn;
  private long cell;
  private String longCell = "";

  private QuoteFault() {}

  static void explain(SourceFile file, CsvParseException e, Problems problems) {
    try (Reader in =
        new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
      new QuoteFault().find(in, file, problems, e);
    } catch (IOException io) {
      problems.add(file.name(), "", "cannot be read: " + io);
    }
  }

  private void find(Reader in, SourceFile file, Problems problems, CsvParseException e)
      throws IOException {
    boolean open = false;
    boolean closed = false;
    boolean cellStart = true;
    boolean afterReturn = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\uFEFF' && line == 1 && column == 0) {
        continue;
      }
      column += Character.isLowSurrogate((char) c) ? 0 : 1;
      if (open && c == '"') {
        open = false;
        closed = true;
      } else if (closed && c == '"') {
        open = true;
        closed = false;
      } else if (!open && cellStart && c == '"') {
        open = true;
        openLine = line;
        openColumn = column;
      } else if (closed && c != ',' && c != '\n' && c != '\r') {
        problems.add(
            file.name(),
            place(line, column),
            "has '%s' behind the quote that ends a cell; the cell begins in %s. Write a quote inside"
                    .formatted(Character.toString(c), place(openLine, openColumn))
                + " a cell twice");
        return;
      }
      closed = closed && c == '"';
      if (++cell > CsvTable.LONGEST_CELL && longCell.isEmpty()) {
        longCell = open ? place(openLine, openColumn) : "line " + line;
      }
      cellStart = !open && (c == ',' || c == '\n' || c == '\r');
      cell = cellStart ? 0 : cell;
      if (c == '\r' || c == '\n' && !afterReturn) {
        line++;
      }
      column = c == '\r' || c == '\n' ? 0 : column;
      afterReturn = c == '\r';
    }
    if (open) {
      problems.add(
          file.name(), place(openLine, openColumn), "has a quote that is never closed; close it");
    } else if (!longCell.isEmpty()) {
      problems.add(
          file.name(),
          longCell,
          "has a cell of more than %d characters; a quote may be missing before it"
              .formatted(CsvTable.LONGEST_CELL));
    } else {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problems.add(file.name(), "", "is no valid CSV: " + cause.getMessage());
    }
  }

  private static String place(long line, long column) {
    return "line " + line + ", column " + column;
  }
}
