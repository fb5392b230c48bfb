package io.fieldbench.lab;

import java.util.Map;
import java.util.Optional;

/** A handle on a running lab. */
public interface Lab {
  LabId id();

  /** By endpoint name; stable for the life of the lab. */
  Map<String, Endpoint> endpoints();

  /**
   * @throws IllegalArgumentException naming the known clients
   */
  Credentials credentials(String client);

  /** Whether every service answers now. */
  boolean ready();

  /** Whether it ran on while no portal held it, so that nothing in its memory was lost. */
  default boolean ranOn() {
    return false;
  }

  Faults faults();

  /** Files and commands inside the lab, where the runtime has such a thing. */
  Optional<Workspace> workspace();

  /** Removes everything; harmless when repeated. */
  void destroy();
}
