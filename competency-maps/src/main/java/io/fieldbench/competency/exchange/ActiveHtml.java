package io.fieldbench.competency.exchange;

import io.fieldbench.competency.FrameworkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * HTML that would do something on a page. Pages show every text as it is, and so nothing happens;
 * but no framework has any, other programs may be less careful with what we hand on, and who
 * imports a file should know. Marks as {@code <b>} stay.
 */
public final class ActiveHtml {
  static final String PROBLEM = "has HTML that does something on a page; take it out";

  /** What runs or shapes a page, and what hides marks from a reader that runs no scripts. */
  private static final Set<String> ALWAYS =
      Set.of("script", "style", "iframe", "frame", "frameset", "svg", "noscript", "noembed", "xmp");

  /** Without an attribute they are words in angle brackets, as in List<Object>. */
  private static final Set<String> WITH_ATTRIBUTES =
      Set.of("object", "embed", "applet", "form", "meta", "link", "base", "math");

  /** English words that would be taken for handlers of events. */
  private static final Set<String> NO_EVENTS = Set.of("on", "one", "once", "only", "online");

  private static final Pattern SCRIPT = Pattern.compile("(?i)<\\s*+(?:/\\s*+)?script\\b");
  private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");
  private static final Pattern RUNNING = Pattern.compile("(?i)(?:javascript|vbscript|data):.*");

  /** The same as a text or as a link in Markdown; JavaScript may also be what it is about. */
  private static final Pattern RUNNING_TEXT =
      Pattern.compile("(?i)(?:^|]\\(|]:)(?:javascript|vbscript):[^(=]{0,200}[(=]");

  /** Of one element; jsoup leaves out further ones. */
  private static final int MOST_ATTRIBUTES = 512;

  private static final Pattern HANDLER =
      Pattern.compile("(?i)[\\s/\"'](?:on[a-z]{3,}|style)\\s*+=");

  private static final Pattern RUNNING_VALUE =
      Pattern.compile("(?i)=[\"']?(?:javascript|vbscript|data):");

  private ActiveHtml() {}

  static boolean isIn(String text) {
    if (RUNNING_TEXT.matcher(plain(text)).find() || SCRIPT.matcher(text).find()) {
      return true;
    }
    if (mayHaveMore(text)
        && (HANDLER.matcher(text).find() || RUNNING_VALUE.matcher(plain(text)).find())) {
      return true;
    }
    // What is not closed here may be closed by what follows on a page.
    return text.indexOf('<') >= 0
        && Jsoup.parse(text + ">").getAllElements().stream().anyMatch(ActiveHtml::isActive);
  }

  /** Whether an element in it can have more attributes than are read. */
  private static boolean mayHaveMore(String text) {
    return text.indexOf('<') >= 0
        && text.chars().filter(c -> c <= ' ' || c == '/' || c == '"' || c == '\'').count()
            > MOST_ATTRIBUTES;
  }

  private static boolean isActive(Element element) {
    String name = element.normalName();
    return ALWAYS.contains(name)
        || WITH_ATTRIBUTES.contains(name) && !element.attributes().isEmpty()
        || element.attributes().asList().stream().anyMatch(ActiveHtml::isActive);
  }

  private static boolean isActive(Attribute attribute) {
    String name = attribute.getKey().toLowerCase(Locale.ROOT);
    return name.startsWith("on") && !NO_EVENTS.contains(name)
        || name.equals("style")
        || RUNNING.matcher(plain(attribute.getValue())).matches();
  }

  /** As a browser reads an address: without what is blank, with characters for their names. */
  private static String plain(String text) {
    return BLANK.matcher(Parser.unescapeEntities(text, false)).replaceAll("");
  }

  /**
   * Of a file in YAML.
   *
   * @throws FrameworkException with the line and column of each
   */
  public static void refuse(String name, byte[] bytes) {
    var problems = new ArrayList<String>();
    try (JsonParser parser = new YAMLMapper().createParser(bytes)) {
      for (JsonToken token = parser.nextToken();
          token != null && problems.size() < Problems.TOLD;
          token = parser.nextToken()) {
        if ((token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME)
            && isIn(parser.getString())) {
          TokenStreamLocation at = parser.currentTokenLocation();
          problems.add(
              "%s: line %d, column %d: %s"
                  .formatted(name, at.getLineNr(), at.getColumnNr(), PROBLEM));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new FrameworkException(List.copyOf(problems));
    }
  }
}
