package io.fieldbench.lab.docker;

import io.fieldbench.lab.Workspace.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code find} prints of a folder: for each file and folder its type, size, time and path,
 * ended by NUL. Lines of another form, and paths that are no UTF-8, are left out.
 */
final class Listing {
  /** For {@code find -printf}. */
  static final String FORMAT = "%y\\t%s\\t%C@\\t%P\\0";

  private static final Pattern LINE =
      Pattern.compile(
          "(?<type>[df])\t(?<size>\\d{1,18})"
              + "\t(?<before>-?)(?<seconds>\\d{1,18})(\\.(?<nanos>\\d{1,9})\\d{0,9})?\t(?<path>.+)",
          Pattern.DOTALL);

  /** A trainee may print any time. */
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

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
    Matcher fields = LINE.matcher(line);
    if (!fields.matches() || !RelativePath.valid(fields.group("path"))) {
      return Optional.empty();
    }
    boolean folder = fields.group("type").equals("d");
    long bytes = folder ? 0 : Long.parseLong(fields.group("size"));
    return Optional.of(new Entry(fields.group("path"), folder, bytes, time(fields)));
  }

  /** From 1970 to 9999. */
  private static Instant time(Matcher fields) {
    if (!fields.group("before").isEmpty()) {
      return Instant.EPOCH;
    }
    long seconds = Math.min(Long.parseLong(fields.group("seconds")), LATEST);
    String nanos = Optional.ofNullable(fields.group("nanos")).orElse("");
    return Instant.ofEpochSecond(seconds, Long.parseLong((nanos + "000000000").substring(0, 9)));
  }
}
