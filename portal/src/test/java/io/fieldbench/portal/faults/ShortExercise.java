package io.fieldbench.portal.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An exercise whose check takes a few seconds: one published RAISED on the alarm topic is right.
 */
record ShortExercise(Path folder) {
  static final String ID = "short-alarm";

  /** The id of one whose lab has a workspace. */
  static final String WORKSPACE = "short-work";

  /** The id of one with three mistakes. */
  static final String BROKEN = "three-mistakes";

  /**
   * Writes the folder of an exercise without mistakes.
   *
   * @param pause how long its check watches, as {@code 3s}
   */
  static ShortExercise in(Path content, String id, String pause) {
    var exercise = new ShortExercise(content.resolve("catalog").resolve(id));
    exercise.write("exercise.yaml", DEFINITION.replace("PAUSE", pause));
    exercise.write("lab.compose.yaml", LAB);
    exercise.write("brief.en.md", "Raise at ${high} on ${alarmTopic}.\n");
    exercise.write("brief.zh.md", "达到 ${high} 时在 ${alarmTopic} 报警。\n");
    exercise.write(
        "starter/lab.properties",
        "host=${mqtt.host}\nport=${mqtt.port}\nuser=${trainee.username}\n"
            + "password=${trainee.password}\ntopic=${alarmTopic}\nhigh=${high}\n");
    exercise.write("solution/python/alarm.py", "topic = '${alarmTopic}'\nstate = 'RAISED'\n");
    for (String mutant : new String[] {"LOWERED", "CLEARED", "raised", "HIGH"}) {
      exercise.write(
          "mutants/"
              + mutant.toLowerCase(java.util.Locale.ROOT)
              + "-"
              + mutant.length()
              + "/mutant.yaml",
          "of: python\nreplace: [{find: \"'RAISED'\", with: \"'"
              + mutant
              + "'\"}]\npoints: 40\nfailed: [raised]\n");
    }
    return exercise;
  }

  /** The same with a workspace, so that only Docker can build its lab. */
  static ShortExercise withWorkspace(Path content, String pause) {
    ShortExercise exercise = in(content, WORKSPACE, pause);
    return exercise.write("lab.compose.yaml", LAB + DESK);
  }

  /** Replaces a text that must occur in the definition. */
  ShortExercise change(String from, String to) {
    try {
      String text = Files.readString(folder.resolve("exercise.yaml"));
      if (!text.contains(from)) {
        throw new IllegalArgumentException("the definition does not hold: " + from);
      }
      return write("exercise.yaml", text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ShortExercise write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String DEFINITION =
      """
      format: 1
      title: {en: A short alarm, zh: 短报警}
      summary: {en: Raise it., zh: 发出报警。}
      minutes: 20
      level: "2"
      pass: 80
      competencies: {"iiot-specialist:C080": 60, "iiot-specialist:C078": 40}
      lab: lab.compose.yaml
      kit: {plant: motor, period: 100ms, readings: {motor-temperature: "${site}/t"}}
      parameters:
        site: {choose: [north, south, east, west]}
        high: {from: 50, to: 60, step: 0.5, unit: °C, label: {en: Threshold, zh: 阈值}}
        alarmTopic: {text: "${site}/alarm", label: {en: Topic of the alarm, zh: 报警主题}}
      scenario:
        watch: ["#"]
        phases:
          - name: start
            title: {en: Starting the motor, zh: 启动电机}
            steps:
              - set: {fault: none, load: 10}
          - name: watch
            title: {en: Watching the alarm, zh: 观察报警}
            steps:
              - pause: PAUSE
      checks:
        - id: raised
          kind: mqtt-observe
          points: 60
          title: {en: Raises, zh: 报警}
          feedback: {en: Look at the state., zh: 请检查状态。}
          competencies: ["iiot-specialist:C080"]
          expect:
            - {during: [watch], topic: "${alarmTopic}", where: {/state: {equals: RAISED}}, at-least: 1}
        - id: alone
          kind: mqtt-observe
          points: 40
          title: {en: Says nothing else, zh: 不说别的}
          feedback: {en: Look at the topics., zh: 请检查主题。}
          competencies: ["iiot-specialist:C078"]
          expect:
            - {during: [watch], topic: "${alarmTopic}", at-most: 1}
      """;

  private static final String LAB =
      """
      services:
        broker:
          image: fieldbench/mosquitto:1
          ports: ["1883"]
          deploy: {resources: {limits: {memory: 64M, cpus: "0.50", pids: 64}}}
          x-fieldbench:
            endpoint: mqtt
            clients:
              trainee: {publish: ["#"], deny-publish: ["+/t", "fieldbench/#"], subscribe: ["#"]}
              kit: {publish: ["${site}/t", "fieldbench/kit/#"], subscribe: ["fieldbench/kit/#"]}
              grader: {publish: ["fieldbench/kit/#"], subscribe: ["#"]}
              observer: {subscribe: ["#"]}
              portal: {publish: ["fieldbench/kit/#"], subscribe: ["#"]}
      """;

  private static final String DESK =
      """
        desk:
          image: fieldbench/workspace:1
          tmpfs: ["/home/trainee:size=32M", "/tmp:size=8M"]
          deploy: {resources: {limits: {memory: 256M, cpus: "0.50", pids: 64}}}
      x-fieldbench: {workspace: {service: desk, folder: /home/trainee}}
      """;
}
