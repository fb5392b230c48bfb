package io.fieldbench.portal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabRequest.Term;
import io.fieldbench.lab.LabSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request as rows of labs keep it. */
class LabRequestJsonTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LabRequest request =
      new LabRequest(
          new LabId("l-1"), new LabSpec(List.of(), Optional.empty()), Map.of(), Map.of("mqtt", 1));

  @Test
  void aTermIsKept() {
    LabRequest termed = request.with(new Term("o", Instant.parse("2026-11-21T10:00:00.123Z")));
    assertThat(JSON.readValue(JSON.writeValueAsString(termed), LabRequest.class)).isEqualTo(termed);
  }

  /** Of the time before there were terms. */
  @Test
  void anOldRowHasNone() {
    ObjectNode old = JSON.valueToTree(request);
    old.remove("term");
    assertThat(JSON.readValue(JSON.writeValueAsString(old), LabRequest.class)).isEqualTo(request);
  }
}
