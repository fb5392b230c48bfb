package io.fieldbench.portal.workspace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts a new lab's password in the place of an old one's, in whatever file it stands. */
record Passwords(String before, String now) {
  byte[] replacedIn(byte[] content) {
    byte[] from = before.getBytes(StandardCharsets.US_ASCII);
    byte[] to = now.getBytes(StandardCharsets.US_ASCII);
    var out = new ByteArrayOutputStream(content.length);
    int at = 0;
    while (at < content.length) {
      if (isAt(content, at, from)) {
        out.writeBytes(to);
        at += from.length;
      } else {
        out.write(content[at++]);
      }
    }
    return out.toByteArray();
  }

  private static boolean isAt(byte[] content, int at, byte[] part) {
    return part.length > 0
        && at + part.length <= content.length
        && Arrays.equals(content, at, at + part.length, part, 0, part.length);
  }
}
