package io.fieldbench.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.assessment.Observation.KitCommanded;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.competency.LocalizedText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceJsonTests {
  private static final Instant AT = Instant.parse("2026-01-01T08:00:00.123456789Z");

  @Test
  void everyKindOfObservationComesBackAsItWas() {
    var evidence =
        new Script()
            .began("heat")
            .reading(1, "71.50")
            .alarm("RAISED", 1, "71.50")
            .joined("late")
            .message("late", "x", 2, true, new byte[] {0, (byte) 0xff})
            .left("late")
            .tried("t", false)
            .ended("heat")
            .published()
            .copied()
            .file("a.json", "{\n\t\"x\": \"°\"}")
            .file("b.json", null)
            .file("c.bin", 70_000)
            .ran(1, true, true, "Traceback\n\u001b[31m\u202e")
            .judged(
                new Case("a", true, new LocalizedText("1", "一"), new LocalizedText("1", "一")),
                new Case("b", false, new LocalizedText("2", "二"), new LocalizedText("3", "三")))
            .stopped()
            .evidence();
    assertThat(Evidence.fromJson(evidence.toJson())).isEqualTo(evidence);
    assertThat(Evidence.fromJson(evidence.toJson()).toJson()).isEqualTo(evidence.toJson());
  }

  @Test
  void reasonOfACommandMayBeAbsent() {
    var evidence =
        Script.of(
            List.of(
                new KitCommanded(1, AT, "load", "1", true, null),
                new KitCommanded(2, AT, "load", "x", false, "no number")));
    assertThat(Evidence.fromJson(evidence.toJson())).isEqualTo(evidence);
  }

  @Property
  boolean anyPayloadComesBack(@ForAll byte[] payload) {
    return payloadComesBack(payload);
  }

  @Property
  boolean anyTextComesBack(@ForAll String text) {
    return payloadComesBack(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean payloadComesBack(byte[] payload) {
    var message = new MessageSeen(7, AT, "grader", "a/b", 1, false, payload);
    var evidence = Script.of(List.of(message));
    // Through bytes, as a file or a database column would.
    byte[] stored = evidence.toJson().getBytes(StandardCharsets.UTF_8);
    return Evidence.fromJson(new String(stored, StandardCharsets.UTF_8)).equals(evidence);
  }

  @Property
  void aDamagedFileIsRefusedWithAnIllegalArgument(
      @ForAll @IntRange(max = 400) int where, @ForAll char with) {
    String json = new Script().began("heat").reading(1, "1").ended("heat").evidence().toJson();
    int at = where % json.length();
    String damaged = json.substring(0, at) + with + json.substring(at + 1);
    try {
      Evidence.fromJson(damaged);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("no evidence: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | /format is missing",
        "nonsense | not JSON",
        "[] | /format is missing",
        "{\"format\":2} | /format is 2, known is 1",
        "{\"format\":99999999999} | /format must be a whole number",
        "{\"format\":1} | /observations is missing",
        "{\"format\":1,\"observations\":[{\"number\":1}]} | /observations/0/at is missing",
        "{\"format\":1,\"observations\":[{\"number\":1,\"at\":\"noon\"}]} | /observations/0/at"
            + " must",
        "{\"format\":1,\"observations\":[]} | /exercise is missing"
      })
  void junkIsNamed(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evidence.fromJson(json))
        .withMessageContaining(message);
  }

  @Test
  void anUnknownKindIsNamed() {
    String json = new Script().began("heat").evidence().toJson().replace("phase-began", "party");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evidence.fromJson(json))
        .withMessageContaining("/observations/0/kind is 'party'");
  }

  @Test
  void observationsOutOfOrderAreRefused() {
    var evidence = new Script().began("heat").reading(1, "1").ended("heat").evidence();
    List<Observation> shuffled = evidence.observations().reversed();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Script.of(shuffled))
        .withMessageContaining("follows");
  }

  @Test
  void deepNestingIsRefusedAndNotAStackOverflow() {
    assertThatIllegalArgumentException().isThrownBy(() -> Evidence.fromJson("[".repeat(1_000_000)));
  }
}
