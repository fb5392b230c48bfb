package io.fieldbench.competency.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.MissingNode;

/** The rows of Moodle's CSV and which stands under which, checked. */
final class MoodleTree {
  private static final List<String> NEEDED =
      List.of("Parent ID number", "ID number", "Short name", "Description", "Is framework");

  static final String RELATED = "Cross-referenced competency ID numbers";

  private final Problems problems;
  private final Map<String, MoodleRow> rows = new LinkedHashMap<>();
  private final Map<String, Long> lines = new HashMap<>();
  private final List<MoodleRow> frameworks = new ArrayList<>();

  private MoodleTree(Problems problems) {
    this.problems = problems;
  }

  /** Notes in {@code problems} what is wrong. */
  static MoodleTree read(SourceFile file, Problems problems) {
    var tree = new MoodleTree(problems);
    CsvTable.read(file, NEEDED, problems, tree::add);
    if (problems.none()) {
      tree.check(file.name());
    }
    return tree;
  }

  private void add(CsvRow csv) {
    var row = new MoodleRow(csv, MissingNode.getInstance());
    try {
      row = new MoodleRow(csv, MoodleText.note(row.description()).orElse(row.note()));
    } catch (IllegalArgumentException e) {
      csv.problem("Description", String.valueOf(e.getMessage()));
    }
    if (!EscoUri.hasText(csv, "Short name")) {
      return;
    }
    if (row.isFramework()) {
      frameworks.add(row);
    } else if (row.idNumber().isEmpty()) {
      csv.problem("ID number", "is empty; each competency needs one");
    } else if (EscoUri.isFirst(csv, "ID number", lines)) {
      rows.put(row.idNumber(), row);
    }
  }

  private void check(String file) {
    if (frameworks.isEmpty()) {
      problems.add(file, "column Is framework", "no row is a framework; one must have 1 there");
    }
    frameworks.stream()
        .skip(1)
        .forEach(row ->
            row.row()
                .problem(
                    "Is framework",
                    "is a second framework; the first stands in line "
                        + frameworks.getFirst().row().line()));
    for (MoodleRow row : rows.values()) {
      if (!row.parent().isEmpty() && !rows.containsKey(row.parent())) {
        row.row().problem("Parent ID number", "'%s' is no row of the file".formatted(row.parent()));
      }
      related(row).stream()
          .filter(id -> !rows.containsKey(id))
          .forEach(id -> row.row().problem(RELATED, "'%s' is no row of the file".formatted(id)));
    }
    if (rows.isEmpty()) {
      problems.add(file, "", "has no competency");
    }
    if (problems.none()) {
      Set<String> told = new HashSet<>();
      rows.values().forEach(row -> climb(row, told));
    }
  }

  /** Goes up to the top, and says so where there is none. */
  private void climb(MoodleRow from, Set<String> told) {
    List<String> way = new ArrayList<>();
    Optional<MoodleRow> at = Optional.of(from);
    while (at.isPresent() && way.size() <= CaseTree.DEEPEST) {
      String id = at.get().idNumber();
      if (way.contains(id)) {
        List<String> round = way.subList(way.indexOf(id), way.size());
        if (told.addAll(round)) {
          from.row()
              .problem(
                  "Parent ID number",
                  "goes round in a circle: " + String.join(" under ", round) + " under " + id);
        }
        return;
      }
      way.add(id);
      at = parent(at.get());
    }
    if (at.isPresent()) {
      from.row()
          .problem(
              "Parent ID number", "stands under more than %d others".formatted(CaseTree.DEEPEST));
    }
  }

  MoodleRow framework() {
    return frameworks.getFirst();
  }

  List<MoodleRow> rows() {
    return List.copyOf(rows.values());
  }

  Optional<MoodleRow> find(String idNumber) {
    return Optional.ofNullable(rows.get(idNumber));
  }

  Optional<MoodleRow> parent(MoodleRow row) {
    return find(row.parent());
  }

  /** Those that have others below them. */
  Set<String> parents() {
    Set<String> parents = new HashSet<>();
    rows.values().forEach(row -> parents.add(row.parent()));
    return parents;
  }

  /** ID numbers of the rows that one is related to. */
  static List<String> related(MoodleRow row) {
    String cell = row.row().get(RELATED);
    return Stream.of(cell.split(","))
        .map(id -> id.replace("%2C", ",").strip())
        .filter(id -> !id.isEmpty())
        .toList();
  }
}
