package io.fieldbench.competency.exchange;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An item of a CASE package.
 *
 * @param path in the file, as CFItems[3]
 */
record CaseItem(JsonNode json, String path) {
  String identifier() {
    return json.path("identifier").asString();
  }

  /** A field without blanks around it; empty where there is none. */
  String text(String field) {
    return json.path(field).asString("").strip();
  }

  /** What this program has added to it. */
  JsonNode ours() {
    return json.path(CaseWriter.EXTENSIONS).path(CaseWriter.OURS);
  }

  /** What of a framework it is, as this program has noted; empty in a package of others. */
  String node() {
    return ours().path("node").asString("");
  }

  /** Levels of education; the second name is a slip that published packages have. */
  List<String> levels() {
    List<String> levels = new ArrayList<>();
    for (String field : List.of("educationLevel", "educationalLevel")) {
      JsonNode value = json.path(field);
      if (value.isString()) {
        levels.addAll(List.of(value.asString().split(",")));
      }
      value.valueStream().map(v -> v.asString("")).forEach(levels::add);
    }
    return levels.stream().map(String::strip).filter(l -> !l.isEmpty()).distinct().toList();
  }
}
