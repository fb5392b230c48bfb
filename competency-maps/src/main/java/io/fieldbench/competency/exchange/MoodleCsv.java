package io.fieldbench.competency.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A framework as Moodle's tool "Import competency framework" (tool_lpimportcsv) reads and writes
 * it: CSV with commas and Moodle's English column names.
 *
 * <p>Codes, English titles, the tree and relations stand in Moodle's columns, statements in both
 * languages in the visible description; there they hold, whatever was changed in Moodle. All else
 * stands in a comment at the end of a description, as Base64 of JSON, which Moodle keeps and does
 * not show. Scales, rules and taxonomies of a file that Moodle wrote have no place in a framework;
 * they stay in the file, which is kept whole beside it.
 *
 * <p>No cell that we write begins like a formula: a short name that would is led by an apostrophe,
 * which is taken off again when it is read.
 */
public final class MoodleCsv implements FrameworkDocument {
  static final String FORMAT = "moodle";

  private final Framework framework;
  private final String text;

  private MoodleCsv(Framework framework, String text) {
    this.framework = framework;
    this.text = text;
  }

  /**
   * A file for a framework. What is read back of it is equal.
   *
   * @throws FrameworkException where the framework breaks a rule of definitions, or a text has a
   *     control character
   */
  public static MoodleCsv of(Framework framework) {
    Exports.check(framework);
    var text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      MoodleWriter.write(framework, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MoodleCsv(framework, text.toString());
  }

  /** As {@link FrameworkDocument#kept}. */
  static MoodleCsv kept(Framework framework, byte[] written) {
    return new MoodleCsv(framework, new String(written, StandardCharsets.UTF_8));
  }

  /**
   * Reads a file that Moodle or this class wrote. Of one that Moodle wrote, a competency with
   * others below it becomes a section; the one text there is stands for both languages; an ID
   * number that is no name is made one.
   *
   * @param edition of a file that Moodle wrote, which has none; else "undated"
   * @throws FrameworkException with everything that is wrong, by line and column
   */
  public static MoodleCsv read(Path file, Optional<String> edition) {
    try {
      var problems = new Problems();
      if (!TextCheck.passes(SourceFile.of(file), "CSV", CsvTable.LARGEST, problems)) {
        problems.refuse();
      }
      return read(String.valueOf(file.getFileName()), Files.readAllBytes(file), edition);
    } catch (IOException e) {
      throw new FrameworkException(List.of(file + ": cannot be read: " + e));
    }
  }

  /**
   * Reads what was sent, as {@link #read(Path, Optional)} does.
   *
   * @param name of the file, for its problems
   */
  public static MoodleCsv read(String name, byte[] bytes, Optional<String> edition) {
    SourceFile file = SourceFile.of(name, bytes);
    var problems = new Problems();
    MoodleTree tree = MoodleTree.read(file, problems);
    problems.refuse();
    Framework framework =
        tree.framework().node().equals("framework")
            ? MoodleReturn.framework(tree, problems)
            : MoodleImport.framework(tree, edition.orElse("undated"));
    problems.refuse();
    if (edition.isPresent() && !framework.edition().equals(edition.get())) {
      problems.add(name, "", "is of edition " + framework.edition() + "; leave --edition out");
      problems.refuse();
    }
    return new MoodleCsv(
        Exports.checked(name, framework), new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Framework framework() {
    return framework;
  }

  @Override
  public byte[] write() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Cells by ID number and column. */
  @Override
  public Map<String, String> parts() {
    Map<String, String> parts = new TreeMap<>();
    List<String> columns = new ArrayList<>();
    try (var rows =
        CsvReader.builder().detectBomHeader(true).ofCsvRecord(new ByteArrayInputStream(write()))) {
      for (CsvRecord row : rows) {
        if (columns.isEmpty()) {
          row.getFields().forEach(name -> columns.add(name.strip()));
          continue;
        }
        String id = row.getField(columns.indexOf("ID number")).strip();
        for (int i = 0; i < columns.size(); i++) {
          parts.put("'%s', column %s".formatted(id, columns.get(i)), row.getField(i));
        }
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
