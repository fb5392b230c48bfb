package io.fieldbench.portal.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The streams that tell work pages what is new. */
class WorkEventsTests {
  private final WorkEvents events = new WorkEvents();

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void onePersonTakesNotEverybodysStreams() {
    UUID greedy = UUID.randomUUID();
    for (int i = 0; i < WorkEvents.MOST_OF_ONE; i++) {
      SseEmitter open = events.open(greedy, Optional.empty());
      assertThatCode(() -> open.send("still open")).doesNotThrowAnyException();
    }

    SseEmitter refused = events.open(greedy, Optional.empty());
    SseEmitter neighbour = events.open(UUID.randomUUID(), Optional.empty());

    assertThatIllegalStateException().isThrownBy(() -> refused.send("x"));
    assertThatCode(() -> neighbour.send("x")).doesNotThrowAnyException();
  }
}
