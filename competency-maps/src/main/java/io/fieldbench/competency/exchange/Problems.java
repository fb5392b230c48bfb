package io.fieldbench.competency.exchange;

import io.fieldbench.competency.FrameworkException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the files of one import; of very many faults the first hundred are told. */
final class Problems {
  static final int TOLD = 100;

  private final List<String> told = new ArrayList<>();
  private long untold;

  /**
   * @param file name without its folder
   * @param place as {@code line 7, column code}; empty for the whole file
   * @param message what is wrong and what would be right
   */
  void add(String file, String place, String message) {
    if (told.size() < TOLD) {
      told.add(place.isEmpty() ? file + ": " + message : file + ": " + place + ": " + message);
    } else {
      untold++;
    }
  }

  /** Notes faults that shall not be told one by one. */
  void more(long faults) {
    untold += faults;
  }

  long count() {
    return told.size() + untold;
  }

  boolean none() {
    return told.isEmpty();
  }

  /**
   * @throws FrameworkException where there are any
   */
  void refuse() {
    if (!told.isEmpty()) {
      List<String> all = new ArrayList<>(told);
      if (untold > 0) {
        all.add("and %d more".formatted(untold));
      }
      throw new FrameworkException(all);
    }
  }
}
