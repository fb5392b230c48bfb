package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.StandardText.Line;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The rows of a section's table, without rulers and what is left of HTML. */
final class Table {
  private static final Pattern TAG =
      Pattern.compile("</?(?:p|br|b|i|u|sub|sup|span|td|tr|div) ?/?>");

  private Table() {}

  /**
   * @param line from 1
   * @param cells without spaces around them; an empty one belongs to what stands above it
   */
  record Row(int line, List<String> cells) {
    String cell(int at) {
      return at < cells.size() ? cells.get(at) : "";
    }
  }

  static List<Row> of(Section section) {
    return section.lines().stream()
        .filter(Line::isRow)
        .filter(line -> !isRuler(line.text()))
        .map(line -> new Row(line.number(), cells(line.text())))
        .toList();
  }

  private static boolean isRuler(String row) {
    return row.contains("--") && row.chars().allMatch(c -> c == '-' || Character.isWhitespace(c));
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.split("\t", -1)).map(Table::plain).toList();
  }

  private static String plain(String cell) {
    String text = TAG.matcher(cell).replaceAll(" ").replace("&nbsp;", " ");
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return text.strip().replaceAll(" +", " ");
  }
}
