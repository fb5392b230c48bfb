package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Framework;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Name-based UUIDs (RFC 9562, version 5), so that one thing has one identifier in every export. */
final class Uuids {
  /** RFC 9562, 6.6: the namespace of addresses. */
  private static final UUID ADDRESSES = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}");

  private Uuids() {}

  /**
   * Of a part of a framework in one edition.
   *
   * @param kind of part, as competency
   */
  static String of(Framework framework, String kind, String code) {
    return of(
        "urn:fieldbench:%s@%s/%s/%s".formatted(framework.id(), framework.edition(), kind, code));
  }

  static String of(String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(ADDRESSES.getMostSignificantBits())
              .putLong(ADDRESSES.getLeastSignificantBits())
              .flip());
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = hash.getLong() & ~0xF000L | 0x5000L;
      long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  static boolean isUuid(String text) {
    return UUID_TEXT.matcher(text).matches();
  }
}
