package io.fieldbench.exercise;

import io.fieldbench.competency.LocalizedText;
import io.fieldbench.lab.TopicFilters;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A place in a YAML file. What is wrong there is noted and a stand-in given back, so that one pass
 * finds everything; a missing node has been complained about already and gives stand-ins in
 * silence.
 */
final class Node {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");
  private static final LocalizedText NO_TEXT = new LocalizedText("?", "?");

  private final Problems problems;
  private final String file;
  private final String path;
  private final JsonNode json;

  Node(Problems problems, String file, String path, JsonNode json) {
    this.problems = problems;
    this.file = file;
    this.path = path;
    this.json = json;
  }

  void problem(String message) {
    problems.add(file, path, message);
  }

  boolean missing() {
    return json.isMissingNode();
  }

  /** The same place with values put into its texts, complaining elsewhere. */
  Node filled(Map<String, String> values, Problems elsewhere) {
    return new Node(elsewhere, file, path, Placeholders.fill(json, values));
  }

  /** This node, a mapping that has no other keys than these. */
  Node object(String... known) {
    if (!missing() && !json.isObject()) {
      problem("must be a mapping with the keys " + String.join(", ", known));
      return absent();
    }
    for (String key : json.propertyNames()) {
      if (!List.of(known).contains(key)) {
        child(key).problem("unknown key; known are " + String.join(", ", known));
      }
    }
    return this;
  }

  /** What stands at a key that must be there. */
  Node at(String key) {
    if (!missing() && !has(key)) {
      problem("the key '" + key + "' is missing");
    }
    return child(key);
  }

  Optional<Node> optional(String key) {
    return has(key) ? Optional.of(child(key)) : Optional.empty();
  }

  boolean has(String key) {
    return json.has(key) && !json.get(key).isNull();
  }

  /** A mapping's values by key, in the order of the file. */
  Map<String, Node> members() {
    if (!missing() && !json.isObject()) {
      problem("must be a mapping");
      return Map.of();
    }
    var members = new LinkedHashMap<String, Node>();
    json.propertyNames().forEach(key -> members.put(key, child(key)));
    return members;
  }

  /** The items of a list that must not be empty. */
  List<Node> items() {
    if (!missing() && (!json.isArray() || json.isEmpty())) {
      problem("must be a list with at least one item");
      return List.of();
    }
    return IntStream.range(0, json.size())
        .mapToObj(i -> new Node(problems, file, path + "/" + i, json.get(i)))
        .toList();
  }

  List<String> texts() {
    return items().stream().map(Node::text).toList();
  }

  /** A text, or another scalar as it is written. */
  String text() {
    if (!missing() && (!json.isValueNode() || json.isNull() || json.asString().isBlank())) {
      problem("must be a text");
      return "";
    }
    return missing() ? "" : json.asString();
  }

  /** A text that may be empty. */
  String textOrEmpty() {
    if (!missing() && !json.isString()) {
      problem("must be a text");
    }
    return json.isString() ? json.stringValue() : "";
  }

  LocalizedText localized() {
    Node both = object("en", "zh");
    String en = both.at("en").text();
    String zh = both.at("zh").text();
    return en.isBlank() || zh.isBlank() ? NO_TEXT : new LocalizedText(en, zh);
  }

  int integer(int from, int to) {
    String expected = "must be a whole number from " + from + " to " + to;
    if (missing() || unresolved()) {
      return from;
    }
    if (!json.isIntegralNumber() || !json.canConvertToInt()) {
      problem(expected);
      return from;
    }
    int value = json.intValue();
    if (value < from || value > to) {
      problem(expected + ", not " + value);
      return from;
    }
    return value;
  }

  /** A number, or a text that is one, as a value put in is. */
  BigDecimal decimal() {
    return parsed(
        BigDecimal.ONE,
        "must be a number, as 68.5",
        text -> {
          if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
          }
          return new BigDecimal(text);
        });
  }

  boolean flag() {
    if (!missing() && !json.isBoolean()) {
      problem("must be true or false");
    }
    return json.isBoolean() && json.booleanValue();
  }

  Duration duration() {
    return parsed(
        Duration.ofSeconds(1),
        "must be a duration longer than nothing, as 100ms, 2s or 5m",
        text -> {
          Matcher m = DURATION.matcher(text);
          if (!m.matches() || Long.parseLong(m.group(1)) == 0) {
            throw new IllegalArgumentException(text);
          }
          long count = Long.parseLong(m.group(1));
          return switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
          };
        });
  }

  /** An MQTT topic filter. */
  String filter() {
    return parsed("#", "is no MQTT topic filter", Node::checkedFilter);
  }

  /** An MQTT topic name, which has no wildcards. */
  String topic() {
    return parsed("topic", "is no MQTT topic without wildcards", Node::checkedTopic);
  }

  private static String checkedFilter(String filter) {
    if (!TopicFilters.valid(filter)) {
      throw new IllegalArgumentException(filter);
    }
    return filter;
  }

  private static String checkedTopic(String topic) {
    if (topic.contains("#") || topic.contains("+")) {
      throw new IllegalArgumentException(topic);
    }
    return checkedFilter(topic);
  }

  /** One of the known words. */
  String word(Set<String> known) {
    String word = text();
    if (!word.isEmpty() && !unresolved() && !known.contains(word)) {
      problem("'" + word + "' is unknown; known are " + String.join(", ", new TreeSet<>(known)));
      return "";
    }
    return word;
  }

  /** Notes each placeholder in the texts below that is not known, and any in a key. */
  void placeholders(Set<String> known) {
    if (json.isString()) {
      for (String name : Placeholders.in(json.stringValue())) {
        if (!known.contains(name)) {
          problem("unknown placeholder ${" + name + "}; " + Parameters.known(known));
        }
      }
    } else if (json.isObject()) {
      members()
          .forEach((key, value) -> {
            if (!Placeholders.in(key).isEmpty()) {
              value.problem("a placeholder may stand in a value, not in a key");
            }
            value.placeholders(known);
          });
    } else if (json.isArray()) {
      IntStream.range(0, json.size())
          .mapToObj(i -> new Node(problems, file, path + "/" + i, json.get(i)))
          .forEach(item -> item.placeholders(known));
    }
  }

  private <T> T parsed(T standIn, String expected, Function<String, T> parser) {
    String text = text();
    if (text.isEmpty() || unresolved()) {
      return standIn;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problem(expected + ": '" + text + "'");
      return standIn;
    }
  }

  /** Whether an unknown placeholder, complained about already, is left in this text. */
  private boolean unresolved() {
    return json.isString() && !Placeholders.in(json.stringValue()).isEmpty();
  }

  private Node child(String key) {
    JsonNode value = has(key) ? json.get(key) : MissingNode.getInstance();
    String step = key.replace("~", "~0").replace("/", "~1");
    return new Node(problems, file, path + "/" + step, value);
  }

  private Node absent() {
    return new Node(problems, file, path, MissingNode.getInstance());
  }
}
