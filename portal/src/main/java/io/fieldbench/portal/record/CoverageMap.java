package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Coverage;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The heat map of a part of a framework: a row for each heading that its exams weigh, a cell for
 * each heading below that one, a tile for each competency.
 */
record CoverageMap(List<Row> rows) {
  private static final int CELLS_ABREAST = 4;

  /**
   * A competency.
   *
   * @param sources how many exercises cover it
   */
  record Tile(Competency competency, int sources) {}

  /** The competencies of one cell that one kind of exam asks for. */
  record Band(boolean practice, List<Tile> tiles) {
    public long covered() {
      return tiles.stream().filter(tile -> tile.sources() > 0).count();
    }
  }

  /** A heading with what stands below it. */
  record Cell(Section section, List<Band> bands) {
    public long covered() {
      return bands.stream().mapToLong(Band::covered).sum();
    }

    public int total() {
      return bands.stream().mapToInt(band -> band.tiles().size()).sum();
    }

    /** 0 for nothing to 3 for all. */
    public long heat() {
      return covered() == 0 ? 0 : covered() == total() ? 3 : 2 * covered() >= total() ? 2 : 1;
    }
  }

  /**
   * A heading over cells.
   *
   * @param weights percent by exam
   * @param lines its cells, as many in a line as a page is wide
   */
  record Row(Section section, Map<String, Integer> weights, List<List<Cell>> lines) {
    public boolean untouched() {
      return lines.stream().flatMap(List::stream).allMatch(cell -> cell.covered() == 0);
    }
  }

  static CoverageMap of(FrameworkIndex index, Coverage coverage, Section part) {
    var rows = new ArrayList<Row>();
    List<Competency> own = own(index, part);
    if (!own.isEmpty()) {
      rows.add(row(index, part, part, List.of(cell(part, own, coverage))));
    }
    for (Section section : sections(index, part)) {
      rows.add(row(index, part, section, cells(index, coverage, section)));
    }
    return new CoverageMap(rows);
  }

  private static Row row(FrameworkIndex index, Section part, Section section, List<Cell> cells) {
    return new Row(section, SectionGroups.weights(index.framework(), part, section), lines(cells));
  }

  /** How many competencies nothing covers, one exercise, or more. */
  public Map<Integer, Long> counts() {
    return rows.stream()
        .flatMap(row -> row.lines().stream())
        .flatMap(List::stream)
        .flatMap(cell -> cell.bands().stream())
        .flatMap(band -> band.tiles().stream())
        .collect(Collectors.groupingBy(tile -> Math.min(tile.sources(), 2), Collectors.counting()));
  }

  /** Those that the part's exams weigh, and those of the part that none of them is below. */
  private static List<Section> sections(FrameworkIndex index, Section part) {
    List<Section> weighed =
        index.framework().weights().stream()
            .filter(exam -> exam.track().equals(part.id()))
            .flatMap(exam -> exam.percent().keySet().stream())
            .distinct()
            .flatMap(id -> index.section(id).stream())
            .toList();
    Stream<Section> others =
        index.children(part).stream()
            .filter(child -> weighed.stream().noneMatch(w -> index.path(w.id()).contains(child)));
    return Stream.concat(weighed.stream(), others).toList();
  }

  private static List<Cell> cells(FrameworkIndex index, Coverage coverage, Section row) {
    var cells = new ArrayList<Cell>();
    List<Competency> own = own(index, row);
    if (!own.isEmpty()) {
      cells.add(cell(row, own, coverage));
    }
    for (Section child : index.children(row)) {
      cells.add(cell(child, index.below(child), coverage));
    }
    return cells;
  }

  /** What stands under a heading itself, not under one below it. */
  private static List<Competency> own(FrameworkIndex index, Section section) {
    return index.below(section).stream().filter(c -> section.id().equals(c.section())).toList();
  }

  private static Cell cell(Section section, List<Competency> competencies, Coverage coverage) {
    Map<Boolean, List<Tile>> byExam =
        competencies.stream()
            .collect(
                Collectors.partitioningBy(
                    Coverage::asksInPractice,
                    Collectors.mapping(
                        c -> new Tile(c, coverage.sources(c.code()).size()), Collectors.toList())));
    var bands = new ArrayList<Band>();
    for (boolean practice : new boolean[] {true, false}) {
      List<Tile> tiles = byExam.getOrDefault(practice, List.of());
      if (!tiles.isEmpty()) {
        bands.add(new Band(practice, tiles));
      }
    }
    return new Cell(section, bands);
  }

  private static List<List<Cell>> lines(List<Cell> cells) {
    var lines = new ArrayList<List<Cell>>();
    for (int i = 0; i < cells.size(); i += CELLS_ABREAST) {
      lines.add(List.copyOf(cells.subList(i, Math.min(i + CELLS_ABREAST, cells.size()))));
    }
    return lines;
  }
}
