package io.fieldbench.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the scenario, and keeps the names that checks may refer to. */
final class ScenarioReader {
  /** The observer that watches from start to end. */
  static final String GRADER = "grader";

  private static final String[] STEPS = {
    "set", "publish", "until", "pause", "join", "try", "repeat"
  };
  private static final Map<String, Scenario.Action> ACTIONS =
      Map.of(
          "connect", Scenario.Action.CONNECT,
          "publish", Scenario.Action.PUBLISH,
          "subscribe", Scenario.Action.SUBSCRIBE);

  final Set<String> phases = new LinkedHashSet<>();
  final Set<String> observers = new LinkedHashSet<>(Set.of(GRADER));
  final Set<String> tries = new LinkedHashSet<>();

  /** Where each client of a try is named, for comparison with the lab. */
  final Map<Node, String> clients = new LinkedHashMap<>();

  /** Where each topic that the scenario publishes to is named, for comparison with the lab. */
  final Map<Node, String> published = new LinkedHashMap<>();

  private final String plant;
  private final Map<String, byte[]> files;

  /**
   * @param plant whose kit takes the commands; empty where it is unknown
   * @param files of the exercise's folder
   */
  ScenarioReader(String plant, Map<String, byte[]> files) {
    this.plant = plant;
    this.files = files;
  }

  Scenario read(Node node) {
    Node given = node.object("watch", "phases");
    List<String> watch = given.at("watch").items().stream().map(Node::filter).toList();
    return new Scenario(watch, given.at("phases").items().stream().map(this::phase).toList());
  }

  private Scenario.Phase phase(Node node) {
    Node given = node.object("name", "title", "never", "steps");
    return new Scenario.Phase(
        fresh(given.at("name"), phases, "phase"),
        given.at("title").localized(),
        given.optional("never").map(PatternReader::read).orElse(null),
        steps(given.at("steps"), false));
  }

  private List<Scenario.Step> steps(Node node, boolean repeated) {
    var steps = new ArrayList<Scenario.Step>();
    node.items().forEach(item -> step(item, repeated).ifPresent(steps::add));
    return steps;
  }

  private Optional<Scenario.Step> step(Node node, boolean repeated) {
    Map<String, Node> members = node.object(STEPS).members();
    if (members.size() != 1) {
      node.problem("a step is exactly one of " + String.join(", ", STEPS));
      return Optional.empty();
    }
    var member = members.entrySet().iterator().next();
    Node value = member.getValue();
    if (repeated && (member.getKey().equals("join") || member.getKey().equals("try"))) {
      value.problem("may not be repeated, since checks refer to it by name");
    }
    return switch (member.getKey()) {
      case "set" -> Optional.of(set(value));
      case "publish" ->
          Optional.of(publish(value.object("topic", "payload", "file", "qos", "retain")));
      case "until" -> Optional.of(until(value.object("topic", "where", "limit")));
      case "pause" -> Optional.of(new Scenario.Step.Pause(value.duration()));
      case "join" -> Optional.of(join(value.object("observer", "topic", "for")));
      case "try" -> Optional.of(attempt(value.object("id", "client", "action", "topic")));
      case "repeat" -> Optional.of(repeat(value.object("times", "steps")));
      default -> Optional.empty();
    };
  }

  private Scenario.Step set(Node node) {
    var values = new LinkedHashMap<String, String>();
    node.members()
        .forEach((name, value) -> {
          String text = value.text();
          if (!plant.isEmpty() && !text.isEmpty() && Placeholders.in(text).isEmpty()) {
            Kits.refusal(plant, name, text).ifPresent(value::problem);
          }
          values.put(name, text);
        });
    return new Scenario.Step.SetKit(values);
  }

  private Scenario.Step publish(Node node) {
    Node topic = node.at("topic");
    published.put(topic, topic.topic());
    if (!node.missing() && node.has("payload") == node.has("file")) {
      node.problem("must have either payload or file");
    }
    byte[] payload =
        node.optional("file")
            .map(this::hidden)
            .orElse(Texts.encode(node.optional("payload").map(Node::textOrEmpty).orElse("")));
    return new Scenario.Step.Publish(
        topic.topic(),
        payload,
        node.optional("qos").map(n -> n.integer(0, 2)).orElse(1),
        node.optional("retain").map(Node::flag).orElse(false));
  }

  private byte[] hidden(Node node) {
    byte[] content = files.get(Run.FOLDER + node.text());
    if (content == null && !node.text().isEmpty()) {
      node.problem("there is no file " + Run.FOLDER + node.text());
    }
    return content == null ? new byte[0] : content;
  }

  private static Scenario.Step until(Node node) {
    return new Scenario.Step.Until(PatternReader.within(node), node.at("limit").duration());
  }

  private Scenario.Step join(Node node) {
    return new Scenario.Step.Join(
        fresh(node.at("observer"), observers, "observer"),
        node.at("topic").filter(),
        node.at("for").duration());
  }

  private Scenario.Step attempt(Node node) {
    Node client = node.at("client");
    clients.put(client, client.text());
    String action = node.at("action").word(ACTIONS.keySet());
    return new Scenario.Step.Try(
        fresh(node.at("id"), tries, "try"),
        client.text(),
        ACTIONS.getOrDefault(action, Scenario.Action.CONNECT),
        action.equals("connect") ? "" : node.at("topic").filter());
  }

  private Scenario.Step repeat(Node node) {
    return new Scenario.Step.Repeat(
        node.at("times").integer(2, 100), steps(node.at("steps"), true));
  }

  static String fresh(Node node, Set<String> taken, String kind) {
    String name = node.text();
    if (!name.isEmpty() && !taken.add(name)) {
      node.problem("the " + kind + " '" + name + "' exists already");
    }
    return name;
  }
}
