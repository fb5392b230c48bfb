package io.fieldbench.exercise;

import io.fieldbench.lab.LabSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An exercise.yaml, parsed; the values of a candidate are not yet put in. */
record Definition(Node root, Head head, Parameters parameters, Map<String, byte[]> files) {
  static final String FILE = "exercise.yaml";
  static final String LAB = "lab.compose.yaml";
  static final String BRIEF_EN = "brief.en.md";
  static final String BRIEF_ZH = "brief.zh.md";
  static final String STARTER = "starter/";

  /** The definition, and in {@code problems} all that is wrong with what no value changes. */
  static Definition read(Map<String, byte[]> files, Problems problems) {
    Node root =
        Yaml.read(problems, files, FILE)
            .object(
                "format",
                "title",
                "summary",
                "minutes",
                "level",
                "pass",
                "competencies",
                "lab",
                "kit",
                "parameters",
                "scenario",
                "runs",
                "checks");
    Head head = Head.read(root);
    Parameters parameters =
        root.optional("parameters")
            .map(Parameters::read)
            .orElse(new Parameters(List.of(), Set.of()));
    for (String part : new String[] {"kit", "scenario", "runs", "checks"}) {
      root.optional(part).ifPresent(n -> n.placeholders(parameters.names()));
    }
    return new Definition(root, head, parameters, files);
  }

  /** Sets of values to try the definition with; a broken parameter has a stand-in for its value. */
  List<Map<String, String>> samples() {
    List<Map<String, String>> samples = parameters.samples();
    parameters.names().forEach(name -> samples.forEach(s -> s.putIfAbsent(name, "1")));
    return samples;
  }

  Behaviour behaviour(Map<String, String> values, Problems problems) {
    return Behaviour.read(root.filled(values, problems), head.competencies().keySet(), files);
  }

  /**
   * @throws io.fieldbench.lab.LabSpecException when the lab file has problems
   */
  LabSpec lab(Map<String, String> values) {
    return LabSpec.parse(LAB, text(LAB), values);
  }

  /** A file of the folder as text; empty when it is absent or no text. */
  String text(String file) {
    byte[] content = files.get(file);
    return content == null ? "" : Texts.decode(content).orElse("");
  }
}
