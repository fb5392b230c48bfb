package io.fieldbench.lab.docker;

import io.fieldbench.lab.Workspace.Entry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code find} prints of a folder: a line for each file and folder, ended by NUL, of type,
 * size, time and path. Lines of another form, and paths that are no UTF-8, are left out.
 */
final class Listing {
  /** For {@code find -printf}. */
  static final String FORMAT = "%y\\t%s\\t%T@\\t%P\\0";

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Listing() {}

  /** By path. */
  static List<Entry> read(byte[] printed, int limit) {
    var entries = new ArrayList<Entry>();
    int from = 0;
    for (int at = 0; at < printed.length && entries.size() < limit; at++) {
      if (printed[at] == 0) {
        Utf8.strict(printed, from, at).flatMap(Listing::entry).ifPresent(entries::add);
        from = at + 1;
      }
    }
    entries.sort(Comparator.comparing(Entry::path));
    return List.copyOf(entries);
  }

  private static Optional<Entry> entry(String line) {
    String[] fields = line.split("\t", 4);
    if (fields.length < 4 || !RelativePath.valid(fields[3])) {
      return Optional.empty();
    }
    boolean folder = fields[0].equals("d");
    if (!folder && !fields[0].equals("f")) {
      return Optional.empty();
    }
    try {
      long bytes = folder ? 0 : Math.max(0, Long.parseLong(fields[1]));
      return Optional.of(new Entry(fields[3], folder, bytes, time(fields[2])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Seconds since 1970 with a fraction; a trainee may set any, so it is kept within years 1970 to
   * 9999.
   */
  private static Instant time(String text) {
    BigDecimal seconds = new BigDecimal(text.length() > 40 ? "0" : text);
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    try {
      Instant time =
          Instant.ofEpochSecond(
              whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValue());
      return time.isAfter(LAST) ? LAST : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    } catch (ArithmeticException | DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
