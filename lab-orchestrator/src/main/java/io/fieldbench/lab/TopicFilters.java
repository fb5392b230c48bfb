package io.fieldbench.lab;

/** MQTT topic filters as permissions (MQTT 5.0, section 4.7). */
public final class TopicFilters {
  /** Longest filter or topic that a lab uses, in characters. */
  public static final int MAX_LENGTH = 512;

  private TopicFilters() {}

  /**
   * Whether it is a filter: not empty, at most {@link #MAX_LENGTH} characters, no control
   * characters, {@code +} and {@code #} alone in their level, {@code #} only in the last one.
   */
  public static boolean valid(String filter) {
    if (filter.isEmpty()
        || filter.length() > MAX_LENGTH
        || filter.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      boolean wildcard = levels[i].contains("#") || levels[i].contains("+");
      if (wildcard && levels[i].length() > 1 || levels[i].equals("#") && i < levels.length - 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether every topic that {@code other} can match is matched by {@code filter} too.
   *
   * <p>A leading wildcard does not match a topic that starts with {@code $}.
   *
   * @param other a topic, or the filter that somebody wants to subscribe to
   */
  public static boolean covers(String filter, String other) {
    String[] allowed = filter.split("/", -1);
    String[] wanted = other.split("/", -1);
    boolean leadingWildcard = allowed[0].equals("#") || allowed[0].equals("+");
    if (leadingWildcard && other.startsWith("$")) {
      return false;
    }
    for (int i = 0; i < allowed.length; i++) {
      if (allowed[i].equals("#")) {
        return true;
      }
      if (i >= wanted.length
          || wanted[i].equals("#")
          || !allowed[i].equals("+") && !allowed[i].equals(wanted[i])) {
        return false;
      }
    }
    return allowed.length == wanted.length;
  }
}
