package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is made alone in a good folder and must be the only problem that is named. */
class MistakesTests {
  private static final String YAML = "exercise.yaml";

  @TempDir Path catalog;

  @Test
  void withoutAMistakeThereIsNoProblem() {
    assertThat(GoodFolder.in(catalog, "good").problems()).isEmpty();
  }

  @ParameterizedTest(name = "{3}")
  @MethodSource({"head", "parameters", "scenario"})
  void isNamed(String file, String from, String to, String expected) {
    assertThat(GoodFolder.in(catalog, "bad").change(file, from, to).problems())
        .containsExactly(expected);
  }

  @Test
  void aMistakeInAChoiceIsFoundThoughOnlySomeCandidatesMeetIt() {
    var folder = GoodFolder.in(catalog, "bad");
    folder.change("exercise.yaml", "[north, south]", "[a, b, c, d, e, f, g, h, i, \"e#f\"]");
    assertThat(folder.problems())
        .contains(
            "exercise.yaml: /kit/readings/motor-temperature: is no MQTT topic without wildcards:"
                + " 'e#f/t'");
  }

  @Test
  void anIdGivenTwiceIsNamedFirst() {
    var folder = GoodFolder.in(catalog, "bad").change(YAML, "id: count", "id: raise");
    assertThat(folder.problems())
        .startsWith("exercise.yaml: /checks/1/id: the check 'raise' exists already");
  }

  static Stream<Arguments> head() {
    return Stream.of(
        arguments(
            YAML,
            "minutes: 20",
            "minuets: 20\nminutes: 20",
            "exercise.yaml: /minuets: unknown key; known are format, title, summary, minutes,"
                + " level, pass, competencies, lab, kit, parameters, scenario, runs, checks"),
        arguments(YAML, "minutes: 20\n", "", "exercise.yaml: the key 'minutes' is missing"),
        arguments(
            YAML,
            "minutes: 20",
            "minutes: [20",
            "exercise.yaml: line 5: not valid YAML: while parsing a flow sequence, expected ',' or"
                + " ']', but got :"),
        arguments(
            YAML,
            "pass: 80",
            "pass: 80\npass: 70",
            "exercise.yaml: line 7: not valid YAML: Duplicate Object property \"pass\""),
        arguments(
            YAML, "format: 1", "format: 2", "exercise.yaml: /format: '2' is unknown; known are 1"),
        arguments(
            YAML,
            "minutes: 20",
            "minutes: soon",
            "exercise.yaml: /minutes: must be a whole number from 1 to 600"),
        arguments(
            YAML,
            "{en: An alarm, zh: 报警}",
            "{en: &title An alarm, zh: *title}",
            "exercise.yaml: line 2: aliases are not supported; write the value"),
        arguments(
            YAML,
            "{en: An alarm, zh: 报警}",
            "{en: An alarm}",
            "exercise.yaml: /title: the key 'zh' is missing"),
        arguments(
            YAML,
            "title: {en: An alarm",
            "title: {en: \"An alarm at ${high}\"",
            "exercise.yaml: /title/en: unknown placeholder ${high}; none may stand here"),
        arguments(
            YAML,
            "pass: 80",
            "pass: 101",
            "exercise.yaml: /pass: all checks together are worth only 100"),
        arguments(
            YAML,
            "level: \"2\"",
            "level: \"9\"",
            "exercise.yaml: /level: '9' is no level of iiot-specialist, which has [2, 3]"),
        arguments(
            YAML,
            "\"iiot-specialist:C078\": 40",
            "\"iiot-specialist:C078\": 30",
            "exercise.yaml: /competencies: the weights sum to 90, not to 100"),
        arguments(
            YAML,
            "iiot-specialist:C078",
            "iiot-specialist:C999",
            "exercise.yaml: /competencies/iiot-specialist:C999: no framework has the competency"
                + " iiot-specialist:C999"),
        arguments(
            YAML,
            "lab: lab.compose.yaml",
            "lab: ../other/lab.compose.yaml",
            "exercise.yaml: /lab: '../other/lab.compose.yaml' is unknown; known are"
                + " lab.compose.yaml"),
        arguments(
            YAML,
            "plant: motor",
            "plant: moter",
            "exercise.yaml: /kit/plant: 'moter' is unknown; known are motor"),
        arguments(
            YAML,
            "{motor-temperature:",
            "{temperature:",
            "exercise.yaml: /kit/readings/temperature: the plant has no tag 'temperature'; it has"
                + " motor-temperature"),
        arguments(
            YAML,
            "period: 100ms",
            "period: 100",
            "exercise.yaml: /kit/period: must be a duration longer than nothing, as 100ms, 2s or"
                + " 5m: '100'"));
  }

  static Stream<Arguments> parameters() {
    return Stream.of(
        arguments(
            YAML,
            "step: 0.5",
            "step: 0.3",
            "exercise.yaml: /parameters/high/step: the step 0.3 does not divide the range 50 to"
                + " 60"),
        arguments(
            YAML,
            "from: 50, to: 60",
            "from: 60, to: 50",
            "exercise.yaml: /parameters/high: 'from' must be less than 'to', and 'step' more than"
                + " nothing"),
        arguments(
            YAML,
            "sum: {high: 1}",
            "sum: {hihg: 1}",
            "exercise.yaml: /parameters/low/sum/hihg: no number of that name stands before; known"
                + " are high"),
        arguments(
            YAML,
            "choose: [north, south]",
            "choose: [north, north]",
            "exercise.yaml: /parameters/site/choose: must have at least two options, each once"),
        arguments(
            YAML,
            "choose: [north, south]",
            "choos: [north, south]",
            "exercise.yaml: /parameters/site: must have choose, from (with to and step), sum, text"
                + " or hex"),
        arguments(
            YAML,
            "text: \"${site}/alarm\"",
            "text: \"${plant}/alarm\"",
            "exercise.yaml: /parameters/alarmTopic/text: unknown placeholder ${plant}; known are"
                + " high, low, site"),
        arguments(
            YAML,
            "low: {sum: {high: 1}, plus: -5}",
            "low: {hex: hihg, order: AB}",
            "exercise.yaml: /parameters/low/hex: no number of that name stands before; known are"
                + " high"),
        arguments(
            YAML,
            "low: {sum: {high: 1}, plus: -5}",
            "low: {hex: high, order: \"AC${site}\"}",
            "exercise.yaml: /parameters/low/order: 'ACnorth' is no order of bytes; write it as ABCD"
                + " or CDAB"),
        arguments(
            YAML,
            "then: {topic: \"${alarmTopic}\"",
            "then: {topic: \"${alarmtopic}\"",
            "exercise.yaml: /checks/0/then/topic: unknown placeholder ${alarmtopic}; known are"
                + " alarmTopic, high, low, site"));
  }

  static Stream<Arguments> scenario() {
    return Stream.of(
        arguments(
            YAML,
            "during: [heat]\n    when",
            "during: [boil]\n    when",
            "exercise.yaml: /checks/0/during/0: the scenario has no phase 'boil'; it has heat"),
        arguments(
            YAML,
            "load: 100}",
            "load: 101}",
            "exercise.yaml: /scenario/phases/0/steps/0/set/load: load takes a number from 0 to 100,"
                + " not '101'"),
        arguments(
            YAML,
            "{fault: none,",
            "{falt: none,",
            "exercise.yaml: /scenario/phases/0/steps/0/set/falt: input 'falt' is unknown; known are"
                + " load, cooling, ambient"),
        arguments(
            YAML,
            "{pause: 100ms}",
            "{pause: 100ms, set: {load: 1}}",
            "exercise.yaml: /scenario/phases/0/steps/2/repeat/steps/0: a step is exactly one of"
                + " set, publish, until, pause, join, try, repeat"),
        arguments(
            YAML,
            "client: anonymous",
            "client: stranger",
            "exercise.yaml: /scenario/phases/0/steps/4/try/client: the lab has no client"
                + " 'stranger'; known are [anonymous, grader, kit, observer, portal, trainee]"),
        arguments(
            YAML,
            "watch: [\"#\"]",
            "watch: [\"a#\"]",
            "exercise.yaml: /scenario/watch/0: is no MQTT topic filter: 'a#'"),
        arguments(
            YAML,
            "- try: {id: stranger",
            "- join: {observer: late, topic: a, for: 1s}\n        - try: {id: stranger",
            "exercise.yaml: /scenario/phases/0/steps/4/join/observer: the observer 'late' exists"
                + " already"),
        arguments(
            YAML,
            "[{pause: 100ms}]",
            "[{join: {observer: other, topic: a, for: 1s}}]",
            "exercise.yaml: /scenario/phases/0/steps/2/repeat/steps/0/join: may not be repeated,"
                + " since checks refer to it by name"),
        arguments(
            YAML,
            "at-least: 120",
            "at-lest: 120",
            "exercise.yaml: /scenario/phases/0/never/where/~1value/at-lest: unknown key; known"
                + " are equals, at-least, at-most"));
  }
}
