package io.fieldbench.lab;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A lab to build, or to build again as it was.
 *
 * @param credentials for each client name of the spec
 * @param ports port of the host by endpoint name; where none is named the runtime chooses one
 */
public record LabRequest(
    LabId id, LabSpec spec, Map<String, Credentials> credentials, Map<String, Integer> ports) {
  private static final SecureRandom RANDOM = new SecureRandom();

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
}
