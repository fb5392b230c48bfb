package io.fieldbench.competency;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Whether the texts of a standard are those that were published, for the editions of which we know
 * the sums: a text that a scan has misread, or that somebody has changed, has another one. The
 * texts themselves are not ours to ship. The sums also tell what two editions have in common,
 * whatever words of our own stand in its place.
 */
public final class PublishedTexts {
  /** What the code of a condition of entry begins with. */
  public static final String ENTRY = "1.9.1-";

  /** Hexadecimal digits of SHA-256 that are kept: one change in 2^48 goes unseen. */
  private static final int DIGITS = 12;

  /** Between two words of ASCII a space matters. */
  private static final Pattern SPACES = Pattern.compile("(?<![!-~])\\s+|\\s+(?![!-~])");

  /** C, C++ and C# are three things, so are ≤ 5 and ≥ 5, and 5 and 5 %. */
  private static final String MARK = "[^\\p{L}\\p{M}\\p{N}\\p{Sm}\\p{Sc}#%‰]";

  private static final Pattern BETWEEN_FIGURES =
      Pattern.compile("(?<=\\p{N})" + MARK + "+(?=\\p{N})");
  private static final Pattern MARKS = Pattern.compile("(?<=\\p{N}) (?=\\p{N})|(" + MARK + ")");

  /**
   * @param sum of the text
   * @param words of it without marks
   */
  private record Published(String sum, String words) {}

  private static final Map<String, Map<String, Published>> KNOWN = new ConcurrentHashMap<>();

  private PublishedTexts() {}

  /**
   * The parts whose Chinese text is not the published one, by code; conditions of entry as
   * 1.9.1-2.3. None where the edition is not known.
   */
  public static Map<String, String> differing(Framework framework) {
    Map<String, Published> published = published(framework);
    var differing = new LinkedHashMap<String, String>();
    texts(framework)
        .forEach((code, text) -> {
          Published known = published.get(code);
          if (known != null && !sum(text).equals(known.sum())) {
            differing.put(code, text);
          }
        });
    return differing;
  }

  /**
   * The parts that have the published text of another one, whatever marks are in it, by code: that
   * one's code.
   */
  public static Map<String, String> exchanged(Framework framework) {
    var codes = new HashMap<String, String>();
    Map<String, Published> published = published(framework);
    published.forEach((code, known) -> codes.putIfAbsent(known.words(), code));
    var exchanged = new LinkedHashMap<String, String>();
    differing(framework)
        .forEach((code, text) -> {
          Published own = published.get(code);
          String words = words(text);
          String other = codes.get(words);
          // With its own words a mark alone was misread.
          if (own != null && other != null && !own.words().equals(words)) {
            exchanged.put(code, other);
          }
        });
    return exchanged;
  }

  /** Whether there are sums for this edition. */
  public static boolean knows(Framework framework) {
    return !published(framework).isEmpty();
  }

  /**
   * By what a competency is known again in another edition of its framework: the words of what it
   * is called. Where an ability has our words alone, that of the text that was published under its
   * code.
   */
  static String key(Framework framework, Competency competency) {
    String title = competency.title().zh();
    boolean ours =
        competency.type() == Competency.Type.SKILL
            && competency.title().equals(competency.statement());
    return ours ? key(published(framework), competency.code(), title) : words(title);
  }

  /**
   * The sum of what we say of a competency; of its name, where that is known not to be the text of
   * which we say it.
   */
  static String ourKey(Framework framework, Competency competency) {
    Published known = published(framework).get(competency.code());
    String title = competency.title().zh();
    boolean another =
        known != null
            && !competency.title().equals(competency.statement())
            && !words(title).equals(known.words());
    return words(another ? title : competency.statement().zh());
  }

  /**
   * That of every text of a standard as it was published, by code; conditions of entry as
   * 1.9.1-2.3.
   */
  public static Map<String, String> keys(Framework framework) {
    Map<String, Published> published = published(framework);
    var keys = new LinkedHashMap<String, String>();
    texts(framework).forEach((code, text) -> keys.put(code, key(published, code, text)));
    return keys;
  }

  private static String key(Map<String, Published> published, String code, String text) {
    Published known = published.get(code);
    return known == null ? words(text) : known.words();
  }

  /** A line of code and sums for each text, as they are kept. */
  public static List<String> sums(Framework framework) {
    return texts(framework).entrySet().stream()
        .map(e -> e.getKey() + " " + sum(e.getValue()) + " " + words(e.getValue()))
        .toList();
  }

  /** The sum of a text without its marks, nor capitals: they make no other statement. */
  public static String words(String text) {
    String parted = BETWEEN_FIGURES.matcher(narrow(text)).replaceAll(" ");
    String words =
        MARKS.matcher(parted).replaceAll(mark -> mark.group(1) == null ? mark.group() : "");
    return sum(words.isEmpty() ? text : words.toLowerCase(Locale.ROOT));
  }

  private static String narrow(String text) {
    return text.codePoints()
        .map(PublishedTexts::narrow)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int narrow(int c) {
    return c >= '！' && c <= '～' ? c - '！' + '!' : c;
  }

  private static Map<String, Published> published(Framework framework) {
    String name = "standard/" + framework.id() + "-" + framework.edition() + ".sums";
    Map<String, Published> known = KNOWN.get(name);
    // No path but a name: an edition is whatever a file says.
    if (known != null || !name.matches("standard/[a-z0-9.-]+")) {
      return known == null ? Map.of() : known;
    }
    try (InputStream in = PublishedTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        return Map.of();
      }
      var sums = new LinkedHashMap<String, Published>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .forEach(line -> sums.put(line[0], new Published(line[1], line[2])));
      KNOWN.put(name, sums);
      return sums;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts(Framework framework) {
    var texts = new LinkedHashMap<String, String>();
    texts.put("1.1", framework.title().zh());
    framework
        .levels()
        .forEach(level -> {
          for (int i = 0; i < level.entry().size(); i++) {
            texts.put(ENTRY + level.id() + "." + (i + 1), level.entry().get(i).zh());
          }
        });
    framework.sections().forEach(section -> texts.put(section.id(), section.title().zh()));
    framework.competencies().forEach(c -> texts.put(c.code(), c.title().zh()));
    return texts;
  }

  /** Most spaces make no difference, nor whether a mark is as wide as a Chinese character. */
  public static String sum(String text) {
    String narrow = narrow(text);
    String plain = SPACES.matcher(narrow).replaceAll("");
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
