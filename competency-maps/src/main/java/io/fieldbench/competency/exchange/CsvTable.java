package io.fieldbench.competency.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The rows of a CSV file (RFC 4180, UTF-8, with a header), one after the other. */
final class CsvTable {
  /** Bytes of the largest file; all skills of ESCO in one language have a fifth of it. */
  static final long LARGEST = 64L << 20;

  /** Characters of the longest cell; the longest of ESCO's have a hundredth of it. */
  static final int LONGEST_CELL = 1 << 20;

  private final SourceFile file;
  private final Problems problems;
  private final Map<String, Integer> columns = new HashMap<>();

  private CsvTable(SourceFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Hands over each row that has as many cells as the header. A file that is no text, or lacks a
   * column, has none.
   *
   * @param required names of columns; there may be others
   */
  static void read(
      SourceFile file, List<String> required, Problems problems, Consumer<CsvRow> rows) {
    if (TextCheck.passes(file, "CSV", LARGEST, problems)) {
      new CsvTable(file, problems).read(required, rows);
    }
  }

  private void read(List<String> required, Consumer<CsvRow> rows) {
    try (var in = file.open();
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .detectBomHeader(true)
                .maxBufferSize(LONGEST_CELL)
                .ofCsvRecord(in)) {
      var records = reader.iterator();
      if (!records.hasNext()) {
        problems.add(file.name(), "", "has no row; the first one names the columns");
      } else if (hasColumns(records.next(), required)) {
        if (!records.hasNext()) {
          problems.add(
              file.name(), "line 1", "names the columns, and no row follows; is it whole?");
        }
        while (records.hasNext()) {
          row(records.next(), rows);
        }
      }
    } catch (CsvParseException e) {
      QuoteFault.explain(file, e, problems);
    } catch (IOException | UncheckedIOException e) {
      problems.add(file.name(), "", "cannot be read: " + e);
    }
  }

  private boolean hasColumns(CsvRecord header, List<String> required) {
    int before = 0;
    List<String> missing = new ArrayList<>(required);
    Set<String> twice = new HashSet<>();
    for (String cell : header.getFields()) {
      String name = cell.strip();
      missing.remove(name);
      if (columns.putIfAbsent(name, before++) != null && !name.isEmpty()) {
        twice.add(name);
      }
    }
    String there = String.join(", ", header.getFields());
    boolean other = header.getFieldCount() == 1 && there.matches("(?s).*[;\t].*");
    if (!missing.isEmpty()) {
      problems.add(
          file.name(),
          "line 1, column 1",
          "has no column %s; it has: %s%s"
              .formatted(
                  String.join(", ", missing),
                  there,
                  other ? ". Save it with commas between the cells" : ""));
    }
    twice.forEach(
        name -> problems.add(file.name(), "line 1, column " + name, "stands there twice"));
    return missing.isEmpty() && twice.isEmpty();
  }

  private void row(CsvRecord record, Consumer<CsvRow> rows) {
    if (record.getFieldCount() == header()) {
      var row = new CsvRow(this, record.getStartingLineNumber(), record.getFields());
      columns.forEach((name, at) -> {
        if (ActiveHtml.isIn(row.cells().get(at))) {
          row.problem(name, ActiveHtml.PROBLEM);
        }
      });
      rows.accept(row);
    } else {
      problems.add(
          file.name(),
          "line " + record.getStartingLineNumber(),
          "has %d cells in place of %d; a comma or a quote may be missing or too many"
              .formatted(record.getFieldCount(), header()));
    }
  }

  private int header() {
    return columns.values().stream().mapToInt(i -> i + 1).max().orElse(0);
  }

  /** Its place among the cells of a row, from 0; -1 where there is none. */
  int column(String name) {
    return columns.getOrDefault(name, -1);
  }

  void add(String place, String message) {
    problems.add(file.name(), place, message);
  }

  String name() {
    return file.name();
  }
}
