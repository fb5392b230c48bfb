package io.fieldbench.competency.standard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** All that is wrong with a text, told in the order of its lines. */
final class Problems {
  private static final String DOUBT = " (if print has it so: --accept-wording)";

  private final String file;
  private final boolean textsAreRight;
  private final TreeMap<Integer, LinkedHashSet<String>> byLine = new TreeMap<>();

  /**
   * @param textsAreRight whether somebody has compared the texts with print, so that none is
   *     doubtful
   */
  Problems(String file, boolean textsAreRight) {
    this.file = file;
    this.textsAreRight = textsAreRight;
  }

  /**
   * @param line from 1; 0 for what the whole text lacks
   * @param message what is wrong, and what would be right where that is not plain
   */
  void add(int line, String message) {
    String place = line == 0 ? file : file + ": line " + line;
    byLine.computeIfAbsent(line, l -> new LinkedHashSet<>()).add(place + ": " + message);
  }

  /**
   * @param line from 1
   * @param column from 1, in characters
   */
  void add(int line, int column, String message) {
    byLine
        .computeIfAbsent(line, l -> new LinkedHashSet<>())
        .add("%s: line %d, column %d: %s".formatted(file, line, column, message));
  }

  /** As {@link #add(int, int, String)}, of a text that may be right all the same. */
  void doubt(int line, int column, String message) {
    if (!textsAreRight) {
      add(line, column, message + DOUBT);
    }
  }

  /** As {@link #add(int, String)}, of a text that may be right all the same. */
  void doubt(int line, String message) {
    if (!textsAreRight) {
      add(line, message + DOUBT);
    }
  }

  List<String> all() {
    return byLine.values().stream().flatMap(Set::stream).toList();
  }
}
