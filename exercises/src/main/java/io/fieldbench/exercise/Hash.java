package io.fieldbench.exercise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What pins a definition. */
final class Hash {
  private Hash() {}

  /**
   * SHA-256 over the files in the order of their paths: for each the path in UTF-8, a zero byte,
   * the content's length in eight bytes, the content.
   */
  static String of(Map<String, byte[]> files) {
    MessageDigest digest = sha256();
    new TreeMap<>(files)
        .forEach((name, content) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
