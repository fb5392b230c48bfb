package io.fieldbench.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the proofs of an exercise folder, before values are put in; what is wrong is noted and that
 * proof left out.
 */
final class ProofReader {
  private static final String SOLUTION = "solution";
  private static final String MUTANTS = "mutants";
  private static final String MUTANT = "mutant.yaml";
  private static final int FEWEST_MUTANTS = 4;

  private final Map<String, byte[]> files;
  private final Map<String, Integer> points;
  private final Problems problems;
  private final Map<String, Proof> solutions = new LinkedHashMap<>();

  /**
   * @param points what each check is worth, by its id
   */
  ProofReader(Map<String, byte[]> files, Map<String, Integer> points, Problems problems) {
    this.files = files;
    this.points = points;
    this.problems = problems;
  }

  /** The references first, each group in the order of its names. */
  List<Proof> read() {
    int maximum = points.values().stream().mapToInt(Integer::intValue).sum();
    for (String name : subfolders(SOLUTION)) {
      String folder = SOLUTION + "/" + name;
      Map<String, byte[]> own = below(folder);
      main(folder, own)
          .ifPresent(
              m -> solutions.put(name, new Proof(folder, maximum, List.of(), false, own, m)));
    }
    if (subfolders(SOLUTION).isEmpty()) {
      problems.add(SOLUTION, "", "there is no reference solution; write solution/<name>/");
    }
    var proofs = new ArrayList<>(solutions.values());
    Set<String> mutants = subfolders(MUTANTS);
    mutants.forEach(name -> mutant(MUTANTS + "/" + name, maximum).ifPresent(proofs::add));
    if (mutants.size() < FEWEST_MUTANTS) {
      problems.add(
          MUTANTS,
          "",
          "there are " + mutants.size() + " mutants; write at least " + FEWEST_MUTANTS);
    }
    return proofs;
  }

  private Optional<Proof> mutant(String folder, int maximum) {
    String file = folder + "/" + MUTANT;
    Node node =
        Yaml.read(problems, files, file).object("of", "replace", "points", "failed", "or-worse");
    if (node.missing()) {
      return Optional.empty();
    }
    List<String> failed = failed(node.at("failed"));
    boolean orWorse = node.optional("or-worse").map(Node::flag).orElse(false);
    int stated = node.at("points").integer(0, 100_000);
    int earned = maximum - failed.stream().mapToInt(id -> points.getOrDefault(id, 0)).sum();
    if (node.has("points") && points.keySet().containsAll(failed) && stated != earned) {
      node.at("points")
          .problem("the checks that it does not fail are worth " + earned + ", not " + stated);
    }
    Map<String, byte[]> own = below(folder);
    own.remove(MUTANT);
    if (!node.has("of")) {
      node.optional("replace").ifPresent(n -> n.problem("stands only with 'of'"));
      return main(folder, own).map(m -> new Proof(folder, stated, failed, orWorse, own, m));
    }
    if (!own.isEmpty()) {
      node.at("of").problem("a mutant made of a solution has no files of its own: " + own.keySet());
    }
    Proof solution = solutions.get(node.at("of").word(subfolders(SOLUTION)));
    if (solution == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Proof(
            folder,
            stated,
            failed,
            orWorse,
            replaced(solution, node.at("replace")),
            solution.main()));
  }

  private List<String> failed(Node node) {
    var failed = new LinkedHashSet<String>();
    for (Node item : node.items()) {
      String id = item.word(points.keySet());
      if (!failed.add(id) && !id.isEmpty()) {
        item.problem("names the check '" + id + "' again");
      }
    }
    return List.copyOf(failed);
  }

  private static Map<String, byte[]> replaced(Proof solution, Node replace) {
    byte[] original = solution.files().getOrDefault(solution.main(), new byte[0]);
    String before = Texts.decode(original).orElse("");
    String text = before;
    for (Node item : replace.items()) {
      Node given = item.object("find", "with");
      String find = given.at("find").text();
      int times = find.isEmpty() ? 1 : occurrences(before, find);
      if (times != 1) {
        given.at("find").problem("occurs " + times + " times in " + solution.main() + ", not once");
      } else if (!find.isEmpty()) {
        text = text.replace(find, given.at("with").textOrEmpty());
      }
    }
    var files = new TreeMap<>(solution.files());
    files.put(solution.main(), Texts.encode(text));
    return files;
  }

  private static int occurrences(String text, String wanted) {
    int count = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      count++;
    }
    return count;
  }

  private Optional<String> main(String folder, Map<String, byte[]> own) {
    List<String> programs =
        own.keySet().stream().filter(n -> n.endsWith(".java") || n.endsWith(".py")).toList();
    if (programs.size() != 1) {
      problems.add(
          folder, "", "must hold exactly one *.java or *.py file, and holds " + programs.size());
      return Optional.empty();
    }
    return Optional.of(programs.getFirst());
  }

  private Set<String> subfolders(String folder) {
    var names = new TreeSet<String>();
    for (String file : files.keySet()) {
      String[] parts = file.split("/", 3);
      if (parts.length == 3 && parts[0].equals(folder)) {
        names.add(parts[1]);
      }
    }
    return names;
  }

  private Map<String, byte[]> below(String folder) {
    var own = new TreeMap<String, byte[]>();
    files.forEach((name, content) -> {
      if (name.startsWith(folder + "/")) {
        own.put(name.substring(folder.length() + 1), content);
      }
    });
    return own;
  }
}
