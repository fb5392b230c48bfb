package io.fieldbench.exercise;

import io.fieldbench.competency.FrameworkCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small exercise without mistakes, and ways to make one. */
record GoodFolder(Path path) {
  static final String PROGRAM = "topic = '${alarmTopic}'\nhigh = ${high}\nqos = 1\nretain = True\n";

  static GoodFolder in(Path catalog, String id) {
    var folder = new GoodFolder(catalog.resolve(id));
    folder.write("exercise.yaml", EXERCISE);
    folder.write("lab.compose.yaml", LAB);
    folder.write("brief.en.md", "Raise at ${high} on ${alarmTopic}.\n");
    folder.write("brief.zh.md", "达到 ${high} 时在 ${alarmTopic} 报警。\n");
    folder.write("starter/lab.properties", "host=${mqtt.host}\nuser=${trainee.username}\n");
    folder.write("solution/python/alarm.py", PROGRAM);
    folder.mutant("low", "high = ${high}", "high = 0", 40, "raise");
    folder.mutant("qos-0", "qos = 1", "qos = 0", 60, "count");
    folder.mutant("not-retained", "retain = True", "retain = False", 60, "count");
    folder.mutant("elsewhere", "${alarmTopic}", "${site}/x", 0, "raise, count");
    return folder;
  }

  void mutant(String name, String find, String with, int points, String failed) {
    write(
        "mutants/" + name + "/mutant.yaml",
        "of: python\nreplace: [{find: \"%s\", with: \"%s\"}]\npoints: %d\nfailed: [%s]\n"
            .formatted(find, with, points, failed));
  }

  GoodFolder write(String file, String text) {
    try {
      Files.createDirectories(path.resolve(file).getParent());
      Files.writeString(path.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(path.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a text that must occur in the file, everywhere. */
  GoodFolder change(String file, String from, String to) {
    try {
      String text = Files.readString(path.resolve(file));
      if (!text.contains(from)) {
        throw new IllegalArgumentException(file + " does not hold: " + from);
      }
      return write(file, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GoodFolder delete(String file) {
    try {
      Files.delete(path.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ExerciseCatalog.Entry load() {
    return ExerciseCatalog.load(path.getParent(), FrameworkCatalog.shipped()).entries().stream()
        .filter(e -> e.id().equals(path.getFileName().toString()))
        .findFirst()
        .orElseThrow();
  }

  List<String> problems() {
    return load().problems().stream().map(Problem::toString).toList();
  }

  private static final String EXERCISE =
      """
      format: 1
      title: {en: An alarm, zh: 报警}
      summary: {en: Raise it., zh: 发出报警。}
      minutes: 20
      level: "2"
      pass: 80
      competencies: {"iiot-specialist:C080": 60, "iiot-specialist:C078": 40}
      lab: lab.compose.yaml
      kit: {plant: motor, period: 100ms, readings: {motor-temperature: "${site}/t"}}
      parameters:
        site: {choose: [north, south]}
        high: {from: 50, to: 60, step: 0.5, unit: °C, label: {en: Threshold, zh: 阈值}}
        low: {sum: {high: 1}, plus: -5}
        alarmTopic: {text: "${site}/alarm", label: {en: Topic, zh: 主题}}
      scenario:
        watch: ["#"]
        phases:
          - name: heat
            title: {en: Heating, zh: 升温}
            never: {topic: "${site}/t", where: {/value: {at-least: 120}}}
            steps:
              - set: {fault: none, load: 100}
              - until: {topic: "${site}/t", where: {/value: {at-least: "${high}"}}, limit: 5m}
              - repeat: {times: 2, steps: [{pause: 100ms}]}
              - join: {observer: late, topic: "${alarmTopic}", for: 700ms}
              - try: {id: stranger, client: anonymous, action: connect}
      checks:
        - id: raise
          kind: mqtt-respond
          points: 60
          title: {en: Raises, zh: 报警}
          feedback: {en: Look at the threshold., zh: 请检查阈值。}
          competencies: ["iiot-specialist:C078"]
          during: [heat]
          when: {topic: "${site}/t", where: {/value: {at-least: "${high}"}}}
          then: {topic: "${alarmTopic}", where: {/state: {equals: RAISED}}}
          same: [/seq]
          within: 2s
        - id: count
          kind: mqtt-observe
          points: 40
          title: {en: Counts, zh: 计数}
          feedback: {en: Look at QoS., zh: 请检查 QoS。}
          competencies: ["iiot-specialist:C080"]
          expect:
            - {observer: late, topic: "${alarmTopic}", exactly: 1, retained: true}
            - {during: [heat], topic: "${alarmTopic}", at-least: 1, at-most: 3, qos: 1}
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
              trainee: {publish: ["#"], subscribe: ["#"]}
              kit: {publish: ["${site}/t", "fieldbench/kit/#"], subscribe: ["fieldbench/kit/#"]}
              grader: {publish: ["fieldbench/kit/#"], subscribe: ["#"]}
              observer: {subscribe: ["#"]}
              portal: {publish: ["fieldbench/kit/#"], subscribe: ["#"]}
      """;
}
