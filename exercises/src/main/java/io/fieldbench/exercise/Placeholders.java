package io.fieldbench.exercise;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that stand in a text as <code>${name}</code>. What is put in is never read again as a
 * placeholder or as YAML.
 */
final class Placeholders {
  /** Known only once a lab runs: whoever hands the starter files out puts them in. */
  static final Set<String> OF_THE_LAB =
      Set.of("mqtt.host", "mqtt.port", "trainee.username", "trainee.password");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private Placeholders() {}

  /** The names in the order of the text, each once. */
  static Set<String> in(String text) {
    var names = new LinkedHashSet<String>();
    PLACEHOLDER.matcher(text).results().forEach(m -> names.add(m.group(1)));
    return names;
  }

  /** The text with the known values put in; an unknown placeholder stays as it is. */
  static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), m.group())));
  }

  /** The content with the values put in; what is no text stays as it is. */
  static byte[] fill(byte[] content, Map<String, String> values) {
    return Texts.decode(content).map(t -> Texts.encode(fill(t, values))).orElse(content);
  }

  /** A copy of the tree with the values put into its texts. */
  static JsonNode fill(JsonNode tree, Map<String, String> values) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (tree.isString()) {
      return nodes.stringNode(fill(tree.stringValue(), values));
    }
    if (tree.isArray()) {
      ArrayNode array = nodes.arrayNode();
      tree.forEach(item -> array.add(fill(item, values)));
      return array;
    }
    if (tree.isObject()) {
      ObjectNode object = nodes.objectNode();
      tree.properties().forEach(p -> object.set(p.getKey(), fill(p.getValue(), values)));
      return object;
    }
    return tree;
  }
}
