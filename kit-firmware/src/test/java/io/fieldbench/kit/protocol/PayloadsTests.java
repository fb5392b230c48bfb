package io.fieldbench.kit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTests {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.120Z");

  @Test
  void writesAReadingAsDocumented() {
    Reading reading = new Reading(71.5234, "°C", Quality.GOOD, TIME, 17);

    assertThat(new String(Payloads.write(reading), UTF_8))
        .isEqualTo(
            """
            {"value":71.52,"unit":"°C","quality":"GOOD","time":"2026-01-01T00:00:00.120Z","seq":17}\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00.000Z",
    "2026-01-01T00:00:00.123999999Z, 2026-01-01T00:00:00.123Z"
  })
  void anInstantAlwaysHasMilliseconds(Instant time, String written) {
    Acknowledgement acknowledgement = new Acknowledgement("a", true, null, time);

    assertThat(new String(Payloads.write(acknowledgement), UTF_8))
        .contains("\"time\":\"" + written + "\"");
  }

  @ParameterizedTest
  @CsvSource({"187.554, 187.55", "-0.126, -0.13", "3.14499, 3.14", "22, 22"})
  void aReadingHasTwoDecimals(double measured, double published) {
    assertThat(new Reading(measured, "K", Quality.BAD, TIME, 0).value()).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aReadingIsFinite(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reading(value, "K", Quality.BAD, TIME, 0));
  }

  @Test
  void readsWhatItWrote() {
    Reading reading = new Reading(-3.25, "°C", Quality.BAD, TIME, 9_000_000_000L);
    Acknowledgement refusal = new Acknowledgement("a", false, "no such fault", TIME);
    Acknowledgement consent = new Acknowledgement("a", true, null, TIME);

    assertThat(Payloads.read(Payloads.write(reading), Reading.class)).isEqualTo(reading);
    assertThat(Payloads.read(Payloads.write(refusal), Acknowledgement.class)).isEqualTo(refusal);
    assertThat(Payloads.read(Payloads.write(consent), Acknowledgement.class)).isEqualTo(consent);
  }

  @Test
  void ignoresUnknownMembers() {
    assertThat(command("{\"id\":\"1\",\"name\":\"load\",\"value\":\"5\",\"later\":[{}]}"))
        .isEqualTo(new Command("1", "load", "5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "\"load\"",
        "{",
        "{\"id\":\"1\",\"name\":\"load\",\"value\":\"5\"} x",
        "{\"id\":\"1\",\"name\":\"load\",\"value\":{}}"
      })
  void refusesWhatIsNoCommand(String payload) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> command(payload))
        .withMessageStartingWith("no Command: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"1\",\"value\":\"5\"}",
        "{\"id\":\"1\",\"name\":null,\"value\":\"5\"}",
      })
  void namesTheMissingMember(String payload) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> command(payload))
        .withMessage("no Command: 'name' is missing");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "value   |"
            + " {\"unit\":\"K\",\"quality\":\"GOOD\",\"time\":\"2026-01-01T00:00:00Z\",\"seq\":1}",
        "value   |"
            + " {\"value\":\"hot\",\"unit\":\"K\",\"quality\":\"GOOD\",\"time\":\"2026-01-01T00:00:00Z\",\"seq\":1}",
        "seq     |"
            + " {\"value\":1,\"unit\":\"K\",\"quality\":\"GOOD\",\"time\":\"2026-01-01T00:00:00Z\"}",
        "quality |"
            + " {\"value\":1,\"unit\":\"K\",\"quality\":\"FINE\",\"time\":\"2026-01-01T00:00:00Z\",\"seq\":1}",
        "time    |"
            + " {\"value\":1,\"unit\":\"K\",\"quality\":\"GOOD\",\"time\":\"yesterday\",\"seq\":1}",
        "unit    | {\"value\":1,\"quality\":\"GOOD\",\"time\":\"2026-01-01T00:00:00Z\",\"seq\":1}"
      })
  void namesTheWrongMemberOfAReading(String member, String payload) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Payloads.read(payload.getBytes(UTF_8), Reading.class))
        .withMessageStartingWith("no Reading: ")
        .withMessageContaining(member);
  }

  private static Command command(String json) {
    return Payloads.read(json.getBytes(UTF_8), Command.class);
  }
}
