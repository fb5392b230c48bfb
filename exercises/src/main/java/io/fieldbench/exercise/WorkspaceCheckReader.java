package io.fieldbench.exercise;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the checks that look at a copy of the workspace. */
final class WorkspaceCheckReader {
  private static final int LARGEST = 256;
  private static final int USUAL = 64;

  private final Set<String> runs = new LinkedHashSet<>();
  private final Set<String> unused;

  WorkspaceCheckReader(List<Run> runs) {
    runs.forEach(run -> this.runs.add(run.id()));
    this.unused = new LinkedHashSet<>(this.runs);
  }

  Check file(Check.About about, Node node) {
    return new Check.File(
        about,
        path(node.at("path")),
        1024 * node.optional("largest").map(n -> n.integer(1, LARGEST)).orElse(USUAL),
        node.optional("where").map(PatternReader::conditions).orElse(Map.of()),
        node.optional("lines").map(Node::texts).orElse(List.of()));
  }

  Check exec(Check.About about, Node node) {
    String run = CheckReader.named(node.at("run"), runs, "exercise has no run");
    if (runs.contains(run)) {
      unused.remove(run);
    } else {
      unused.clear();
    }
    var cases = new LinkedHashSet<String>();
    for (Node item : node.at("cases").items()) {
      if (!cases.add(item.text())) {
        item.problem("names the case '" + item.text() + "' again");
      }
    }
    return new Check.Exec(about, run, List.copyOf(cases));
  }

  /** Complains about the runs that no check uses. */
  void unused(Node node) {
    Map<String, Node> members = node.members();
    for (String run : unused) {
      Node of = members.get(run);
      if (of != null) {
        of.problem("no check uses this run");
      }
    }
  }

  private static String path(Node node) {
    String path = node.text();
    List<String> parts = List.of(path.split("/", -1));
    if (!path.isEmpty()
        && (!path.matches("[A-Za-z0-9._/-]+")
            || parts.stream().anyMatch(p -> p.isEmpty() || p.equals(".") || p.equals("..")))) {
      node.problem("'" + path + "' is no path inside the workspace; write it as src/main.py");
    }
    return path;
  }
}
