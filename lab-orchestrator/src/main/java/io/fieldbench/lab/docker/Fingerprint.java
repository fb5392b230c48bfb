package io.fieldbench.lab.docker;

import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabSpec.Service;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Says whether a lab that runs was built from the same spec and credentials. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * SHA-256 over the spec and the credentials, as 64 hexadecimal digits. It gives no password away,
   * for those are random.
   */
  static String of(LabRequest request) {
    var text = new StringBuilder("1\n").append(request.spec().workspace()).append('\n');
    for (Service service : request.spec().services()) {
      text.append(service.name()).append('\n').append(service.image()).append('\n');
      text.append(new TreeMap<>(service.environment())).append(service.limits()).append('\n');
      text.append(new TreeMap<>(service.ports())).append(service.clients()).append('\n');
      text.append(service.command()).append(new TreeMap<>(service.tmpfs())).append('\n');
    }
    new TreeMap<>(request.credentials())
        .forEach((client, own) -> text.append(client).append(' ').append(secret(own)).append('\n'));
    return sha256(text.toString());
  }

  /** Password of the account that the runtime itself tries a lab's brokers with. */
  static String probePassword(LabRequest request) {
    return sha256("probe\n" + of(request));
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String secret(Credentials credentials) {
    return credentials.username() + '\n' + credentials.password();
  }
}
