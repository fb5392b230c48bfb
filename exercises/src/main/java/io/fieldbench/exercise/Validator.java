package io.fieldbench.exercise;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a folder into an exercise, or says everything that is wrong with it. */
final class Validator {
  private final Folder folder;
  private final Definition definition;
  private final Problems problems;
  private final FrameworkCatalog frameworks;

  private Validator(Folder folder, FrameworkCatalog frameworks) {
    this.folder = folder;
    this.frameworks = frameworks;
    this.problems = folder.problems();
    this.definition = Definition.read(folder.files(), problems);
  }

  static ExerciseCatalog.Entry validate(Folder folder, FrameworkCatalog frameworks) {
    return new Validator(folder, frameworks).entry();
  }

  private ExerciseCatalog.Entry entry() {
    List<Check> checks = List.of();
    briefs();
    if (!definition.root().missing()) {
      competencies();
      checks = checks();
      files();
    }
    Optional<Exercise> exercise =
        problems.isEmpty() ? Optional.of(publish(checks)) : Optional.empty();
    return new ExerciseCatalog.Entry(folder.id(), exercise, problems.all());
  }

  private void competencies() {
    Head head = definition.head();
    var nodes = definition.root().at("competencies").members();
    for (CompetencyRef ref : head.competencies().keySet()) {
      Node node = nodes.get(ref.toString());
      if (node != null && frameworks.find(ref).isEmpty()) {
        node.problem("no framework has the competency " + ref);
      }
    }
    head.competencies().keySet().stream()
        .findFirst()
        .flatMap(first -> frameworks.framework(first.framework()))
        .filter(f -> !head.level().isEmpty() && f.level(head.level()).isEmpty())
        .ifPresent(f ->
            definition
                .root()
                .at("level")
                .problem(
                    "'%s' is no level of %s, which has %s"
                        .formatted(
                            head.level(), f.id(), f.levels().stream().map(Level::id).toList())));
  }

  /** What values are put into, with one set of values after the other until one shows a problem. */
  private List<Check> checks() {
    var found = new Problems();
    List<Check> checks = List.of();
    Map<String, Integer> points = Map.of();
    for (Map<String, String> values : definition.samples()) {
      if (!found.isEmpty()) {
        break;
      }
      Behaviour behaviour = definition.behaviour(values, found);
      new LabValidator(found).validate(definition, values, behaviour);
      checks = behaviour.checks();
      points = behaviour.points();
    }
    problems.addAll(found);
    int maximum = points.values().stream().mapToInt(Integer::intValue).sum();
    if (maximum > 0 && definition.head().pass() > maximum) {
      definition.root().at("pass").problem("all checks together are worth only " + maximum);
    }
    new ProofReader(folder.files(), points, problems).read();
    return checks;
  }

  private void briefs() {
    for (String brief : List.of(Definition.BRIEF_EN, Definition.BRIEF_ZH)) {
      if (definition.text(brief).isBlank()) {
        problems.add(brief, "", "the brief in this language is missing or empty");
      } else if (!definition.root().missing()) {
        placeholders(brief, definition.parameters().names());
      }
    }
    oneSided(Definition.BRIEF_EN, Definition.BRIEF_ZH);
    oneSided(Definition.BRIEF_ZH, Definition.BRIEF_EN);
  }

  private void oneSided(String brief, String other) {
    if (definition.text(brief).isBlank() || definition.text(other).isBlank()) {
      return;
    }
    var missing = new ArrayList<>(Placeholders.in(definition.text(other)));
    missing.removeAll(Placeholders.in(definition.text(brief)));
    missing.retainAll(definition.parameters().names());
    missing.forEach(name ->
        problems.add(brief, "", "lacks the placeholder ${" + name + "}, which " + other + " has"));
  }

  private void files() {
    Set<String> starter = new HashSet<>(definition.parameters().names());
    starter.addAll(Placeholders.OF_THE_LAB);
    if (folder.files().keySet().stream().noneMatch(f -> f.startsWith(Definition.STARTER))) {
      problems.add(Definition.STARTER, "", "there are no starter files");
    }
    RunReader.names(folder.files(), problems);
    for (String file : folder.files().keySet()) {
      if (file.startsWith(Run.FOLDER)) {
        hidden(file);
      } else if (file.startsWith(Definition.STARTER)) {
        placeholders(file, starter);
      } else if (file.startsWith("solution/") || file.startsWith("mutants/")) {
        placeholders(file, definition.parameters().names());
      }
    }
  }

  /** What a trainee is given holds no hidden file, under whatever name. */
  private void hidden(String file) {
    byte[] content = folder.files().getOrDefault(file, new byte[0]);
    folder
        .files()
        .forEach((other, its) -> {
          if (other.startsWith(Definition.STARTER)
              && content.length > 0
              && Arrays.equals(content, its)) {
            problems.add(other, "", "is the hidden file " + file + "; trainees must not get it");
          }
        });
  }

  private void placeholders(String file, Set<String> known) {
    List<String> lines = definition.text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      for (String name : Placeholders.in(lines.get(i))) {
        if (!known.contains(name)) {
          problems.add(
              file,
              "",
              "line %d: unknown placeholder ${%s}; %s"
                  .formatted(i + 1, name, Parameters.known(known)));
        }
      }
    }
  }

  private Exercise publish(List<Check> checks) {
    Head head = definition.head();
    return new Exercise(
        folder.id(),
        Hash.of(folder.files()),
        head.title(),
        head.summary(),
        head.time(),
        head.level(),
        head.pass(),
        head.competencies(),
        checks.stream().mapToInt(c -> c.about().points()).sum(),
        checks.size(),
        checks.stream().anyMatch(Check::needsWorkspace),
        Collections.unmodifiableMap(folder.files()));
  }
}
