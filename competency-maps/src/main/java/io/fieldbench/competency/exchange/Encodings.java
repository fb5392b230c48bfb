package io.fieldbench.competency.exchange;

import java.io.IOException;
import java.io.InputStream;

/** Tells by its bytes what a file is that is no UTF-8 text. */
final class Encodings {
  private Encodings() {}

  /**
   * What the file is by its first bytes, as the start of a sentence that the wanted format ends;
   * empty where nothing speaks against text in UTF-8.
   */
  static String otherThanText(byte[] head) {
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return "is a zip archive or a workbook (.xlsx); unpack it, or save the sheet as";
    }
    if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      return "is an old workbook (.xls); save the sheet as";
    }
    if (starts(head, 0x1F, 0x8B)) {
      return "is compressed with gzip; unpack it and give the";
    }
    if (starts(head, '%', 'P', 'D', 'F')) {
      return "is a PDF; give a";
    }
    String utf16 = utf16(head);
    return utf16.isEmpty() ? "" : utf16 + "; save it as UTF-8";
  }

  private static String utf16(byte[] head) {
    if (starts(head, 0xFF, 0xFE)) {
      return "is UTF-16 (little endian, says its byte order mark)";
    }
    if (starts(head, 0xFE, 0xFF)) {
      return "is UTF-16 (big endian, says its byte order mark)";
    }
    // Every second byte of a Latin letter is zero, and a file begins with such letters.
    int[] zeros = new int[2];
    int few = Math.min(head.length, 32);
    for (int i = 0; i < few; i++) {
      zeros[i & 1] += head[i] == 0 ? 1 : 0;
    }
    if (zeros[0] + zeros[1] > few / 4 && Math.min(zeros[0], zeros[1]) == 0) {
      String order = zeros[1] > 0 ? "little" : "big";
      return "looks like UTF-16 (%s endian, without a byte order mark)".formatted(order);
    }
    return "";
  }

  /**
   * Names the encoding of bytes that are no UTF-8. In GBK two bytes over 0xA0 make a common Chinese
   * character, so such bytes come in pairs; in a Western encoding they stand alone.
   */
  static String guess(InputStream in) throws IOException {
    long paired = 0;
    long alone = 0;
    boolean open = false;
    byte[] chunk = new byte[1 << 16];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      for (int i = 0; i < n; i++) {
        boolean high = (chunk[i] & 0xFF) > 0xA0;
        if (high && open) {
          paired++;
        } else if (open) {
          alone++;
        }
        open = high && !open;
      }
    }
    return paired > alone ? "GBK" : "Windows-1252 or another encoding of one byte a letter";
  }

  private static boolean starts(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
