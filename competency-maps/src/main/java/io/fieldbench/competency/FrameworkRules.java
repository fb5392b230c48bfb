package io.fieldbench.competency;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a schema cannot say about one file: unique codes, known levels and groups, addresses. */
final class FrameworkRules {
  /** Names that are told of those that would be right. */
  private static final int NAMED = 50;

  private final FrameworkDraft draft;
  private final List<Problem> problems;

  private FrameworkRules(FrameworkDraft draft, List<Problem> problems) {
    this.draft = draft;
    this.problems = problems;
  }

  /** Passes over what the schema has already refused. */
  static void check(FrameworkDraft draft, List<Problem> problems) {
    FrameworkRules rules = new FrameworkRules(draft, problems);
    JsonNode root = draft.root();
    JsonNode levels = root.path("levels");
    JsonNode competencies = root.path("competencies");
    rules.address("uri", root.path("uri"));
    rules.address("occupation", root.path("occupation"));
    rules.unique("levels", levels, "id");
    rules.unique("levels", levels, "rank");
    rules.unique("competencies", competencies, "code");
    Set<String> sections = rules.sections(root.path("sections"));
    rules.weights(root.path("weights"), sections);
    Set<String> groups = new TreeSet<>(root.path("groups").propertyNames());
    Set<String> ids = new TreeSet<>();
    levels.forEach(level -> ids.add(level.path("id").asString("")));
    for (int i = 0; i < root.path("sections").size(); i++) {
      rules.known(
          "sections[" + i + "].level", root.path("sections").path(i).path("level"), "level", ids);
    }
    for (int i = 0; i < competencies.size(); i++) {
      JsonNode competency = competencies.path(i);
      String path = "competencies[" + i + "]";
      rules.known(path + ".group", competency.path("group"), "group", groups);
      rules.known(path + ".section", competency.path("section"), "section", sections);
      rules.described(path, competency);
      rules.known(path + ".level", competency.path("level"), "level", ids);
      rules.address(path + ".uri", competency.path("uri"));
    }
  }

  /** A heading stands after the one above it, so that none can stand above itself. */
  private Set<String> sections(JsonNode sections) {
    unique("sections", sections, "id");
    Set<String> earlier = new TreeSet<>();
    for (int i = 0; i < sections.size(); i++) {
      known(
          "sections[" + i + "].parent",
          sections.path(i).path("parent"),
          "earlier section",
          earlier);
      earlier.add(sections.path(i).path("id").asString(""));
    }
    return earlier;
  }

  private void weights(JsonNode weights, Set<String> sections) {
    Set<String> exams = new HashSet<>();
    for (int i = 0; i < weights.size(); i++) {
      JsonNode exam = weights.path(i);
      String path = "weights[" + i + "]";
      String name = exam.path("exam").asString("") + " of " + exam.path("track").asString("");
      if (!exams.add(name)) {
        add(path, "gives the exam " + name + " once more; keep one");
      }
      known(path + ".track", exam.path("track"), "section", sections);
      int sum = 0;
      for (Map.Entry<String, JsonNode> part : exam.path("percent").properties()) {
        sum += part.getValue().asInt(0);
        if (!sections.contains(part.getKey())) {
          add(path + ".percent", "'%s' is no section of this file".formatted(part.getKey()));
        }
      }
      if (exam.path("percent").isObject() && sum != 100) {
        add(path + ".percent", "adds up to %d; all parts together are 100".formatted(sum));
      }
    }
  }

  private void described(String path, JsonNode competency) {
    if (competency.isObject() && competency.has("group") == competency.has("section")) {
      add(
          path + ".group",
          competency.has("group")
              ? "stands beside section; keep one of them"
              : "is missing; write the name of one of the file's groups, or a section");
    }
    if (competency.has("group") || !competency.has("section")) {
      for (String text : List.of("title", "statement")) {
        if (competency.isObject() && !competency.has(text)) {
          add(path + "." + text, "is missing; write a text in both languages: en and zh");
        }
      }
    } else if (!competency.has("title") && !competency.has("statement")) {
      add(path + ".title", "is missing, and statement too; write one of them in both languages");
    }
  }

  private void unique(String list, JsonNode items, String key) {
    Map<JsonNode, Integer> first = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      JsonNode value = items.path(i).path(key);
      Integer earlier = value.isValueNode() && !value.isNull() ? first.putIfAbsent(value, i) : null;
      if (earlier != null) {
        add(
            list + "[" + i + "]." + key,
            "'%s' stands already at %s[%d]; write another %s"
                .formatted(value.asString(), list, earlier, key));
      }
    }
  }

  private void known(String path, JsonNode value, String what, Set<String> known) {
    if (value.isString() && !known.contains(value.asString())) {
      add(
          path,
          "'%s' is no %s of this file; there %s"
              .formatted(
                  value.asString(), what, known.isEmpty() ? "are none" : "are: " + some(known)));
    }
  }

  private static String some(Set<String> names) {
    String some = String.join(", ", names.stream().limit(NAMED).toList());
    return names.size() > NAMED ? some + ", …" : some;
  }

  private void address(String path, JsonNode value) {
    if (value.isString() && parse(value.asString()).isEmpty()) {
      add(path, "'%s' is no address; write a whole http or https one".formatted(value.asString()));
    }
  }

  /** The address, where it is absolute, http or https, and names a host. */
  private static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private void add(String path, String message) {
    problems.add(new Problem(draft.name(), path, message));
  }
}
