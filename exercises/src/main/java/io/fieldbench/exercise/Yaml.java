package io.fieldbench.exercise;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML 1.2 files of one document; a key given twice and an alias are errors, fractions stay
 * decimal.
 */
final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Yaml() {}

  /** The root of a file of the folder; a missing node where it is absent or cannot be read. */
  static Node read(Problems problems, Map<String, byte[]> files, String file) {
    return new Node(problems, file, "", tree(problems, files, file));
  }

  private static JsonNode tree(Problems problems, Map<String, byte[]> files, String file) {
    byte[] content = files.get(file);
    if (content == null) {
      problems.add(file, "", "the file is missing");
      return MissingNode.getInstance();
    }
    var text = Texts.decode(content);
    if (text.isEmpty()) {
      problems.add(file, "", "is no UTF-8 text");
      return MissingNode.getInstance();
    }
    try {
      refuseAliases(problems, file, text.get());
      JsonNode tree = MAPPER.readTree(text.get());
      if (!tree.isObject()) {
        problems.add(file, "", "must be a mapping of keys to values");
        return MissingNode.getInstance();
      }
      return tree;
    } catch (JacksonException e) {
      problems.add(file, "", "line " + line(e) + ": not valid YAML: " + reason(e));
      return MissingNode.getInstance();
    }
  }

  /** Jackson would read an alias as a text that is the anchor's name. */
  private static void refuseAliases(Problems problems, String file, String text) {
    try (var parser = (YAMLParser) MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          int line = parser.currentTokenLocation().getLineNr();
          problems.add(file, "", "line " + line + ": aliases are not supported; write the value");
        }
      }
    }
  }

  private static int line(JacksonException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
  }

  /** The parser's messages quote the file over several lines; those that begin with a space. */
  private static String reason(JacksonException e) {
    return String.valueOf(e.getOriginalMessage())
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .limit(2)
        .collect(Collectors.joining(", "));
  }
}
