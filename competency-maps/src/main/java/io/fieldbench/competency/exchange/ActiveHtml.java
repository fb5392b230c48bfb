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

  /** What runs, shapes a page, or is read otherwise than other elements. */
  private static final Set<String> ALWAYS =
      Set.of(
          "script",
          "style",
          "iframe",
          "frame",
          "frameset",
          "svg",
          "noscript",
          "noembed",
          "noframes",
          "xmp",
          "plaintext",
          "textarea");

  /** Without a value they are words in angle brackets, as in List<Object> or <form factor>. */
  private static final Set<String> WITH_VALUES =
      Set.of("object", "embed", "applet", "form", "meta", "link", "base", "math");

  /** English words that would be taken for handlers of events. */
  private static final Set<String> NO_EVENTS =
      Set.of("on", "one", "once", "only", "online", "onto", "onward", "onwards", "ontology");

  private static final Set<String> ADDRESSES =
      Set.of("href", "xlink:href", "src", "srcset", "data", "action", "formaction", "poster");

  private static final Pattern SCRIPT = Pattern.compile("(?i)<\\s*+(?:/\\s*+)?script\\b");
  private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern RUNNING = Pattern.compile("(?i)(?:javascript|vbscript):.*");
  private static final Pattern DATA = Pattern.compile("(?i)data:.*");

  /** The same as a text or as a link in Markdown; JavaScript may also be what it is about. */
  private static final Pattern RUNNING_TEXT =
      Pattern.compile(
          "(?i)(?:^|](?:\\(|:)) *<?(?:javascript|vbscript):[\\w.$]{1,99}[(=`]"
              + "|](?:\\(|:) *<?data:text");

  /** Of one element; jsoup leaves out further ones. */
  private static final int MOST_ATTRIBUTES = 512;

  private static final Pattern HANDLER =
      Pattern.compile("(?i)[\\s/\"'](?:on[a-z]{3,}|style)\\s*+=");

  private static final Pattern RUNNING_VALUE =
      Pattern.compile("(?i)=[\"']?(?:javascript|vbscript):");

  private ActiveHtml() {}

  static boolean isIn(String text) {
    String controlled = CONTROL.matcher(unescaped(text)).replaceAll("");
    if (RUNNING_TEXT.matcher(controlled).find() || SCRIPT.matcher(text).find()) {
      return true;
    }
    if (text.indexOf('<') < 0) {
      return false;
    }
    if (mayHaveMore(text)
        && (HANDLER.matcher(text).find() || RUNNING_VALUE.matcher(plain(text)).find())) {
      return true;
    }
    // As XML no element is left out for where it stands; HTML has no CDATA. What is not closed here
    // may be closed by what follows on a page.
    return Jsoup.parse(text.replace("<![CDATA[", "<!") + ">", Parser.xmlParser())
        .getAllElements()
        .stream()
        .anyMatch(ActiveHtml::isActive);
  }

  /** Whether an element in it can have more attributes than are read. */
  private static boolean mayHaveMore(String text) {
    return text.chars().filter(c -> c <= ' ' || c == '/' || c == '"' || c == '\'').count()
        > MOST_ATTRIBUTES;
  }

  private static boolean isActive(Element element) {
    String name = element.normalName();
    List<Attribute> values =
        element.attributes().asList().stream().filter(Attribute::hasDeclaredValue).toList();
    return ALWAYS.contains(name)
        || name.equals("title") && element.childrenSize() > 0
        || WITH_VALUES.contains(name) && !values.isEmpty()
        || values.stream().anyMatch(ActiveHtml::isActive);
  }

  private static boolean isActive(Attribute attribute) {
    String name = attribute.getKey().toLowerCase(Locale.ROOT);
    String value = plain(attribute.getValue());
    return name.startsWith("on") && !NO_EVENTS.contains(name)
        || name.equals("style")
        || RUNNING.matcher(value).matches()
        || ADDRESSES.contains(name) && DATA.matcher(value).matches();
  }

  /** As a browser reads an address: without what is blank, with characters for their names. */
  private static String plain(String text) {
    return BLANK.matcher(unescaped(text)).replaceAll("");
  }

  private static String unescaped(String text) {
    return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
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
