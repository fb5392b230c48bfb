package io.fieldbench.portal.training;

import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.LabRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The starter's files with a lab's connection in them. */
final class Starter {
  /** Certificate of the authority that own tools have to trust, where the broker speaks TLS. */
  static final String AUTHORITY = "lab-ca.pem";

  private static final String SETTINGS = "lab.properties";

  private Starter() {}

  /** By relative path, sorted. */
  static Map<String, byte[]> filled(Variant variant, Map<String, String> connection) {
    var files = new TreeMap<String, byte[]>();
    variant.starter().forEach((path, content) -> files.put(path, filled(content, connection)));
    return files;
  }

  /** Files of a starter with what programs need to come in under TLS. */
  static Map<String, byte[]> underTls(Map<String, byte[]> files, String authority) {
    var all = new TreeMap<>(files);
    all.put(AUTHORITY, authority.getBytes(StandardCharsets.US_ASCII));
    all.computeIfPresent(
        SETTINGS,
        (path, content) ->
            (new String(content, StandardCharsets.UTF_8).stripTrailing()
                    + "\nca=%s\n".formatted(AUTHORITY))
                .getBytes(StandardCharsets.UTF_8));
    return all;
  }

  /** What the placeholders stand for, with the address at which the broker is reached. */
  static Map<String, String> connection(String host, int port, Credentials trainee) {
    return Map.of(
        "mqtt.host", host,
        "mqtt.port", Integer.toString(port),
        "trainee.username", trainee.username(),
        "trainee.password", trainee.password());
  }

  /** As seen from inside the lab: services are reached by their names. */
  static Map<String, String> connectionInside(LabRequest request) {
    Credentials trainee = request.credentials().getOrDefault("trainee", new Credentials("", ""));
    return request.spec().services().stream()
        .flatMap(s ->
            s.ports().entrySet().stream()
                .filter(port -> port.getKey().equals("mqtt"))
                .map(port -> connection(s.name(), port.getValue(), trainee)))
        .findFirst()
        .orElse(Map.of());
  }

  private static byte[] filled(byte[] content, Map<String, String> connection) {
    String text = new String(content, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> value : connection.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
