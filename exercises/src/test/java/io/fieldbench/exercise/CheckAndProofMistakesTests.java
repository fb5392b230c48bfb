package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is made alone in a good folder and must be the only problem that is named. */
class CheckAndProofMistakesTests {
  private static final String YAML = "exercise.yaml";
  private static final String LAB = "lab.compose.yaml";
  private static final String QOS_0 = "mutants/qos-0/mutant.yaml";

  @TempDir Path catalog;

  @ParameterizedTest(name = "{3}")
  @MethodSource({"checks", "labs", "proofs"})
  void isNamed(String file, String from, String to, String expected) {
    assertThat(GoodFolder.in(catalog, "bad").change(file, from, to).problems())
        .containsExactly(expected);
  }

  static Stream<Arguments> checks() {
    return Stream.of(
        arguments(
            YAML,
            "kind: mqtt-observe",
            "kind: mqtt-guess",
            "exercise.yaml: /checks/1/kind: 'mqtt-guess' is unknown; known are exec, file,"
                + " mqtt-access, mqtt-observe, mqtt-respond"),
        arguments(
            YAML,
            "expect:\n      - {observer: late,",
            "expect:\n      - {observer: early,",
            "exercise.yaml: /checks/1/expect/0/observer: the scenario has no observer 'early'; it"
                + " has grader, late"),
        arguments(
            YAML,
            "exactly: 1, retained: true",
            "exactly: 1, at-most: 2",
            "exercise.yaml: /checks/1/expect/0: must have either exactly, or at-least and/or"
                + " at-most"),
        arguments(
            YAML,
            "competencies: [\"iiot-specialist:C080\"]",
            "competencies: [\"iiot-specialist:C078\"]",
            "exercise.yaml: /checks: no check names the competency iiot-specialist:C080"),
        arguments(
            YAML,
            "qos: 1}",
            "qos: 3}",
            "exercise.yaml: /checks/1/expect/1/qos: must be a whole number from 0 to 2, not 3"),
        arguments(
            YAML,
            "same: [/seq]",
            "same: [seq]",
            "exercise.yaml: /checks/0/same/0: is no JSON pointer; write /seq"),
        arguments(
            YAML,
            "feedback: {en: Look at QoS., zh: 请检查 QoS。}",
            "feedback: {en: Look at QoS., zh: \"\"}",
            "exercise.yaml: /checks/1/feedback/zh: must be a text"));
  }

  static Stream<Arguments> labs() {
    return Stream.of(
        arguments(
            LAB,
            "        observer: {subscribe: [\"#\"]}\n",
            "",
            "lab.compose.yaml: no broker has the client 'observer'"),
        arguments(
            LAB,
            "kit: {publish: [\"${site}/t\", ",
            "kit: {publish: [",
            "exercise.yaml: /kit/readings/motor-temperature: the lab's client 'kit' may not publish"
                + " to 'north/t'"));
  }

  static Stream<Arguments> proofs() {
    return Stream.of(
        arguments(
            QOS_0,
            "find: \"qos = 1\"",
            "find: \"qos = 2\"",
            QOS_0 + ": /replace/0/find: occurs 0 times in alarm.py, not once"),
        arguments(
            QOS_0,
            "find: \"qos = 1\"",
            "find: \" = \"",
            QOS_0 + ": /replace/0/find: occurs 4 times in alarm.py, not once"),
        arguments(
            QOS_0,
            "points: 60",
            "points: 50",
            QOS_0 + ": /points: the checks that it does not fail are worth 60, not 50"),
        arguments(
            QOS_0,
            "failed: [count]",
            "failed: [qos]",
            QOS_0 + ": /failed/0: 'qos' is unknown; known are count, raise"),
        arguments(
            QOS_0,
            "of: python",
            "of: python\nor-worse: perhaps",
            QOS_0 + ": /or-worse: must be true or false"),
        arguments(
            QOS_0,
            "of: python",
            "of: ../python",
            QOS_0 + ": /of: '../python' is unknown; known are python"),
        arguments(
            QOS_0,
            "with: \"qos = 0\"",
            "with: \"qos = ${qos}\"",
            QOS_0 + ": line 2: unknown placeholder ${qos}; known are alarmTopic, high, low, site"),
        arguments(
            "solution/python/alarm.py",
            "high = ${high}\n",
            "high = ${high}\nport = ${mqtt.port}\n",
            "solution/python/alarm.py: line 3: unknown placeholder ${mqtt.port}; known are"
                + " alarmTopic, high, low, site"),
        arguments(
            "starter/lab.properties",
            "${mqtt.host}",
            "${mqtt.hots}",
            "starter/lab.properties: line 1: unknown placeholder ${mqtt.hots}; known are"
                + " alarmTopic, high, low, mqtt.host, mqtt.port, site, trainee.password,"
                + " trainee.username"),
        arguments(
            "brief.en.md",
            "at ${high} ",
            "at ${high} ${heigh} ",
            "brief.en.md: line 1: unknown placeholder ${heigh}; known are alarmTopic, high, low,"
                + " site"),
        arguments(
            "brief.zh.md",
            "${high}",
            "60",
            "brief.zh.md: lacks the placeholder ${high}, which brief.en.md has"));
  }
}
