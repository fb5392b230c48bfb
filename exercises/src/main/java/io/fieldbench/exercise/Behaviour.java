package io.fieldbench.exercise;

import io.fieldbench.competency.CompetencyRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of an exercise.yaml that a candidate's values stand in, read with the values put in.
 *
 * @param runs what the checks of kind exec look at
 * @param points what each check is worth, by its id, those included that could not be read
 *     otherwise
 * @param tags where the topic of each tag stands
 * @param clients where each client of the scenario's tries stands
 * @param published where each topic that the scenario publishes to stands
 */
record Behaviour(
    Variant.KitSetup kit,
    Scenario scenario,
    List<Run> runs,
    List<Check> checks,
    Map<String, Integer> points,
    Map<Node, String> tags,
    Map<Node, String> clients,
    Map<Node, String> published) {

  /**
   * @param root of the file, with values put in
   * @param files of the exercise's folder
   */
  static Behaviour read(Node root, Set<CompetencyRef> competencies, Map<String, byte[]> files) {
    var tags = new LinkedHashMap<Node, String>();
    Variant.KitSetup kit = kit(root.at("kit").object("plant", "period", "readings"), tags);
    var reader = new ScenarioReader(kit.plant(), files);
    Scenario scenario = reader.read(root.at("scenario"));
    List<Run> runs =
        root.optional("runs").map(new RunReader(files.keySet())::read).orElse(List.of());
    var workspace = new WorkspaceCheckReader(runs);
    var checkReader = new CheckReader(reader, workspace, competencies);
    List<Check> checks = checkReader.read(root.at("checks"));
    root.optional("runs").ifPresent(workspace::unused);
    return new Behaviour(
        kit, scenario, runs, checks, checkReader.points, tags, reader.clients, reader.published);
  }

  private static Variant.KitSetup kit(Node node, Map<Node, String> tags) {
    String plant = node.at("plant").word(Kits.PLANTS.keySet());
    Set<String> known = Kits.PLANTS.getOrDefault(plant, Set.of());
    var readings = new LinkedHashMap<String, String>();
    node.at("readings")
        .members()
        .forEach((tag, topic) -> {
          if (!known.isEmpty() && !known.contains(tag)) {
            topic.problem("the plant has no tag '" + tag + "'; it has " + String.join(", ", known));
          }
          readings.put(tag, topic.topic());
          tags.put(topic, topic.topic());
        });
    return new Variant.KitSetup(
        plant, node.at("period").duration().toMillis(), Map.copyOf(readings));
  }
}
