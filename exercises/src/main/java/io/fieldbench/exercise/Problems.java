package io.fieldbench.exercise;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, each thing once, in the order in which it was found. */
final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  void add(String file, String path, String message) {
    found.add(new Problem(file, path, message));
  }

  void addAll(Problems others) {
    found.addAll(others.found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
