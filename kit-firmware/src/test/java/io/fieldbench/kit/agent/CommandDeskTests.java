package io.fieldbench.kit.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.kit.protocol.Acknowledgement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDeskTests {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private final List<String> obeyed = new ArrayList<>();
  private final CommandDesk desk = new CommandDesk(this::obey, InstantSource.fixed(NOW));

  @Test
  void obeysAndSaysSo() {
    assertThat(handle(command("a", "load", "70")))
        .isEqualTo(new Acknowledgement("a", true, null, NOW));
    assertThat(obeyed).containsExactly("load=70");
  }

  @Test
  void refusesWithTheReason() {
    assertThat(handle(command("a", "dance", "1")))
        .isEqualTo(new Acknowledgement("a", false, "cannot dance", NOW));
  }

  @Test
  void anIdThatCameBeforeHasNoEffectAndGetsItsAnswerAgain() {
    Acknowledgement accepted = handle(command("a", "load", "70"));
    Acknowledgement refused = handle(command("b", "dance", "1"));
    handle(command("c", "load", "0"));

    assertThat(handle(command("a", "load", "70"))).isEqualTo(accepted);
    assertThat(handle(command("b", "dance", "1"))).isEqualTo(refused);
    assertThat(obeyed).containsExactly("load=70", "dance=1", "load=0");
  }

  @Test
  void itsMemoryIsBounded() {
    handle(command("a", "load", "1"));
    for (int i = 0; i < 256; i++) {
      handle(command("n" + i, "load", "2"));
    }
    handle(command("a", "load", "1"));

    assertThat(obeyed).hasSize(258);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"id\":\"a\",\"name\":\"load\"}"})
  void answersEvenWhatItCannotRead(String payload) {
    Acknowledgement answer = handle(payload);

    assertThat(answer.id()).isEmpty();
    assertThat(answer.accepted()).isFalse();
    assertThat(answer.reason()).startsWith("no Command: ");
    assertThat(obeyed).isEmpty();
  }

  @Test
  void refusesAnIdThatItCannotRemember() {
    assertThat(handle(command("x".repeat(101), "load", "1")).accepted()).isFalse();
    assertThat(handle(command(" ", "load", "1")).accepted()).isFalse();
    assertThat(handle(command("x".repeat(100), "load", "1")).accepted()).isTrue();
  }

  private void obey(String name, String value) {
    obeyed.add(name + "=" + value);
    if (name.equals("dance")) {
      throw new IllegalArgumentException("cannot dance");
    }
  }

  private Acknowledgement handle(String payload) {
    return desk.handle(payload.getBytes(UTF_8));
  }

  private static String command(String id, String name, String value) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"value\":\"%s\"}".formatted(id, name, value);
  }
}
