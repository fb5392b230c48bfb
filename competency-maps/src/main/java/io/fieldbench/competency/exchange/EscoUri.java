package io.fieldbench.competency.exchange;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** Addresses of ESCO's concepts, and the cells that hold them. */
final class EscoUri {
  private static final Pattern CONCEPT =
      Pattern.compile("https?://data\\.europa\\.eu/esco/[a-z-]+/[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Of ISCO, of the fields of education, or of the upper levels of skills, as S1.8.1. */
  private static final Pattern NUMBER = Pattern.compile("[A-Za-z]?\\d{1,5}(?:\\.\\d{1,5})*");

  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{N}]");

  private EscoUri() {}

  static boolean isConcept(String uri) {
    return CONCEPT.matcher(uri).matches() && hasCode(uri);
  }

  private static boolean hasCode(String uri) {
    return Uuids.isUuid(code(uri)) || NUMBER.matcher(code(uri)).matches();
  }

  static URI of(String uri) {
    return URI.create(uri);
  }

  /** The last part: a UUID, or the number of a group. */
  static String code(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  /** Whether something can be read in it. */
  static boolean isText(String text) {
    return TEXT.matcher(text).find();
  }

  /** Whether a cell has a text; a problem where it has none. */
  static boolean hasText(CsvRow row, String column) {
    if (!isText(row.get(column))) {
      row.problem(column, "is '%s'; a text is needed".formatted(row.get(column)));
      return false;
    }
    return true;
  }

  /** Whether a cell has an address; a problem where it has none. */
  static boolean hasConcept(CsvRow row, String column) {
    return isConcept(row, column, row.get(column));
  }

  /**
   * Whether what stands in a cell, or is one of several there, is an address; a problem where it is
   * none.
   */
  static boolean isConcept(CsvRow row, String column, String uri) {
    if (isConcept(uri)) {
      return true;
    }
    row.problem(
        column,
        CONCEPT.matcher(uri).matches()
            ? "'%s' ends in no UUID and in no number of a group".formatted(uri)
            : "'%s' is no address of ESCO, as http://data.europa.eu/esco/skill/…".formatted(uri));
    return false;
  }

  /**
   * Whether a cell has an address that no earlier row has.
   *
   * @param lines of the addresses seen; the row's is added
   */
  static boolean isNew(CsvRow row, String column, Map<String, Long> lines) {
    return hasConcept(row, column) && isFirst(row, column, lines);
  }

  /** Whether what stands in a cell stands in no earlier row; a problem where it does. */
  static boolean isFirst(CsvRow row, String column, Map<String, Long> lines) {
    Long earlier = lines.putIfAbsent(row.get(column), row.line());
    if (earlier != null) {
      row.problem(column, "'%s' stands already in line %d".formatted(row.get(column), earlier));
      return false;
    }
    return true;
  }
}
