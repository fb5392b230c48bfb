package io.fieldbench.competency.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Says of a file whether it is UTF-8 text, by reading it once as a stream. A byte order mark is
 * allowed; control characters other than tab and line breaks are not, since no published framework
 * has any and no page can show them.
 */
final class TextCheck {
  private static final int CHUNK = 1 << 16;

  private final SourceFile file;
  private final String wanted;
  private final long largest;
  private final Problems problems;
  private long line = 1;
  private long column = 1;
  private boolean afterReturn;

  private TextCheck(SourceFile file, String wanted, long largest, Problems problems) {
    this.file = file;
    this.wanted = wanted;
    this.largest = largest;
    this.problems = problems;
  }

  /**
   * @param wanted what would be right, as "CSV"
   * @param largest in bytes
   */
  static boolean passes(SourceFile file, String wanted, long largest, Problems problems) {
    try {
      return new TextCheck(file, wanted, largest, problems).check();
    } catch (IOException e) {
      problems.add(file.name(), "", "cannot be read: " + e);
      return false;
    }
  }

  private boolean check() throws IOException {
    if (file.size() == 0) {
      return refuse("", "is empty; give a " + wanted + " file");
    }
    if (file.size() > largest) {
      return refuse(
          "",
          "has %d MiB; at most %d are read"
              .formatted((file.size() + (1 << 20) - 1) >> 20, largest >> 20));
    }
    try (InputStream in = file.open()) {
      String other = Encodings.otherThanText(in.readNBytes(1 << 12));
      if (!other.isEmpty()) {
        return refuse(place(), other + " " + wanted);
      }
    }
    try (InputStream in = file.open()) {
      return decodes(in);
    }
  }

  private boolean decodes(InputStream in) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    CharBuffer chars = CharBuffer.allocate(CHUNK);
    boolean end = false;
    while (!end) {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      end = read < 0;
      bytes.position(bytes.position() + Math.max(read, 0)).flip();
      CoderResult result = decoder.decode(bytes, chars, end);
      chars.flip();
      if (!passes(chars)) {
        return false;
      }
      if (result.isError()) {
        try (InputStream again = file.open()) {
          return refuse(
              place(),
              "is not UTF-8, but looks like " + Encodings.guess(again) + "; save it as UTF-8");
        }
      }
      chars.clear();
      bytes.compact();
    }
    return true;
  }

  private boolean passes(CharBuffer chars) {
    while (chars.hasRemaining()) {
      char c = chars.get();
      boolean lineBreak = c == '\r' || c == '\n' && !afterReturn;
      if (lineBreak) {
        line++;
        column = 1;
      } else if (Character.isISOControl(c) && c != '\t' && c != '\n') {
        return refuse(place(), "has the control character U+%04X; take it out".formatted((int) c));
      } else if (c != '\n' && c != '\uFEFF' && !Character.isLowSurrogate(c)) {
        column++;
      }
      afterReturn = c == '\r';
    }
    return true;
  }

  private String place() {
    return "line " + line + ", column " + column;
  }

  private boolean refuse(String place, String message) {
    problems.add(file.name(), place, message);
    return false;
  }
}
