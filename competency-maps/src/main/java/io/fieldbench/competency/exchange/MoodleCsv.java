package io.fieldbench.competency.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A framework as Moodle's tool "Import competency framework" (tool_lpimportcsv) reads and writes
 * it: CSV with commas and Moodle's English column names.
 *
 * <p>Codes, English titles, the tree and relations stand in Moodle's columns, statements in both
 * languages in the visible description; there they hold, whatever was changed in Moodle. All else
 * stands in a comment at the end of a description, as Base64 of JSON, which Moodle keeps and does
 * not show. Scales, rules and taxonomies of a file that Moodle wrote have no place in a framework
 * and are left out.
 *
 * <p>No cell that we write begins like a formula: a short name that would is led by an apostrophe,
 * which is taken off again when it is read.
 */
public final class MoodleCsv {
  private MoodleCsv() {}

  /**
   * The file, as UTF-8. What is read back of it is equal.
   *
   * @throws FrameworkException where the framework breaks a rule of definitions, or a text has a
   *     control character
   */
  public static byte[] write(Framework framework) {
    Exports.check(framework);
    var text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      MoodleWriter.write(framework, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file that Moodle or this class wrote. Of one that Moodle wrote, a competency with
   * others below it becomes a section; the one text there is stands for both languages; an ID
   * number that is no name is made one; the edition is "undated".
   *
   * @throws FrameworkException with everything that is wrong, by line and column
   */
  public static Framework read(Path file) {
    try {
      return read(SourceFile.of(file));
    } catch (IOException e) {
      throw new FrameworkException(List.of(file + ": cannot be read: " + e));
    }
  }

  /**
   * Reads what was sent, as {@link #read(Path)} does.
   *
   * @param name of the file, for its problems
   */
  public static Framework read(String name, byte[] bytes) {
    return read(SourceFile.of(name, bytes));
  }

  private static Framework read(SourceFile file) {
    var problems = new Problems();
    MoodleTree tree = MoodleTree.read(file, problems);
    problems.refuse();
    Framework framework =
        tree.framework().node().equals("framework")
            ? MoodleReturn.framework(tree, problems)
            : MoodleImport.framework(tree);
    problems.refuse();
    return Exports.checked(file.name(), framework);
  }
}
