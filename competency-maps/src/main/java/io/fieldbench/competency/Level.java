package io.fieldbench.competency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a framework's own scale.
 *
 * @param id as the source writes it
 * @param rank order on the scale, lowest first
 * @param hours of training that the source asks for
 * @param entry conditions of which one must hold before the exam, in our own words
 */
public record Level(
    String id, int rank, LocalizedText title, @Nullable Integer hours, List<LocalizedText> entry) {
  public Level {
    entry = List.copyOf(entry);
  }
}
