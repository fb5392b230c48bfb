package io.fieldbench.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A copy of a workspace's regular files.
 *
 * @param files by relative path with {@code /} between its parts, sorted
 */
public record Snapshot(Map<String, File> files) {
  public Snapshot {
    files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** A file's content, and whether its owner may run it. */
  public record File(byte[] content, boolean executable) {}

  /** What a copy is bounded in. */
  public enum Bound {
    BYTES,
    FILES,
    DEPTH,
    TIME
  }

  /** A workspace is too much for a copy. */
  public static final class OutOfBounds extends IOException {
    private final Bound bound;

    public OutOfBounds(Bound bound, String message) {
      super(message);
      this.bound = bound;
    }

    /** The one that does not hold. */
    public Bound bound() {
      return bound;
    }
  }

  /**
   * What a copy may hold.
   *
   * @param bytes of all contents together
   * @param files how many, folders included
   * @param depth of a path's parts
   * @param time for taking it
   */
  public record Bounds(long bytes, int files, int depth, Duration time) {
    public static final Bounds ANSWER =
        new Bounds(8L * 1024 * 1024, 500, 12, Duration.ofSeconds(15));
  }
}
