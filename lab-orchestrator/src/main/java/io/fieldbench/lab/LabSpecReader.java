package io.fieldbench.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** From YAML text to a lab's specification. */
final class LabSpecReader {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LabSpecReader() {}

  static LabSpec read(String file, String yaml, Map<String, String> variables) {
    var problems = new ArrayList<String>();
    JsonNode tree;
    try {
      problems.addAll(aliases(file, yaml));
      tree = YAML.readTree(yaml);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String reason =
          e.getOriginalMessage()
              .lines()
              .filter(part -> !part.isBlank() && !part.startsWith(" "))
              .collect(Collectors.joining(", "));
      throw new LabSpecException(
          List.of(
              "%s: line %d: this is no YAML of one document: %s".formatted(file, line, reason)));
    }
    var report = new SpecNode.Report(file, new Interpolation(Map.copyOf(variables)), problems);
    LabSpec spec = new LabSpecParser().parse(new SpecNode(report, "", tree));
    if (!problems.isEmpty()) {
      throw new LabSpecException(problems);
    }
    return spec;
  }

  /** Jackson would read an alias as a text with the anchor's name. */
  private static List<String> aliases(String file, String yaml) {
    var problems = new ArrayList<String>();
    try (var parser = (YAMLParser) YAML.createParser(yaml)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          problems.add(
              "%s: line %d: the alias '*%s' is not supported; write the value"
                  .formatted(file, parser.currentTokenLocation().getLineNr(), parser.getString()));
        }
      }
    }
    return problems;
  }
}
