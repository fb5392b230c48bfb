package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.NationalStandard.Kind;
import io.fieldbench.competency.standard.NationalStandard.Requirement;
import io.fieldbench.competency.standard.NationalStandard.WorkContent;
import io.fieldbench.competency.standard.NationalStandard.WorkFunction;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A track's table of functions, work contents, abilities and knowledge (chapter 3). Page breaks cut
 * its rows, and its cells are merged downwards: a cell without a number goes on where the column
 * stopped.
 */
final class TrackReader {
  private static final Pattern FUNCTION = Pattern.compile("(\\d+)[.．] *(\\S.*)");
  private static final Pattern CONTENT = Pattern.compile("(\\d+\\.\\d+)(?![.\\d]) *(\\S.*)");

  /** Not 802.15.4, nor V2.1.0. */
  private static final Pattern ITEM =
      Pattern.compile("(?<![.\\dA-Za-z])(\\d{1,2}\\.\\d{1,2}\\.\\d{1,3})(?![.\\d])");

  private static final List<String> HEAD = List.of("职业功能", "工作内容", "专业能力要求", "相关知识要求");

  private final Problems problems;
  private final List<Open> functions = new ArrayList<>();

  private TrackReader(Problems problems) {
    this.problems = problems;
  }

  /** Something numbered that may go on in a later row. */
  private static final class Open {
    final int line;
    final int column;
    final String number;
    final StringBuilder text;
    final List<Open> below = new ArrayList<>();
    final List<Open> knowledge = new ArrayList<>();

    Open(int line, int column, String number, String text) {
      this.line = line;
      this.column = column;
      this.number = number;
      this.text = new StringBuilder(text);
    }

    private Requirement requirement() {
      return new Requirement(number, text.toString());
    }

    private WorkContent content() {
      return new WorkContent(
          number,
          text.toString(),
          below.stream().map(Open::requirement).toList(),
          knowledge.stream().map(Open::requirement).toList());
    }

    WorkFunction function() {
      return new WorkFunction(number, text.toString(), below.stream().map(Open::content).toList());
    }
  }

  /**
   * @param lines takes the line of each number, by kind
   */
  static List<WorkFunction> read(
      Section section, Problems problems, BiConsumer<Kind, Map.Entry<String, Integer>> lines) {
    var reader = new TrackReader(problems);
    List<Table.Row> rows = Table.of(section).stream().map(row -> row.without(HEAD.size())).toList();
    if (!rows.isEmpty() && !rows.getFirst().cells().equals(HEAD)) {
      problems.add(rows.getFirst().line(), "the table does not begin with its head " + HEAD);
    }
    rows.stream().filter(row -> !row.cells().equals(HEAD)).forEach(reader::row);
    rows.stream()
        .findFirst()
        .ifPresent(first -> Table.tellLinesBetween(section, first.line(), problems));
    if (reader.functions.isEmpty()) {
      problems.add(
          section.line(),
          section.number() + " " + section.title() + " has no table; its head is " + HEAD);
    }
    reader.checkNumbers();
    reader.functions.forEach(function -> {
      lines.accept(Kind.FUNCTION, Map.entry(function.number, function.line));
      for (Open content : function.below) {
        lines.accept(Kind.WORK_CONTENT, Map.entry(content.number, content.line));
        content.below.forEach(a -> lines.accept(Kind.ABILITY, Map.entry(a.number, a.line)));
        content.knowledge.forEach(k -> lines.accept(Kind.KNOWLEDGE, Map.entry(k.number, k.line)));
      }
    });
    return reader.functions.stream().map(Open::function).toList();
  }

  private void row(Table.Row row) {
    if (row.cells().size() != HEAD.size()) {
      problems.add(
          row.line(),
          "the row has %d cells in place of %d".formatted(row.cells().size(), HEAD.size()));
      return;
    }
    begin(row, 0, FUNCTION, functions);
    if (functions.isEmpty()) {
      problems.add(row.line(), "the table begins without a numbered function");
      return;
    }
    List<Open> contents = functions.getLast().below;
    begin(row, 1, CONTENT, contents);
    if (contents.isEmpty()) {
      problems.add(
          row.line(), "function " + functions.getLast().number + " begins without a work content");
      return;
    }
    String content = contents.getLast().number;
    items(row, 2, content, contents.getLast().below);
    items(row, 3, content, contents.getLast().knowledge);
  }

  private void begin(Table.Row row, int column, Pattern numbered, List<Open> open) {
    Matcher start = numbered.matcher(row.cell(column));
    if (start.matches()) {
      open.add(new Open(row.line(), row.columns().get(column), start.group(1), start.group(2)));
    } else {
      goOn(row, column, row.cell(column), open);
    }
  }

  private void items(Table.Row row, int column, String content, List<Open> open) {
    String cell = row.cell(column);
    Matcher item = ITEM.matcher(cell);
    int end = findItem(item, row, column, content) ? item.start() : cell.length();
    goOn(row, column, cell.substring(0, end).strip(), open);
    int at = row.columns().get(column);
    while (end < cell.length()) {
      String number = item.group(1);
      at = row.column(number, at);
      int from = item.end();
      end = findItem(item, row, column, content) ? item.start() : cell.length();
      String text = cell.substring(from, end).strip();
      if (!ItemText.isText(text)) {
        problems.add(row.line(), at, number + " has no text");
      }
      open.add(new Open(row.line(), at, number, text));
      at += number.length();
    }
  }

  /** Python 3.11.2 may stand in an item; where 3.11 is this work content, its item begins there. */
  private boolean findItem(Matcher item, Table.Row row, int column, String content) {
    String cell = row.cell(column);
    while (item.find()) {
      String number = item.group(1);
      int name = item.start() - 1;
      while (name >= 0 && cell.charAt(name) == ' ') {
        name--;
      }
      boolean version =
          name >= 0 && Character.isLetter(cell.charAt(name)) && cell.charAt(name) < 128;
      if (!version || number.startsWith(content + ".")) {
        return true;
      }
      int at = row.column(number, row.columns().get(column));
      problems.doubt(row.line(), at, number + " stands in work content " + content);
    }
    return false;
  }

  private void goOn(Table.Row row, int column, String text, List<Open> open) {
    if (text.isEmpty()) {
      return;
    }
    if (open.isEmpty()) {
      problems.add(
          row.line(),
          row.columns().get(column),
          "'" + text + "' has no number, and nothing stands before it");
    } else {
      open.getLast().text.append(text);
    }
  }

  private void checkNumbers() {
    check("", functions);
    tellRepeated(functions.stream().flatMap(f -> f.below.stream()).toList());
    tellRepeated(abilities().toList());
    for (Open function : functions) {
      check(function.number + ".", function.below);
      for (Open content : function.below) {
        check(content.number + ".", content.below);
        check(content.number + ".", content.knowledge);
        content.below.forEach(ability -> doubt(ability, ItemText::ability));
        content.knowledge.forEach(knowledge -> doubt(knowledge, ItemText::knowledge));
        tellRepeated(content.knowledge);
        if (content.below.isEmpty()) {
          problems.add(
              content.line,
              content.column,
              "work content " + content.number + " asks for no ability");
        }
        if (content.knowledge.isEmpty()) {
          problems.add(
              content.line,
              content.column,
              "work content " + content.number + " asks for no knowledge");
        }
      }
      if (function.below.isEmpty()) {
        problems.add(
            function.line, function.column, "function " + function.number + " has no work content");
      }
    }
  }

  private Stream<Open> abilities() {
    return functions.stream().flatMap(f -> f.below.stream()).flatMap(c -> c.below.stream());
  }

  private void tellRepeated(List<Open> items) {
    for (int i = 0; i < items.size(); i++) {
      Open one = items.get(i);
      items.subList(0, i).stream()
          .filter(earlier -> earlier.text.compareTo(one.text) == 0)
          .findFirst()
          .ifPresent(earlier ->
              problems.add(
                  one.line,
                  one.column,
                  "%s '%s' says what %s says".formatted(one.number, one.text, earlier.number)));
    }
  }

  private void doubt(Open one, BiFunction<String, String, List<String>> doubts) {
    String text = one.text.toString();
    if (ItemText.isMarkup(text)) {
      problems.add(one.line, one.column, "%s '%s' holds markup".formatted(one.number, text));
      return;
    }
    doubts
        .apply(one.number, text)
        .forEach(doubt ->
            problems.doubt(one.line, one.column, "%s '%s' %s".formatted(one.number, text, doubt)));
  }

  private void check(String prefix, List<Open> numbered) {
    for (int i = 0; i < numbered.size(); i++) {
      Open one = numbered.get(i);
      String expected = prefix + (i + 1);
      if (numbered.subList(0, i).stream().anyMatch(earlier -> earlier.number.equals(one.number))) {
        problems.add(one.line, one.column, one.number + " stands twice");
        return;
      }
      if (!one.number.equals(expected)) {
        problems.add(one.line, one.column, one.number + " stands where " + expected + " should");
        return;
      }
    }
  }
}
