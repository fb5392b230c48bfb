package io.fieldbench.lab;

import java.util.Map;
import java.util.Optional;

/** A handle on a running lab. */
public interface Lab {
  LabId id();

  /**
   * Where this machine reaches it, unencrypted, by endpoint name; stable for the life of the lab.
   */
  Map<String, Endpoint> endpoints();

  /**
   * Where a trainee's own tools reach it, by endpoint name: the same as {@link #endpoints}, or
   * another address at the same ports, under TLS.
   */
  Map<String, Endpoint> ownTools();

  /**
   * Certificate, as PEM, of the authority that own tools have to trust; empty where they come in
   * unencrypted.
   */
  Optional<String> authority();

  /**
   * @throws IllegalArgumentException naming the known clients
   */
  Credentials credentials(String client);

  /** Whether every service answers now. */
  boolean ready();

  /**
   * Whether all its parts stand, though they may not answer now. One that has lost a part does not
   * come back by itself.
   */
  default boolean stands() {
    return ready();
  }

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
