package io.fieldbench.competency.exchange;

import io.fieldbench.competency.LocalizedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts in Moodle's cells. Short names are plain and have at most 100 characters; descriptions are
 * HTML and may end with a note of ours in a comment, which Moodle keeps and does not show.
 *
 * <p>Moodle reads CSV with PHP's rule that a backslash guards a quote (which RFC 4180 has not), and
 * turns each line end into one kind. So no cell of ours has a backslash beside a quote or a
 * carriage return: notes are in Base64, quotes of texts are entities, and short names have neither.
 */
final class MoodleText {
  /** As Moodle cuts short names and ID numbers (tool_lpimportcsv, framework_importer). */
  static final int LONGEST = 100;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NOTE = Pattern.compile("<!-- fieldbench:([A-Za-z0-9+/=]*) -->\\s*$");
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@＝＋－＠'].*", Pattern.DOTALL);

  /** Tags that end a line. */
  private static final Pattern BREAK = Pattern.compile("(?i)<br|</(?:p|li|div|h\\d)>");

  private MoodleText() {}

  /**
   * A text as a short name: one line, no tags, not over 100 characters, and no formula for a
   * spreadsheet, which is kept from being one by an apostrophe before it.
   */
  static String shortName(String text) {
    String line =
        text.replaceAll("[\\s\\p{Cntrl}]+", " ")
            .replace('<', '‹')
            .replace('>', '›')
            .replace('\\', '＼')
            .strip();
    String safe = FORMULA.matcher(line).matches() ? "'" + line : line;
    int length = safe.codePointCount(0, safe.length());
    return length <= LONGEST
        ? safe
        : safe.substring(0, safe.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
  }

  /**
   * What a short name stands for.
   *
   * @param exact the text it was made of, by our note; empty where there is none
   */
  static String fromShortName(String cell, String exact) {
    if (!exact.isEmpty() && shortName(exact).equals(cell)) {
      return exact;
    }
    return FORMULA.matcher(cell).matches() && cell.startsWith("'") ? cell.substring(1) : cell;
  }

  /** A paragraph of a description in one language. */
  static String paragraph(String language, String text) {
    return "<p lang=\"%s\">%s</p>\n".formatted(language, html(text));
  }

  /** Plain text as HTML in which nothing has a meaning but line breaks. */
  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\r", "&#13;")
        .replace("\n", "<br />")
        .replace("\t", "&#9;");
  }

  /**
   * The text of a description: what HTML shows of it, without our note. Of whatever length the
   * description is, each character is looked at once.
   */
  static String plain(String html) {
    var text = new StringBuilder();
    int at = 0;
    while (at < html.length()) {
      int tag = html.indexOf('<', at);
      boolean comment = html.startsWith("<!--", tag);
      int end = tag < 0 ? -1 : html.indexOf(comment ? "-->" : ">", tag);
      text.append(html, at, tag < 0 ? html.length() : tag);
      if (end < 0) {
        text.append(tag < 0 || comment ? "" : html.substring(tag));
        break;
      }
      if (!comment && BREAK.matcher(html.substring(tag, Math.min(tag + 5, end + 1))).lookingAt()) {
        text.append('\n');
      }
      at = end + (comment ? 3 : 1);
    }
    return entities(text.toString()).strip();
  }

  private static String entities(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#039;", "'")
        .replace("&#13;", "\r")
        .replace("&#9;", "\t")
        .replace("&nbsp;", "\u00A0")
        .replace("&amp;", "&");
  }

  /** The paragraphs that we have written, by language; without those that were taken out since. */
  static Map<String, String> paragraphs(String description) {
    Map<String, String> found = new LinkedHashMap<>();
    // An editor may have given the paragraphs more attributes.
    for (int at = description.indexOf("<p "); at >= 0; at = description.indexOf("<p ", at + 1)) {
      int text = description.indexOf('>', at) + 1;
      int end = text == 0 ? -1 : description.indexOf("</p>", text);
      if (end < 0) {
        break;
      }
      String tag = description.substring(at, text);
      for (String language : List.of("en", "zh")) {
        if (tag.contains("lang=\"%s\"".formatted(language))) {
          String html = description.substring(text, end).replaceAll("<br ?/?>", "\n");
          found.putIfAbsent(language, entities(html));
        }
      }
      at = end;
    }
    return found;
  }

  /**
   * A text in both languages: of a description's paragraphs where these are as we write them, else
   * of all that the description shows.
   *
   * @param otherwise where it shows nothing
   */
  static LocalizedText both(String description, LocalizedText otherwise) {
    Map<String, String> paragraphs = paragraphs(description);
    String all = plain(description);
    String en = readable(paragraphs.get("en"), readable(all, otherwise.en()));
    String zh = readable(paragraphs.get("zh"), readable(all, otherwise.zh()));
    return new LocalizedText(en, zh);
  }

  private static String readable(@Nullable String text, String otherwise) {
    return text != null && EscoUri.isText(text) ? text : otherwise;
  }

  /** A note at the end of a description. */
  static String note(JsonNode note) {
    byte[] json = JSON.writeValueAsString(note).getBytes(StandardCharsets.UTF_8);
    return "<!-- fieldbench:%s -->".formatted(Base64.getEncoder().encodeToString(json));
  }

  /**
   * Our note at the end of a description; empty where there is none.
   *
   * @throws IllegalArgumentException where it is damaged
   */
  static Optional<JsonNode> note(String description) {
    Matcher note = NOTE.matcher(description);
    if (!note.find()) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(Base64.getDecoder().decode(note.group(1)));
      if (json.isObject()) {
        return Optional.of(json);
      }
    } catch (IllegalArgumentException | JacksonException e) {
      throw new IllegalArgumentException("the note of Fieldbench at its end is damaged", e);
    }
    throw new IllegalArgumentException("the note of Fieldbench at its end is damaged");
  }
}
