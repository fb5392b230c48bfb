package io.fieldbench.lab.embedded;

import java.util.HashSet;
import java.util.Set;

/** Bounds the different filters that one session subscribes to. */
final class Subscriptions {
  private final Set<String> filters = new HashSet<>();
  private int shared;

  /** Counts a filter in, once; false where it is one too many. */
  synchronized boolean admit(String filter) {
    if (filters.contains(filter)) {
      return true;
    }
    boolean isShared = filter.startsWith(Rights.SHARED);
    if (filters.size() >= Bounds.SUBSCRIPTIONS
        || isShared && shared >= Bounds.SHARED_SUBSCRIPTIONS) {
      return false;
    }
    filters.add(filter);
    shared += isShared ? 1 : 0;
    return true;
  }
}
