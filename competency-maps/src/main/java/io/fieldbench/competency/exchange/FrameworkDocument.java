package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Framework;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A framework in a format that programs exchange. One that was read is kept whole beside the
 * framework that was made of it, and is written as it was read, with all that a framework has no
 * place for.
 */
public sealed interface FrameworkDocument permits CaseDocument, MoodleCsv {
  /** As {@code case}, {@code moodle}. */
  String format();

  /** With no hash, as it comes from no definition file. */
  Framework framework();

  /** The file, as UTF-8. */
  byte[] write();

  /**
   * In what another document has a part otherwise, or has it alone; nothing where it is of another
   * format, which has other parts.
   *
   * @return each place by names and identifiers, as {@code CFRubrics[…].title}, in order
   */
  default List<String> differences(FrameworkDocument other) {
    if (!format().equals(other.format())) {
      return List.of();
    }
    Map<String, ?> here = parts();
    Map<String, ?> there = other.parts();
    SortedSet<String> places = new TreeSet<>(here.keySet());
    places.addAll(there.keySet());
    places.removeIf(place -> Objects.equals(here.get(place), there.get(place)));
    return List.copyOf(places);
  }

  /** Everything in it by its place, but what changes each time that it is written. */
  Map<String, ?> parts();

  /**
   * What was read before and kept since, with the framework that was made of it then.
   *
   * @param written by {@link #write}
   */
  static FrameworkDocument kept(String format, Framework framework, byte[] written) {
    return switch (format) {
      case CaseDocument.FORMAT -> CaseDocument.kept(framework, written);
      case MoodleCsv.FORMAT -> MoodleCsv.kept(framework, written);
      default -> throw new IllegalArgumentException(format);
    };
  }
}
