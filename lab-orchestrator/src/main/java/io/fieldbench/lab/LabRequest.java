package io.fieldbench.lab;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A lab to build, or to build again as it was.
 *
 * @param credentials for each client name of the spec
 * @param ports port of the host by endpoint name; where none is named the runtime chooses one
 * @param term empty where nobody said
 */
public record LabRequest(
    LabId id,
    LabSpec spec,
    Map<String, Credentials> credentials,
    Map<String, Integer> ports,
    Optional<Term> term) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Written on what is built, for people who look after the host.
   *
   * @param owner an id that means something to the caller
   * @param end when it is to be over at the latest, but for another try to build it or a check that
   *     runs then; the caller ends it, not the runtime
   */
  public record Term(String owner, Instant end) {}

  /** Without a term. */
  public LabRequest(
      LabId id, LabSpec spec, Map<String, Credentials> credentials, Map<String, Integer> ports) {
    this(id, spec, credentials, ports, Optional.empty());
  }

  public LabRequest {
    credentials = Map.copyOf(credentials);
    ports = Map.copyOf(ports);
    var missing = new ArrayList<>(spec.clients());
    missing.removeAll(credentials.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("no credentials for the clients " + missing);
    }
  }

  /** A new lab: fresh passwords of 144 random bits, ports of the runtime's choice. */
  public static LabRequest fresh(LabId id, LabSpec spec) {
    var credentials = new HashMap<String, Credentials>();
    for (String client : spec.clients()) {
      byte[] bytes = new byte[18];
      RANDOM.nextBytes(bytes);
      credentials.put(
          client,
          new Credentials(client, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }
    return new LabRequest(id, spec, credentials, Map.of());
  }

  /** The same lab at these ports. */
  public LabRequest at(Map<String, Integer> ports) {
    return new LabRequest(id, spec, credentials, ports, term);
  }

  /** The same lab for somebody, for so long at most. */
  public LabRequest with(Term term) {
    return new LabRequest(id, spec, credentials, ports, Optional.of(term));
  }
}
