package io.fieldbench.competency.standard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text, cut into its numbered sections. */
final class StandardText {
  private static final Pattern HEADING = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,2}){0,4}) +(\\S.*)");
  private static final Pattern PAGE_HEAD = Pattern.compile("职业编码[：:] *([-\\d]+)");
  private static final Pattern PAGE_NUMBER = Pattern.compile("[—–-]? *\\d{1,3} *[—–-]?");

  /** A line of a table of contents. */
  private static final Pattern CONTENTS = Pattern.compile(".*(?:[.·]{3,}|…+) *\\d{1,3}");

  /** What stands before a number's unit, where a line was broken between the two. */
  private static final Pattern BROKEN_OFF =
      Pattern.compile("\\d{1,3} +(?:年|分钟|分|名|人|标准学时|个月)(?!\\p{IsHan}).*");

  /** Characters for which others stand that look the same. */
  private static final Pattern UNUSUAL =
      Pattern.compile("[\u2E80-\u2FDF\uF900-\uFAFF\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]");

  /** A traditional form that the published scan of 2-02-10-10 has in one of its titles. */
  private static final char MISREAD = '決';

  private static final char SIMPLIFIED = '决';
  private static final int HANGUL_FILLER = 0x3164;
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final List<Line> front = new ArrayList<>();
  private final List<Line> pageHeads = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  /**
   * @param number from 1
   * @param text without spaces around it; a table's cells are parted by tabs
   */
  record Line(int number, String text) {
    boolean isRow() {
      return text.indexOf('\t') >= 0;
    }
  }

  /**
   * @param number as 1.9.1
   * @param lines below its heading, up to the next one
   */
  record Section(String number, String title, int line, List<Line> lines) {
    boolean isIn(Section other) {
      return number.startsWith(other.number + ".");
    }

    int depth() {
      return number.split("\\.").length;
    }

    /** Of its text where that is one line; else of its heading. */
    int textLine() {
      List<Line> told =
          lines.stream().filter(line -> !line.isRow() && !line.text.isBlank()).toList();
      return told.size() == 1 ? told.getFirst().number : line;
    }

    /** All of its running text, in one line. */
    String prose() {
      var text = new StringBuilder();
      lines.stream().filter(line -> !line.isRow()).forEach(line -> text.append(line.text));
      return text.toString();
    }
  }

  private StandardText() {}

  /** Empty, with the reason in {@code problems}, where the bytes are no text in UTF-8. */
  static Optional<StandardText> of(byte[] bytes, Problems problems) {
    if (startsWith(bytes, 'P', 'K', 3, 4)) {
      problems.add(1, 1, "is a zip archive; unpack it and import the text in it");
      return Optional.empty();
    }
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      problems.add(1, 1, "is text in UTF-16; save it as UTF-8");
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (isTwiceEncoded(text)) {
        problems.add(1, 1, "was encoded as UTF-8 twice; save it from what it was made of");
        return Optional.empty();
      }
      tellInvisible(text, problems);
      return Optional.of(cut(text));
    } catch (CharacterCodingException e) {
      if (isCutOff(bytes)) {
        tellBad(bytes, problems, "the text ends within a character; the file is cut off");
        return Optional.empty();
      }
      String hint = new String(bytes, GB18030).contains("职业") ? "it seems to be GBK; " : "";
      tellBad(bytes, problems, "is no text in UTF-8; " + hint + "save it as UTF-8");
      return Optional.empty();
    }
  }

  private static boolean isTwiceEncoded(String text) {
    return !text.contains("职业")
        && new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
            .contains("职业");
  }

  /** Whether only the end of the last character is missing. */
  private static boolean isCutOff(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(in, java.nio.CharBuffer.allocate(bytes.length), false)
        .isUnderflow();
  }

  /** Characters that nobody sees or that no text has; some databases refuse them too. */
  private static void tellInvisible(String text, Problems problems) {
    String[] lines = lines(text.startsWith("\uFEFF") ? text.substring(1) : text);
    for (int i = 0; i < lines.length; i++) {
      int[] characters = lines[i].codePoints().toArray();
      for (int column = 1; column <= characters.length; column++) {
        int c = characters[column - 1];
        if (isOutOfPlace(c)) {
          problems.add(i + 1, column, "holds the character U+%04X; remove it".formatted(c));
        }
      }
    }
  }

  private static boolean isOutOfPlace(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\t' && c != '\f';
      case Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> c == 0xFFFD || c == HANGUL_FILLER;
    };
  }

  private static String[] lines(String text) {
    return text.replace("\r\n", "\n").split("[\n\r]", -1);
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static void tellBad(byte[] bytes, Problems problems, String message) {
    var in = ByteBuffer.wrap(bytes);
    var out = java.nio.CharBuffer.allocate(bytes.length);
    StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String good = out.flip().toString();
    String[] lines = lines(good.startsWith("\uFEFF") ? good.substring(1) : good);
    String last = lines[lines.length - 1];
    problems.add(lines.length, last.codePointCount(0, last.length()) + 1, message);
  }

  private static StandardText cut(String whole) {
    var text = new StandardText();
    List<Line> body = text.front;
    String[] lines = lines(whole.replace("\uFEFF", "").replace(MISREAD, SIMPLIFIED));
    for (int i = 0; i < lines.length; i++) {
      String plain = plain(lines[i]);
      Matcher heading = HEADING.matcher(plain);
      boolean pageNumber = PAGE_NUMBER.matcher(plain).matches() && !isBetweenRows(lines, i);
      if (pageNumber || CONTENTS.matcher(plain).matches()) {
        continue;
      }
      if (plain.indexOf('\t') < 0 && heading.matches() && !BROKEN_OFF.matcher(plain).matches()) {
        body = new ArrayList<>();
        text.sections.add(new Section(heading.group(1), heading.group(2), i + 1, body));
      } else if (PAGE_HEAD.matcher(plain).matches()) {
        text.pageHeads.add(new Line(i + 1, plain));
      } else if (!plain.isEmpty()) {
        body.add(new Line(i + 1, plain));
      }
    }
    return text;
  }

  /** A page ends with an empty line, or before one. */
  private static boolean isBetweenRows(String[] lines, int i) {
    return i > 0
        && i + 1 < lines.length
        && lines[i - 1].indexOf('\t') >= 0
        && lines[i + 1].indexOf('\t') >= 0;
  }

  /**
   * Other spaces become ordinary ones, unusual forms of characters the usual ones; a row keeps its
   * empty cells, also where all but one are empty.
   */
  private static String plain(String line) {
    String spaced =
        UNUSUAL
            .matcher(line.replaceAll("[\f\u00A0\u3000\u2002-\u200A\u202F]", " "))
            .replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC));
    String text = spaced.strip();
    boolean row =
        text.indexOf('\t') >= 0
            || !text.isEmpty() && spaced.chars().filter(c -> c == '\t').count() > 1;
    return row ? spaced : text.replaceFirst("^#{1,6} +", "");
  }

  /** What stands before the first section. */
  List<Line> front() {
    return front;
  }

  /** The lines that each page begins with. */
  List<Line> pageHeads() {
    return pageHeads;
  }

  List<Section> sections() {
    return sections;
  }

  /** The first section of that title. */
  Optional<Section> section(String title) {
    return sections.stream().filter(s -> s.title().equals(title)).findFirst();
  }

  /** Those right below it. */
  List<Section> below(Section parent) {
    return sections.stream()
        .filter(s -> s.isIn(parent) && s.depth() == parent.depth() + 1)
        .toList();
  }
}
