package io.fieldbench.lab.docker;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What every object on the Engine carries, so that it is found again and never mixed up. */
final class Labels {
  static final String INSTALLATION = "io.fieldbench.installation";
  static final String LAB = "io.fieldbench.lab";

  /** When it was made, as ISO 8601 in UTC. */
  static final String CREATED = "io.fieldbench.created";

  /** Whose lab it is, as its {@link LabRequest} says. */
  static final String OWNER = "io.fieldbench.owner";

  /** When it is to be over, as its {@link LabRequest} says; ISO 8601 in UTC. */
  static final String EXPIRY = "io.fieldbench.expiry";

  /** Name of the lab's service that a container runs; {@link #GATE} for the gate. */
  static final String SERVICE = "io.fieldbench.service";

  /** {@link Fingerprint} of what the lab was built from. */
  static final String FINGERPRINT = "io.fieldbench.fingerprint";

  /** The host's ports that a gate holds, as {@code mqtt=20001 web=20002}. */
  static final String PORTS = "io.fieldbench.ports";

  /** {@link Containers#outside} of a gate that listens under TLS. */
  static final String OUTSIDE = "io.fieldbench.outside";

  /** No service has this name: it begins with a dash. */
  static final String GATE = "-gate";

  private Labels() {}

  static Map<String, String> ofInstallation(String installation) {
    return Map.of(INSTALLATION, installation);
  }

  static Map<String, String> ofLab(String installation, LabId lab) {
    return Map.of(INSTALLATION, installation, LAB, lab.value());
  }

  /** What a new object of a lab gets. */
  static Map<String, String> created(String installation, LabRequest request, String... more) {
    var all = created(ofLab(installation, request.id()), more);
    request
        .term()
        .ifPresent(term -> {
          all.put(OWNER, term.owner());
          all.put(EXPIRY, term.end().toString());
        });
    return all;
  }

  /** What a new object gets. */
  static Map<String, String> created(Map<String, String> labels, String... more) {
    var all = new TreeMap<>(labels);
    all.put(CREATED, Instant.now().toString());
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }
}
