package io.fieldbench.portal.lab;

import java.util.Map;

/**
 * The virtual kit of a lab.
 *
 * @param period milliseconds between readings
 * @param readings topic by tag
 */
public record KitPlan(String plant, long period, Map<String, String> readings, long seed) {
  public KitPlan {
    readings = Map.copyOf(readings);
  }
}
