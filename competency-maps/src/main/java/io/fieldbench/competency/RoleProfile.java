package io.fieldbench.competency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a role asks of people, level by level.
 *
 * @param id as its file is called
 * @param source where the expectations come from, for people
 * @param steps the lowest level first; a higher one includes the lower ones
 */
public record RoleProfile(String id, LocalizedText title, LocalizedText source, List<Step> steps) {
  /** The levels of every role, lowest first. */
  public static final List<String> LEVELS = List.of("junior", "mid", "senior");

  public RoleProfile {
    steps = List.copyOf(steps);
  }

  /**
   * A level of a role.
   *
   * @param level one of {@link #LEVELS}
   * @param requires what comes on top of the level below
   */
  public record Step(String level, LocalizedText expects, List<Requirement> requires) {
    public Step {
      requires = List.copyOf(requires);
    }
  }

  /** A competency, at the level that its framework gives it. */
  public record Requirement(CompetencyRef competency, LocalizedText why) {}

  /** All that a level asks for, that of the lower ones first. */
  public List<Requirement> required(String level) {
    int rank = LEVELS.indexOf(level);
    if (rank < 0) {
      throw new IllegalArgumentException("'" + level + "' is none of " + LEVELS);
    }
    return steps.stream()
        .filter(step -> LEVELS.indexOf(step.level()) <= rank)
        .flatMap(step -> step.requires().stream())
        .toList();
  }

  /** The shipped ones, by their ids. */
  public static List<RoleProfile> shipped(FrameworkCatalog catalog) {
    List<Problem> problems = new ArrayList<>();
    List<FrameworkFile> files = ShippedFiles.read("profiles", problems);
    if (!problems.isEmpty()) {
      throw new FrameworkException(problems.stream().map(Problem::toString).toList());
    }
    return files.stream().map(file -> read(file.name(), file.bytes(), catalog)).toList();
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for its problems
   * @throws FrameworkException with everything that is wrong
   */
  public static RoleProfile read(String name, byte[] bytes, FrameworkCatalog catalog) {
    JsonNode root = FrameworkDraft.root(name, bytes);
    var problems = new ArrayList<String>();
    check(root, catalog, problems);
    if (!problems.isEmpty()) {
      throw new FrameworkException(problems.stream().map(p -> name + ": " + p).toList());
    }
    return new RoleProfile(
        root.path("id").asString(),
        text(root.path("title")),
        text(root.path("source")),
        root.path("levels").valueStream().map(RoleProfile::step).toList());
  }

  private static void check(JsonNode root, FrameworkCatalog catalog, List<String> problems) {
    if (root.path("id").asString("").isBlank()) {
      problems.add("id: is missing; write a text");
    }
    checkText("title", root.path("title"), problems);
    checkText("source", root.path("source"), problems);
    List<String> levels =
        root.path("levels").valueStream().map(l -> l.path("id").asString("")).toList();
    if (!levels.equals(LEVELS)) {
      problems.add("levels: are %s; write %s, in this order".formatted(levels, LEVELS));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < root.path("levels").size(); i++) {
      JsonNode level = root.path("levels").path(i);
      checkText("levels[" + i + "].expects", level.path("expects"), problems);
      if (level.path("requires").isEmpty()) {
        problems.add("levels[" + i + "].requires: is missing; write a list of competencies");
      }
      for (int j = 0; j < level.path("requires").size(); j++) {
        String path = "levels[%d].requires[%d]".formatted(i, j);
        JsonNode required = level.path("requires").path(j);
        checkText(path + ".why", required.path("why"), problems);
        String ref = required.path("competency").asString("");
        if (!leads(ref, catalog)) {
          problems.add(path + ".competency: '" + ref + "' leads nowhere");
        } else if (!seen.add(ref)) {
          problems.add(path + ".competency: '" + ref + "' stands in the profile already; keep one");
        }
      }
    }
  }

  private static boolean leads(String ref, FrameworkCatalog catalog) {
    try {
      return catalog.find(CompetencyRef.parse(ref)).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkText(String path, JsonNode text, List<String> problems) {
    if (Stream.of("en", "zh").anyMatch(l -> text.path(l).asString("").isBlank())) {
      problems.add(path + ": is missing; write it in both languages: en and zh");
    }
  }

  private static Step step(JsonNode level) {
    return new Step(
        level.path("id").asString(),
        text(level.path("expects")),
        level
            .path("requires")
            .valueStream()
            .map(r ->
                new Requirement(
                    CompetencyRef.parse(r.path("competency").asString()), text(r.path("why"))))
            .toList());
  }

  private static LocalizedText text(JsonNode text) {
    return new LocalizedText(text.path("en").asString(), text.path("zh").asString());
  }
}
