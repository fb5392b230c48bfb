package io.fieldbench.competency;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What must hold between the files of one folder: own ids, and links that lead somewhere. */
final class FrameworkLinks {
  private final List<Problem> problems;
  private final Map<String, Set<String>> codes = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();

  private FrameworkLinks(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * @param complete whether every file could be parsed; a link to a missing framework is reported
   *     only then, as it may stand in a file that could not
   */
  static void check(List<FrameworkDraft> drafts, boolean complete, List<Problem> problems) {
    FrameworkLinks links = new FrameworkLinks(problems);
    drafts.forEach(links::collect);
    drafts.forEach(draft -> links.check(draft, complete));
  }

  private void collect(FrameworkDraft draft) {
    String id = draft.root().path("id").asString("");
    if (id.isEmpty()) {
      return;
    }
    String earlier = files.putIfAbsent(id, draft.name());
    if (earlier != null) {
      problems.add(
          new Problem(
              draft.name(),
              "id",
              "'" + id + "' stands already in " + earlier + "; write another id"));
    }
    Set<String> known = codes.computeIfAbsent(id, key -> new HashSet<>());
    draft.root().path("competencies").forEach(c -> known.add(c.path("code").asString("")));
  }

  private void check(FrameworkDraft draft, boolean complete) {
    JsonNode competencies = draft.root().path("competencies");
    for (int i = 0; i < competencies.size(); i++) {
      JsonNode links = competencies.path(i).path("links");
      String own =
          draft.root().path("id").asString("")
              + ":"
              + competencies.path(i).path("code").asString("");
      for (int j = 0; j < links.size(); j++) {
        if (links.path(j).isString()) {
          String wrong = wrong(links.path(j).asString(), own, complete);
          if (!wrong.isEmpty()) {
            String path = "competencies[%d].links[%d]".formatted(i, j);
            problems.add(new Problem(draft.name(), path, wrong));
          }
        }
      }
    }
  }

  private String wrong(String link, String own, boolean complete) {
    if (link.equals(own)) {
      return "'" + link + "' links the competency to itself; name another";
    }
    CompetencyRef ref;
    try {
      ref = CompetencyRef.parse(link);
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    Set<String> known = codes.get(ref.framework());
    if (known == null) {
      return complete
          ? "'%s' leads to no framework; there are: %s"
              .formatted(link, String.join(", ", codes.keySet()))
          : "";
    }
    return known.contains(ref.code())
        ? ""
        : "'%s' leads nowhere; %s has no competency %s"
            .formatted(link, files.get(ref.framework()), ref.code());
  }
}
