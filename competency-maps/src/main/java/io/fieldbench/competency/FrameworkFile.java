package io.fieldbench.competency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A framework file as it was found.
 *
 * @param name file name without its folder
 */
record FrameworkFile(String name, byte[] bytes) {
  /** Tells framework files from the README or editor back-up beside them. */
  static boolean named(String name) {
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** SHA-256 of the bytes, lower-case hexadecimal. */
  String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
