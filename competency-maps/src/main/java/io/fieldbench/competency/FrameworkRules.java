package io.fieldbench.competency;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a schema cannot say about one file: unique codes, known levels and groups, addresses. */
final class FrameworkRules {
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
    Set<String> groups = new TreeSet<>(root.path("groups").propertyNames());
    Set<String> ids = new TreeSet<>();
    levels.forEach(level -> ids.add(level.path("id").asString("")));
    for (int i = 0; i < competencies.size(); i++) {
      JsonNode competency = competencies.path(i);
      String path = "competencies[" + i + "]";
      rules.known(path + ".group", competency.path("group"), "group", groups);
      rules.known(path + ".level", competency.path("level"), "level", ids);
      rules.address(path + ".uri", competency.path("uri"));
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
                  value.asString(),
                  what,
                  known.isEmpty() ? "are none" : "are: " + String.join(", ", known)));
    }
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
