package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.StandardText.Line;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The rows of a section's table, without rulers and what is left of HTML. */
final class Table {
  private static final Pattern TAG =
      Pattern.compile(
          "(?i)</?(?:p|br|b|i|u|em|strong|font|sub|sup|span|td|tr|div)(?:\\s[^<>]{0,300})?/?>");

  private static final Pattern SPACE =
      Pattern.compile("(?i)&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#819[4-9]|#820[12]);");

  /** Chinese marks have their space in themselves. */
  private static final Pattern BESIDE_MARKS =
      Pattern.compile("(?<=[，。；：、（）《》“”]) | (?=[，。；：、（）《》“”])");

  private Table() {}

  /**
   * @param line from 1
   * @param cells without spaces around them; an empty one belongs to what stands above it
   * @param columns where the cells begin, in characters from 1
   * @param text the whole line
   */
  record Row(int line, List<String> cells, List<Integer> columns, String text) {
    /** Without the empty cells beyond so many. */
    Row without(int most) {
      int end = cells.size();
      while (end > most && cells.get(end - 1).isEmpty()) {
        end--;
      }
      return new Row(line, cells.subList(0, end), columns.subList(0, end), text);
    }

    /**
     * Where a part of a cell stands, in characters from 1.
     *
     * @param from column before which it does not
     */
    int column(String part, int from) {
      int before = Math.min(from - 1, text.codePointCount(0, text.length()));
      int found = text.indexOf(part, text.offsetByCodePoints(0, before));
      return found < 0 ? from : text.codePointCount(0, found) + 1;
    }

    String cell(int at) {
      return at < cells.size() ? cells.get(at) : "";
    }
  }

  /** What stands below a table's first row and in no row. */
  static void tellLinesBetween(Section section, int first, Problems problems) {
    section.lines().stream()
        .filter(line -> !line.isRow() && line.number() > first)
        .forEach(line ->
            problems.add(
                line.number(),
                "'" + line.text() + "' stands in the table and in none of its cells"));
  }

  static List<Row> of(Section section) {
    return section.lines().stream()
        .filter(Line::isRow)
        .filter(line -> !isRuler(line.text()))
        .map(line -> new Row(line.number(), cells(line.text()), columns(line.text()), line.text()))
        .toList();
  }

  private static boolean isRuler(String row) {
    return row.contains("--") && row.chars().allMatch(c -> c == '-' || Character.isWhitespace(c));
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.split("\t", -1)).map(Table::plain).toList();
  }

  private static List<Integer> columns(String row) {
    List<Integer> columns = new ArrayList<>(List.of(1));
    int[] characters = row.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == '\t') {
        columns.add(i + 2);
      }
    }
    return columns;
  }

  private static String plain(String cell) {
    String text = SPACE.matcher(TAG.matcher(cell).replaceAll(" ")).replaceAll(" ");
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return BESIDE_MARKS.matcher(text.strip().replaceAll(" +", " ")).replaceAll("");
  }
}
