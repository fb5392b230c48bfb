package io.fieldbench.assessment.probe;

import io.fieldbench.lab.Snapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal digits. */
final class Digests {
  private Digests() {}

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  /** Over path in UTF-8, a zero byte, length in eight bytes and content of each file in order. */
  static String sha256(Snapshot snapshot) {
    MessageDigest digest = digest();
    snapshot
        .files()
        .forEach((path, file) -> {
          digest.update(path.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(ByteBuffer.allocate(Long.BYTES).putLong(file.content().length).array());
          digest.update(file.content());
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
