package io.fieldbench.portal.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.assessment.Observation;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Scenario.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceLinesTests {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private final EvidenceLines lines =
      new EvidenceLines(
          List.of(
              new Phase("heat", new LocalizedText("The motor heats", "电机升温"), null, List.of())));

  @Test
  void aPhaseStandsWithItsTitleInBothLanguages() {
    assertThat(lines.of(new Observation.PhaseBegan(1, AT, "heat"), false).text())
        .isEqualTo(new LocalizedText("begins: The motor heats", "开始：电机升温"));
    assertThat(lines.of(new Observation.PhaseEnded(2, AT, "gone"), false).text())
        .isEqualTo(new LocalizedText("ends: gone", "结束：gone"));
  }

  @Test
  void whatALabPrintedCannotHideAsSomethingElse() {
    byte[] payload = "x\n\u202e\u001b[2K<b>".getBytes(StandardCharsets.UTF_8);
    var seen = new Observation.MessageSeen(3, AT, "grader", "a/b", 1, true, payload);
    assertThat(lines.of(seen, true).text().zh())
        .isEqualTo("a/b x\ufffd\ufffd\ufffd[2K<b> qos=1 retain=1");
  }
}
