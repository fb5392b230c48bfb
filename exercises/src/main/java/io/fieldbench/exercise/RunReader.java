package io.fieldbench.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the runs, and compares what they name with the files of the folder {@code checks/}. */
final class RunReader {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Set<String> hidden = new TreeSet<>();

  /**
   * @param files of the exercise's folder
   */
  RunReader(Set<String> files) {
    for (String file : files) {
      if (file.startsWith(Run.FOLDER)) {
        hidden.add(file.substring(Run.FOLDER.length()));
      }
    }
  }

  /** In the order of the file. */
  List<Run> read(Node node) {
    var runs = new ArrayList<Run>();
    node.members().forEach((id, run) -> runs.add(run(id, run)));
    return runs;
  }

  private Run run(String id, Node node) {
    Node given = node.object("input", "command", "limit", "judge");
    Node limit = given.at("limit");
    if (limit.duration().compareTo(LONGEST) > 0) {
      limit.problem("must be at most " + LONGEST.toSeconds() + "s");
    }
    return new Run(
        id,
        ours(given.at("input")),
        given.at("command").texts(),
        limit.duration(),
        ours(given.at("judge")));
  }

  /** A command of which one word is a hidden file's name. */
  private List<String> ours(Node node) {
    List<String> command = node.texts();
    if (!command.isEmpty() && command.stream().noneMatch(hidden::contains)) {
      node.problem(
          "names no file of checks/, which has "
              + (hidden.isEmpty() ? "none" : String.join(", ", hidden)));
    }
    return command;
  }

  /** What a judge finds beside the hidden files may not be one of them. */
  static void names(Map<String, byte[]> files, Problems problems) {
    for (String name : List.of(Run.PARAMETERS, Run.INPUT, Run.OUTPUT)) {
      if (files.containsKey(Run.FOLDER + name)) {
        problems.add(Run.FOLDER + name, "", "has a name that the judge finds something else under");
      }
    }
  }
}
