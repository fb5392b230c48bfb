package io.fieldbench.exercise;

import io.fieldbench.competency.CompetencyRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the checks, and compares what they refer to with the scenario and the competencies. */
final class CheckReader {
  private static final Set<String> KINDS =
      Set.of("mqtt-respond", "mqtt-observe", "mqtt-access", "file", "exec");
  private static final String[] ABOUT = {
    "id", "kind", "points", "title", "feedback", "competencies"
  };

  private final ScenarioReader scenario;
  private final WorkspaceCheckReader workspace;
  private final Map<String, CompetencyRef> competencies = new HashMap<>();
  private final Set<String> unproven;
  private final Set<String> ids = new LinkedHashSet<>();

  /** What each check is worth, by its id. */
  final Map<String, Integer> points = new LinkedHashMap<>();

  CheckReader(
      ScenarioReader scenario, WorkspaceCheckReader workspace, Set<CompetencyRef> competencies) {
    this.scenario = scenario;
    this.workspace = workspace;
    competencies.forEach(ref -> this.competencies.put(ref.toString(), ref));
    this.unproven = new TreeSet<>(this.competencies.keySet());
  }

  List<Check> read(Node node) {
    var checks = new ArrayList<Check>();
    node.items().forEach(item -> check(item).ifPresent(checks::add));
    if (!node.missing() && !unproven.isEmpty()) {
      node.problem("no check names the competency " + String.join(", ", unproven));
    }
    return checks;
  }

  private Optional<Check> check(Node node) {
    String kind = node.members().isEmpty() ? "" : node.at("kind").word(KINDS);
    return switch (kind) {
      case "mqtt-respond" ->
          Optional.of(respond(node.object(keys("during", "when", "then", "same", "within"))));
      case "mqtt-observe" -> {
        Node given = node.object(keys("expect"));
        yield Optional.of(
            new Check.MqttObserve(
                about(given), given.at("expect").items().stream().map(this::expectation).toList()));
      }
      case "mqtt-access" -> {
        Node given = node.object(keys("expect"));
        yield Optional.of(
            new Check.MqttAccess(
                about(given), given.at("expect").items().stream().map(this::access).toList()));
      }
      case "file" -> {
        Node given = node.object(keys("path", "largest", "where", "lines"));
        yield Optional.of(workspace.file(about(given), given));
      }
      case "exec" -> {
        Node given = node.object(keys("run", "cases"));
        yield Optional.of(workspace.exec(about(given), given));
      }
      default -> {
        about(node);
        yield Optional.empty();
      }
    };
  }

  private Check.About about(Node node) {
    var refs = new ArrayList<CompetencyRef>();
    for (Node item : node.at("competencies").items()) {
      CompetencyRef ref = competencies.get(item.text());
      if (ref == null) {
        item.problem(
            "is none of the exercise's competencies, which are "
                + String.join(", ", new TreeSet<>(competencies.keySet())));
      } else {
        refs.add(ref);
        unproven.remove(item.text());
      }
    }
    String id = ScenarioReader.fresh(node.at("id"), ids, "check");
    points.put(id, node.at("points").integer(1, 100));
    return new Check.About(
        id,
        node.at("title").localized(),
        points.getOrDefault(id, 0),
        refs,
        node.at("feedback").localized());
  }

  private Check respond(Node node) {
    return new Check.MqttRespond(
        about(node),
        during(node.at("during")),
        PatternReader.read(node.at("when")),
        PatternReader.read(node.at("then")),
        node.optional("same").map(CheckReader::pointers).orElse(List.of()),
        node.at("within").duration());
  }

  private static List<String> pointers(Node node) {
    for (Node item : node.items()) {
      if (!item.text().startsWith("/")) {
        item.problem("is no JSON pointer; write /" + item.text());
      }
    }
    return node.texts();
  }

  private Check.Expectation expectation(Node node) {
    Node given =
        node.object(
            "observer",
            "during",
            "topic",
            "where",
            "exactly",
            "at-least",
            "at-most",
            "qos",
            "retained");
    @Nullable Integer exactly = count(given, "exactly");
    @Nullable Integer least = count(given, "at-least");
    @Nullable Integer most = count(given, "at-most");
    if (!given.missing() && (exactly == null) == (least == null && most == null)) {
      given.problem("must have either exactly, or at-least and/or at-most");
    }
    if (least != null && most != null && least > most) {
      given.problem("at-least is more than at-most");
    }
    return new Check.Expectation(
        given
            .optional("observer")
            .map(n -> named(n, scenario.observers, "scenario has no observer"))
            .orElse(ScenarioReader.GRADER),
        given.optional("during").map(this::during).orElse(List.of()),
        PatternReader.within(given),
        exactly != null ? exactly : least != null ? least : 0,
        exactly != null ? exactly : most,
        given.optional("qos").map(n -> n.integer(0, 2)).orElse(null),
        given.optional("retained").map(Node::flag).orElse(null));
  }

  private static @Nullable Integer count(Node node, String key) {
    return node.optional(key).map(n -> n.integer(0, 100_000)).orElse(null);
  }

  private Check.Access access(Node node) {
    Node given = node.object("try", "allowed");
    return new Check.Access(
        named(given.at("try"), scenario.tries, "scenario has no try"), given.at("allowed").flag());
  }

  private List<String> during(Node node) {
    return node.items().stream()
        .map(n -> named(n, scenario.phases, "scenario has no phase"))
        .toList();
  }

  /**
   * A name that must be known.
   *
   * @param lacking "scenario has no phase"
   */
  static String named(Node node, Set<String> known, String lacking) {
    String name = node.text();
    if (!name.isEmpty() && !known.contains(name)) {
      node.problem(
          "the "
              + lacking
              + " '"
              + name
              + "'; it has "
              + (known.isEmpty() ? "none" : String.join(", ", known)));
    }
    return name;
  }

  private static String[] keys(String... more) {
    return Stream.concat(Stream.of(ABOUT), Stream.of(more))
        .collect(Collectors.toList())
        .toArray(String[]::new);
  }
}
