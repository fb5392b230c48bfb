package io.fieldbench.exercise;

import java.nio.file.Path;

/** A good folder with a workspace: a check of each kind that looks at it, and what they need. */
final class WorkspaceFolder {
  private WorkspaceFolder() {}

  static GoodFolder in(Path catalog, String id) {
    GoodFolder folder = GoodFolder.in(catalog, id);
    folder.change(
        "lab.compose.yaml",
        "services:\n",
        """
        services:
          workspace:
            image: fieldbench/workspace:1
            deploy: {resources: {limits: {memory: 512M, cpus: "1.00", pids: 128}}}
        """);
    folder.write(
        "lab.compose.yaml",
        folder.read("lab.compose.yaml")
            + "x-fieldbench: {workspace: {service: workspace, folder: /home/trainee}}\n");
    folder.change("exercise.yaml", "checks:\n", RUNS + "checks:\n" + CHECKS);
    folder.change(
        "exercise.yaml",
        "        - until:",
        "        - publish: {topic: \"raw/${site}\", payload: \"t=${high}\", qos: 0, retain:"
            + " true}\n"
            + "        - publish: {topic: \"raw/${site}\", file: live.bin}\n"
            + "        - until:");
    folder.change(
        "lab.compose.yaml",
        "grader: {publish: [\"fieldbench/kit/#\"]",
        "grader: {publish: [\"raw/#\", \"fieldbench/kit/#\"]");
    folder.write("checks/records.py", "print('records')\n");
    folder.write("checks/judge.py", "print('[]')\n");
    folder.write("checks/live.bin", "\0live");
    for (String mutant : new String[] {"low", "qos-0", "not-retained"}) {
      folder.change("mutants/" + mutant + "/mutant.yaml", "points: ", "points: 1");
    }
    folder.change("mutants/elsewhere/mutant.yaml", "points: 0", "points: 100");
    return folder;
  }

  private static final String RUNS =
      """
      runs:
        hidden:
          input: [python3, records.py]
          command: [sh, "${site}.sh", --stdin]
          limit: 20s
          judge: [python3, judge.py]
      """;

  private static final String CHECKS =
      """
        - id: about
          kind: file
          points: 40
          title: {en: Describes, zh: 说明}
          feedback: {en: Look at the file., zh: 请检查文件。}
          competencies: ["iiot-specialist:C078"]
          path: config/about.json
          largest: 4
          where: {/site: {equals: "${site}"}, /high: {at-least: 50}}
          lines: ["{", "}"]
        - id: convert
          kind: exec
          points: 60
          title: {en: Converts, zh: 换算}
          feedback: {en: Look at the units., zh: 请检查单位。}
          competencies: ["iiot-specialist:C078"]
          run: hidden
          cases: [celsius, round]
      """;
}
