package io.fieldbench.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.assessment.Verdict.CheckResult;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.exercise.MessagePattern.Condition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of files and programs. */
class WorkspaceGraderTests {
  private static final Check.File FILE =
      new Check.File(
          about("about"),
          "about.json",
          1024,
          Map.of(
              "/unit",
              new Condition("Cel", null, null),
              "/high",
              new Condition(null, new BigDecimal("100"), null)),
          List.of("}"));
  private static final Check.Exec EXEC =
      new Check.Exec(about("convert"), "hidden", List.of("celsius", "round"));
  private static final Case CELSIUS =
      new Case("celsius", true, text("22 Cel", "22 摄氏度"), text("22", "二十二"));
  private static final Case ROUND =
      new Case("round", false, text("2.35", "2.35"), text("2.34 for 2.345", "2.345 得到 2.34"));

  private static Check.About about(String id) {
    return new Check.About(id, text("x", "x"), 10, List.of(), text("x", "x"));
  }

  private static LocalizedText text(String en, String zh) {
    return new LocalizedText(en, zh);
  }

  private static CheckResult grade(Check check, Script script) {
    return Grader.grade(List.of(check), script.evidence()).results().getFirst();
  }

  private static CheckResult file(String text) {
    return grade(FILE, new Script().copied().file("other", "x").file("about.json", text));
  }

  private static Case passed(Case one) {
    return new Case(one.id(), true, one.expected(), one.seen());
  }

  @Test
  void aFileThatHoldsWhatIsWantedPasses() {
    var result = file("{\"unit\": \"Cel\", \"high\": 120\n}  \n");
    assertThat(result.passed()).isTrue();
    assertThat(result.points()).isEqualTo(10);
    assertThat(result.cited()).containsExactly(3);
    assertThat(result.expected())
        .isEqualTo(
            text(
                "the file about.json: JSON with high ≥ 100, unit = Cel, with the lines }, at most 1"
                    + " KiB",
                "文件 about.json：内容为 JSON，且 high ≥ 100, unit = Cel，含有以下各行：}，不超过 1 KiB"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                              | there is no file about.json in the workspace",
        "'{\"unit\": \"°C\", \"high\": 120\n}' | about.json has unit = °C",
        "'{\"unit\": \"Cel\", \"high\": \"120\"\n}' | about.json has high = \"120\"",
        "'{\"unit\": \"Cel\"\n}'       | about.json has high = –",
        "'{\"unit\": \"Cel\", \"high\": 120}' | about.json lacks the lines }",
        "'unit: Cel'                   | about.json is not JSON: unit: Cel"
      })
  void whatAFileLacksIsSaid(String content, String seen) {
    var result = file(content);
    assertThat(result.passed()).isFalse();
    assertThat(result.points()).isZero();
    assertThat(result.seen().en()).isEqualTo(seen);
    assertThat(result.seen().zh()).contains("about.json");
  }

  @Test
  void aFileThatIsTooLargeOrNoTextFails() {
    assertThat(grade(FILE, new Script().file("about.json", 1025)).seen().en())
        .isEqualTo("about.json has 1025 bytes, 1024 are allowed");
    assertThat(grade(FILE, new Script().file("about.json", 100)).seen().en())
        .isEqualTo("about.json is no text in UTF-8");
  }

  @Test
  void hostileTextIsShownAsText() {
    assertThat(file("\u001b[2J\u202e<b>\u0000").seen().en())
        .isEqualTo("about.json is not JSON: \ufffd[2J\ufffd<b>\ufffd");
    var ran = grade(EXEC, new Script().ran(1, false, false, "\u001b]0;x\u0007" + "y".repeat(999)));
    assertThat(ran.seen().en())
        .startsWith("the program ended with exit code 1 after 1.23 s: \ufffd]0;x\ufffdyyy")
        .hasSizeLessThan(301);
    assertThat(file("[".repeat(1_000)).seen().en()).startsWith("about.json is not JSON: [[[");
  }

  @Test
  void allNamedCasesMustHavePassed() {
    var all = grade(EXEC, new Script().ranWell().judged(CELSIUS, passed(ROUND)));
    assertThat(all.passed()).isTrue();
    assertThat(all.points()).isEqualTo(10);
    assertThat(all.cited()).containsExactly(1, 2);
    assertThat(all.expected()).isEqualTo(text("22 Cel; 2.35", "22 摄氏度；2.35"));

    var one = grade(EXEC, new Script().ranWell().judged(CELSIUS, ROUND));
    assertThat(one.passed()).isFalse();
    assertThat(one.points()).isZero();
    assertThat(one.expected()).isEqualTo(text("2.35", "2.35"));
    assertThat(one.seen()).isEqualTo(text("2.34 for 2.345", "2.345 得到 2.34"));
  }

  @Test
  void casesThatTheCheckDoesNotNameDoNotCount() {
    var only = new Check.Exec(about("convert"), "hidden", List.of("celsius"));
    assertThat(grade(only, new Script().ranWell().judged(CELSIUS, ROUND)).passed()).isTrue();
  }

  @Test
  void aProgramThatDoesNotEndWellFailsAndSaysHow() {
    assertThat(grade(EXEC, new Script().ran(3, false, false, "boom\n")).seen())
        .isEqualTo(
            text(
                "the program ended with exit code 3 after 1.23 s: boom",
                "程序在 1.23 秒后以退出码 3 结束：boom"));
    assertThat(grade(EXEC, new Script().ran(137, true, false, "")).seen().en())
        .isEqualTo("the program was still running after 1.23 s and was stopped");
    var cut = grade(EXEC, new Script().ran(0, false, true, ""));
    assertThat(cut.seen().en()).isEqualTo("the program printed more than is kept (20 bytes)");
    assertThat(cut.passed()).isFalse();
  }

  @Test
  void evidenceThatLacksWhatACheckNamesCannotBeGraded() {
    lacks(FILE, new Script().copied(), "file 'about.json'");
    lacks(EXEC, new Script().copied(), "run 'hidden'");
    lacks(EXEC, new Script().ranWell(), "judgement of run 'hidden'");
    lacks(EXEC, new Script().ranWell().judged(CELSIUS), "case 'round'");
  }

  private static void lacks(Check check, Script script, String what) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grade(check, script))
        .withMessageContaining("evidence lacks " + what);
  }

  @Test
  void aFloodFailsWhatItCutShort() {
    assertThat(grade(EXEC, new Script().copied().stopped()).seen().en())
        .contains("more than can be recorded");
    assertThat(grade(FILE, new Script().copied().stopped()).passed()).isFalse();
    var whole = new Script().ranWell().judged(CELSIUS, passed(ROUND)).stopped();
    assertThat(grade(EXEC, whole).passed()).isTrue();
  }

  @Test
  void storedEvidenceGetsTheSameVerdictAgain() {
    var evidence =
        new Script()
            .copied()
            .file("about.json", "{\"unit\": \"°C\"}")
            .ranWell()
            .judged(CELSIUS, ROUND)
            .evidence();
    List<Check> checks = List.of(FILE, EXEC);
    assertThat(Grader.grade(checks, Evidence.fromJson(evidence.toJson())))
        .isEqualTo(Grader.grade(checks, evidence));
  }

  @Test
  void whatTheProbePublishedIsNotTakenForTheTrainees() {
    var missing =
        new Check.MqttObserve(
            about("live"),
            List.of(
                new Check.Expectation(
                    "grader",
                    List.of(),
                    new MessagePattern("out", Map.of()),
                    1,
                    null,
                    null,
                    null)));
    var script = new Script().began("one").published().sent("raw/a", "x").ended("one");
    assertThat(grade(missing, script).seen().en())
        .isEqualTo("nothing on out, and no other message of yours");
  }

  @Test
  void aJudgesResultsAreReadAndBounded() {
    List<Case> cases =
        JudgeResults.read(
            """
            [{"id": "a", "passed": false, "expected": {"en": "x", "zh": "y"},
              "seen": {"en": "\\ud800\\u0007%s", "zh": "z"}}]
            """
                .formatted("w".repeat(2_000))
                .getBytes(StandardCharsets.UTF_8));
    assertThat(cases)
        .singleElement()
        .satisfies(c -> {
          assertThat(c.passed()).isFalse();
          assertThat(c.seen().en()).startsWith("\ufffd\ufffdwww").hasSize(401).endsWith("…");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Traceback",
        "{}",
        "[1]",
        "[{\"id\": \"a\", \"passed\": \"yes\"}]",
        "[{\"id\": \"a\", \"passed\": true, \"expected\": {\"en\": \"x\"}}]",
        "[{\"id\": \"a\", \"passed\": true, \"expected\": {\"en\": \"\", \"zh\": \"\"}}]"
      })
  void junkOfAJudgeIsRefused(String printed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JudgeResults.read(printed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aJudgeMayNotSayAnythingTwice() {
    String one =
        "{\"id\": \"a\", \"passed\": true, \"expected\": {\"en\": \"x\", \"zh\": \"x\"},"
            + " \"seen\": {\"en\": \"x\", \"zh\": \"x\"}}";
    assertThat(JudgeResults.read(("[" + one + "]").getBytes(StandardCharsets.UTF_8))).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> JudgeResults.read(("[" + one + "," + one + "]").getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("/results/1/id");
  }
}
