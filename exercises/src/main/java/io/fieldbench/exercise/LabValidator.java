package io.fieldbench.exercise;

import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.LabSpecException;
import io.fieldbench.lab.TopicFilters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the lab is one that the kit, the probe and the portal can work in. */
final class LabValidator {
  private static final List<String> CLIENTS =
      List.of("grader", "observer", "kit", "portal", "trainee");
  private static final String NOBODY = "anonymous";
  private static final Pattern POINTED = Pattern.compile("(?s)([^\\s:]+): (.*)");

  private final Problems problems;

  LabValidator(Problems problems) {
    this.problems = problems;
  }

  void validate(Definition definition, Map<String, String> values, Behaviour behaviour) {
    if (!definition.files().containsKey(Definition.LAB)) {
      problems.add(Definition.LAB, "", "the file is missing");
      return;
    }
    read(definition, values)
        .ifPresent(lab -> {
          clients(lab, behaviour);
          workspace(lab, behaviour);
          rights(lab, behaviour);
        });
  }

  private Optional<LabSpec> read(Definition definition, Map<String, String> values) {
    try {
      return Optional.of(definition.lab(values));
    } catch (LabSpecException e) {
      String prefix = Definition.LAB + ": ";
      for (String text : e.problems()) {
        String rest = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        Matcher m = POINTED.matcher(rest);
        boolean pointed = m.matches();
        problems.add(
            Definition.LAB, pointed ? pointer(m.group(1)) : "", pointed ? m.group(2) : rest);
      }
      return Optional.empty();
    }
  }

  /** The lab's own paths look like {@code services.broker.ports[0]}. */
  private static String pointer(String path) {
    return "/" + path.replace('.', '/').replaceAll("\\[(\\d+)]", "/$1");
  }

  private void clients(LabSpec lab, Behaviour behaviour) {
    var known = new TreeSet<>(lab.clients());
    for (String client : CLIENTS) {
      if (!known.contains(client)) {
        problems.add(Definition.LAB, "", "no broker has the client '" + client + "'");
      }
    }
    known.add(NOBODY);
    behaviour
        .clients()
        .forEach((node, client) -> {
          if (!client.isEmpty() && !known.contains(client)) {
            node.problem("the lab has no client '" + client + "'; known are " + known);
          }
        });
  }

  private void workspace(LabSpec lab, Behaviour behaviour) {
    if (lab.workspace().isEmpty() && behaviour.checks().stream().anyMatch(Check::needsWorkspace)) {
      problems.add(
          Definition.LAB,
          "",
          "a check looks at the workspace, and the lab has none; write"
              + " x-fieldbench.workspace");
    }
  }

  private static void rights(LabSpec lab, Behaviour behaviour) {
    behaviour.tags().forEach((node, topic) -> rights(lab, "kit", node, topic));
    behaviour.published().forEach((node, topic) -> rights(lab, "grader", node, topic));
  }

  private static void rights(LabSpec lab, String name, Node node, String topic) {
    var clients =
        lab.services().stream()
            .flatMap(s -> s.clients().stream())
            .filter(c -> c.name().equals(name))
            .toList();
    if (!clients.isEmpty() && clients.stream().noneMatch(c -> mayPublish(c, topic))) {
      node.problem("the lab's client '%s' may not publish to '%s'".formatted(name, topic));
    }
  }

  private static boolean mayPublish(LabSpec.BrokerClient client, String topic) {
    return client.publish().stream().anyMatch(f -> TopicFilters.covers(f, topic))
        && client.denyPublish().stream().noneMatch(f -> TopicFilters.covers(f, topic));
  }
}
