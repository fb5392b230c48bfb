package io.fieldbench.lab;

import java.util.Map;

/** MQTT client identifiers that Fieldbench's own programs have for themselves; for runtimes. */
public final class ReservedClientIds {
  /** Client name by the start of the identifiers that it alone may use. */
  public static final Map<String, String> OWNERS =
      Map.of(
          "kit-",
          "kit",
          "grader",
          "grader",
          "observer",
          "observer",
          "portal",
          "portal",
          BrokerProbe.CLIENT,
          BrokerProbe.CLIENT);

  private ReservedClientIds() {}
}
