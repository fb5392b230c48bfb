package io.fieldbench.competency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the sections of a framework count in one exam.
 *
 * @param exam as theory or practice
 * @param track id of the section that the exam is about
 * @param percent by id of a section; together 100
 */
public record Weights(String exam, String track, Map<String, Integer> percent) {
  public Weights {
    percent = Collections.unmodifiableMap(new LinkedHashMap<>(percent));
  }
}
