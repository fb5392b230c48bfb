package io.fieldbench.competency.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells by its bytes what a file is that is no UTF-8 text. */
final class Encodings {
  /** Bytes that are looked at together; an even number, so that pairs stay pairs. */
  private static final int LONGEST_RUN = 1 << 12;

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
   * character, so such bytes come in pairs; in a Western encoding they stand alone. What is UTF-8
   * between them says nothing: a part may have been put into a file that was.
   */
  static String guess(InputStream in) throws IOException {
    var found = new Counts();
    var run = new ByteArrayOutputStream();
    int lastFour = 0;
    byte[] chunk = new byte[1 << 16];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      for (int i = 0; i < n; i++) {
        lastFour = lastFour << 8 | chunk[i] & 0xFF;
        if (isOfFour(lastFour)) {
          found.paired += 3;
        }
        if (chunk[i] < 0) {
          run.write(chunk[i]);
        }
        if (run.size() > 0 && (chunk[i] >= 0 || run.size() == LONGEST_RUN)) {
          found.add(run.toByteArray());
          run.reset();
        }
      }
    }
    found.add(run.toByteArray());
    return found.paired > found.alone
        ? "GBK"
        : "Windows-1252 or another encoding of one byte a letter";
  }

  /** Rare characters have four bytes, of which the second and the fourth are figures. */
  private static boolean isOfFour(int bytes) {
    return (bytes & 0x8000_8000) == 0x8000_8000
        && isFigure(bytes >> 16 & 0xFF)
        && isFigure(bytes & 0xFF);
  }

  private static boolean isFigure(int b) {
    return b >= '0' && b <= '9';
  }

  private static final class Counts {
    private long paired;
    private long alone;

    /** Bytes over 0x7F that stand together. */
    private void add(byte[] run) {
      if (isUtf8(run)) {
        return;
      }
      for (int i = 0; i < run.length; i++) {
        if (isHigh(run, i) && isHigh(run, i + 1)) {
          paired++;
          i++;
        } else if (isHigh(run, i)) {
          alone++;
        }
      }
    }

    private static boolean isHigh(byte[] run, int i) {
      return i < run.length && (run[i] & 0xFF) > 0xA0;
    }

    private static boolean isUtf8(byte[] run) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(run));
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    }
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
