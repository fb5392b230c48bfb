package io.fieldbench.lab.embedded;

import java.util.HashMap;
import java.util.Map;

/** Bounds what one client name leaves behind as retained messages. */
final class RetainedBudget {
  private final Map<String, Integer> sizes = new HashMap<>();
  private long bytes;

  /**
   * Counts a retained message in.
   *
   * @param size bytes; 0 clears the topic
   * @return false where it is too much; it is not counted then
   */
  synchronized boolean admit(String topic, int size) {
    int before = sizes.getOrDefault(topic, 0);
    if (size == 0) {
      sizes.remove(topic);
    } else if (bytes - before + size > Bounds.RETAINED_BYTES
        || before == 0 && sizes.size() >= Bounds.RETAINED_TOPICS) {
      return false;
    } else {
      sizes.put(topic, size);
    }
    bytes += size - before;
    return true;
  }

  /**
   * Counts in a last will, which may or may not replace what is kept on its topic: what is there
   * stays counted.
   */
  synchronized boolean reserve(String topic, int size) {
    return size <= sizes.getOrDefault(topic, 0) || admit(topic, size);
  }
}
