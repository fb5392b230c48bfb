package io.fieldbench.assessment;

import static io.fieldbench.assessment.Script.ALARM;
import static io.fieldbench.assessment.Script.TEMPERATURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.assessment.Verdict.CheckResult;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.Check.Access;
import io.fieldbench.exercise.Check.Expectation;
import io.fieldbench.exercise.Check.MqttAccess;
import io.fieldbench.exercise.Check.MqttObserve;
import io.fieldbench.exercise.Check.MqttRespond;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.exercise.MessagePattern.Condition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraderTests {
  private static final MessagePattern HOT =
      new MessagePattern(
          TEMPERATURE,
          Map.of(
              "/quality",
              new Condition("GOOD", null, null),
              "/value",
              new Condition(null, new BigDecimal("68.5"), null)));
  private static final MessagePattern RAISED =
      new MessagePattern(ALARM, Map.of("/state", new Condition("RAISED", null, null)));
  private static final Check RAISE =
      new MqttRespond(
          about("raise", 20),
          List.of("heat"),
          HOT,
          RAISED,
          List.of("/seq", "/value"),
          Duration.ofSeconds(2));

  private static Check.About about(String id, int points) {
    var text = new LocalizedText("x", "x");
    return new Check.About(id, text, points, List.of(), text);
  }

  private static Script heat() {
    return new Script().began("heat").reading(411, "68.49").reading(412, "68.53");
  }

  private static CheckResult raise(Script script) {
    return grade(RAISE, script);
  }

  private static CheckResult grade(Check check, Script script) {
    return Grader.grade(List.of(RAISE, check), script.evidence()).results().getLast();
  }

  private static void fails(CheckResult result, String... seen) {
    assertThat(result.passed()).isFalse();
    assertThat(result.points()).isZero();
    assertThat(result.seen().en()).contains(seen);
  }

  @Test
  void oneAnswerWithTheValuesOfItsReadingPasses() {
    var result = raise(heat().alarm("RAISED", 412, "68.530").ended("heat"));
    assertThat(result.passed()).isTrue();
    assertThat(result.points()).isEqualTo(20);
    assertThat(result.cited()).containsExactly(3, 4);
    assertThat(result.expected().en())
        .isEqualTo(
            "exactly one message with state = RAISED on north/a/b/c/alarm/overheat within 2 s of"
                + " the first reading with quality = GOOD, value ≥ 68.5, carrying its seq = 412,"
                + " value = 68.53");
    assertThat(result.seen().en())
        .isEqualTo(
            "once on north/a/b/c/alarm/overheat: state = RAISED, seq = 412, value = 68.530, QoS 1,"
                + " 0.1 s after the reading");
    assertThat(result.seen().zh())
        .isEqualTo(
            "north/a/b/c/alarm/overheat 上一条：state = RAISED, seq = 412, value = 68.530, QoS 1，在读数后"
                + " 0.1 秒");
  }

  @Test
  void theLimitsAreInclusive() {
    assertThat(
            raise(
                    new Script()
                        .began("heat")
                        .reading(1, "68.50")
                        .alarm("RAISED", 1, "68.5")
                        .ended("heat"))
                .passed())
        .isTrue();
    assertThat(raise(heat().later(1900).alarm("RAISED", 412, "68.53").ended("heat")).passed())
        .isTrue();
  }

  @Test
  void lateByAMomentFailsAndSaysSo() {
    var result = raise(heat().later(2600).alarm("RAISED", 412, "68.53").ended("heat"));
    fails(result, "0.7 s too late", "seq = 412");
    assertThat(result.cited()).containsExactly(3, 4);
  }

  @Test
  void aSecondAnswerFailsAndNamesBoth() {
    var result =
        raise(heat().alarm("RAISED", 412, "68.53").alarm("RAISED", 413, "68.9").ended("heat"));
    fails(result, "2 messages", "seq = 412", "seq = 413");
    assertThat(result.cited()).containsExactly(3, 4, 5);
  }

  @Test
  void atMostFiveAreNamed() {
    var script = heat();
    for (int i = 0; i < 7; i++) {
      script.alarm("RAISED", i, "1");
    }
    fails(raise(script.ended("heat")), "7 messages", "and 2 more");
  }

  @Test
  void anAnswerBeforeItsReasonCounts() {
    var result =
        raise(
            new Script()
                .began("heat")
                .alarm("RAISED", 5, "30")
                .reading(412, "68.53")
                .alarm("RAISED", 412, "68.53")
                .ended("heat"));
    fails(result, "2 messages");
  }

  @Test
  void otherValuesThanTheReadingsFail() {
    fails(
        raise(heat().alarm("RAISED", 411, "68.53").ended("heat")),
        "seq = 411",
        "the reading that caused it has seq = 412");
    fails(
        raise(
            heat()
                .sent(ALARM, "{\"state\":\"RAISED\",\"seq\":\"412\",\"value\":68.53}")
                .ended("heat")),
        "seq = \"412\"");
    fails(
        raise(heat().sent(ALARM, "{\"state\":\"RAISED\",\"value\":68.53}").ended("heat")),
        "seq = –");
  }

  @Test
  void aReadingThatIsNotGoodIsNoReason() {
    var result =
        raise(
            new Script()
                .began("heat")
                .reading(1, "181", "BAD")
                .reading(2, "70")
                .alarm("RAISED", 2, "70")
                .ended("heat"));
    assertThat(result.passed()).isTrue();
    assertThat(result.cited()).containsExactly(3, 4);
  }

  @Test
  void whatCameOutsideThePhasesDoesNotCount() {
    var script =
        new Script().began("settle").alarm("RAISED", 1, "70").ended("settle").began("heat");
    var result = raise(script.reading(412, "68.53").alarm("RAISED", 412, "68.53").ended("heat"));
    assertThat(result.passed()).isTrue();
  }

  @Test
  void nearMissesAreTold() {
    fails(raise(heat().ended("heat")), "nothing on " + ALARM, "no other message of yours");
    fails(
        raise(heat().sent(ALARM, "RAISED 68.53").ended("heat")),
        "1 message on " + ALARM + ", not JSON: RAISED 68.53");
    fails(
        raise(heat().sent(ALARM, "{\"state\":\"raised\"}").ended("heat")),
        "none with state = RAISED; the last: {\"state\":\"raised\"}");
    fails(
        raise(heat().sent("alarm", "{\"state\":\"RAISED\"}").ended("heat")),
        "nothing on " + ALARM + "; 1 message of yours with state = RAISED on alarm");
    fails(raise(heat().sent("x", "1").sent("x", "2").ended("heat")), "2 messages of yours on x");
  }

  @Test
  void messagesOfKitAndPlatformAreNotTheTrainees() {
    var result = raise(heat().sent("fieldbench/kit/k/ack", "{}").ended("heat"));
    fails(result, "no other message of yours");
    assertThat(result.cited()).containsExactly(3);
  }

  @Test
  void withoutTheStimulusTheCheckFailsAndIsNamed() {
    Script cold = new Script().began("heat").reading(1, "20").ended("heat");
    fails(raise(cold), "holds no message on " + TEMPERATURE);
    assertThat(raise(cold).cited()).isEmpty();
    assertThat(Grader.withoutStimulus(List.of(RAISE), cold.evidence())).containsExactly("raise");
    assertThat(Grader.withoutStimulus(List.of(RAISE), heat().ended("heat").evidence())).isEmpty();
  }

  @Test
  void withoutThePhaseThereIsNoVerdict() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raise(heat()))
        .withMessage("evidence lacks the end of phases [heat]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raise(new Script().began("band").ended("band")))
        .withMessage("evidence lacks phase 'heat'");
  }

  private static MqttObserve observe(
      String observer, int least, Integer most, Integer qos, Boolean retained) {
    return new MqttObserve(
        about("observe", 10),
        List.of(new Expectation(observer, List.of(), RAISED, least, most, qos, retained)));
  }

  private static Script raised() {
    return heat().alarm("RAISED", 412, "68.53");
  }

  @Test
  void countsAreBounds() {
    var script = raised().ended("heat");
    assertThat(grade(observe("grader", 1, 1, 1, false), script).passed()).isTrue();
    assertThat(grade(observe("grader", 0, 0, null, null), script).passed()).isFalse();
    assertThat(grade(observe("grader", 2, null, null, null), script).passed()).isFalse();
    assertThat(grade(observe("grader", 2, 3, null, null), script).expected().en())
        .startsWith("2 to 3 messages with state = RAISED");
  }

  @Test
  void qosAndRetainFlagAreSeen() {
    var script =
        raised().message("grader", ALARM, 0, false, "{\"state\":\"RAISED\"}").ended("heat");
    fails(
        grade(observe("grader", 1, null, 1, null), script), "1 of 2 messages: QoS 0 instead of 1");
    var late =
        raised()
            .joined("late")
            .message("late", ALARM, 1, false, "{\"state\":\"RAISED\"}")
            .left("late")
            .ended("heat");
    fails(grade(observe("late", 1, 1, null, true), late), "late: 1 of 1 message: not kept");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grade(observe("other", 1, 1, null, true), late))
        .withMessage("evidence lacks observer 'other'");
  }

  @Test
  void anObserversMessagesAreItsOwn() {
    var script = raised().joined("late").left("late").ended("heat");
    fails(grade(observe("late", 1, 1, null, true), script), "late: nothing on " + ALARM);
  }

  @Test
  void accessMustBeAsWanted() {
    var check =
        new MqttAccess(about("access", 5), List.of(new Access("t", false), new Access("u", true)));
    var right = raised().tried("t", false).tried("u", true).ended("heat");
    assertThat(grade(check, right).passed()).isTrue();
    assertThat(grade(check, right).cited()).containsExactly(5, 6);
    var wrong = raised().tried("t", false).tried("u", false).ended("heat");
    fails(grade(check, wrong), "u (trainee PUBLISH a/b) denied: not authorized");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grade(check, raised().ended("heat")))
        .withMessage("evidence lacks try 't'");
  }

  @Test
  void aFloodFailsWhatItCutShortAndKeepsTheRest() {
    var verdict =
        Grader.grade(
            List.of(RAISE, observe("grader", 1, null, null, null)),
            raised().ended("heat").began("band").stopped().evidence());
    assertThat(verdict.results().getFirst().passed()).isTrue();
    fails(verdict.results().getLast(), "more than can be recorded");
    assertThat(verdict.results().getLast().cited()).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"state\":\"RAISED\",\"seq\":1e999999999,\"value\":-1e-999999999}",
        "{\"state\":\"RAISED\",\"seq\":\"\u202Eevil\u0007\",\"value\":[[[]]]}",
        "{\"state\":\"RAISED\"} trailing",
        "\u202E<script>\u0000\u2066",
        "[1,2",
        "NaN",
        ""
      })
  void hostilePayloadsBecomeShortPlainText(String payload) {
    for (String topic : List.of(ALARM, "\u202E" + "x".repeat(60_000))) {
      var result = raise(heat().sent(topic, payload + " ".repeat(100_000)).ended("heat"));
      assertThat(result.passed()).isFalse();
      for (String text : List.of(result.seen().en(), result.seen().zh())) {
        assertThat(text.length()).isLessThanOrEqualTo(301);
        assertThat(text.chars())
            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
      }
    }
  }

  @Test
  void binaryPayloadsAreNotJson() {
    byte[] payload = "{\"state\":\"RAISED\"}".getBytes(StandardCharsets.UTF_16);
    fails(raise(heat().message("grader", ALARM, 1, false, payload).ended("heat")), "not JSON");
  }
}
