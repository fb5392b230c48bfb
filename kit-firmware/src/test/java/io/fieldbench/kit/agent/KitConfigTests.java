package io.fieldbench.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitConfigTests {
  @Test
  void keepsThePasswordToItself() {
    assertThat(config("kit-1", "localhost", 1883, "a/b", 100).toString())
        .contains("kit-1", "localhost:1883")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "Kit 1, localhost, 1883, 100",
    "kit-1, ' ', 1883, 100",
    "kit-1, localhost, 0, 100",
    "kit-1, localhost, 65536, 100",
    "kit-1, localhost, 1883, 9",
    "kit-1, localhost, 1883, -100"
  })
  void refusesWhatCannotWork(String kit, String host, int port, int millis) {
    assertThatIllegalArgumentException().isThrownBy(() -> config(kit, host, port, "a/b", millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/+/b", "a/#", "a\0b", "a\n#"})
  void refusesATopicThatCannotBePublishedTo(String topic) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("kit-1", "localhost", 1883, topic, 100))
        .withMessageContaining("motor-temperature");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:1884, 127.0.0.1, 1884",
    "tcp://broker.lab, broker.lab, 1883",
    "tcp://[::1]:1884, [::1], 1884"
  })
  void takesABrokersAddress(URI broker, String host, int port) {
    KitConfig config = KitConfig.alone("kit-1", broker, "kit", "secret", Map.of());

    assertThat(config.host()).isEqualTo(host);
    assertThat(config.port()).isEqualTo(port);
    assertThat(config.plant()).isEqualTo("motor");
    assertThat(config.period()).isEqualTo(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost:1883", "http://localhost:1883", "tcp:///x"})
  void refusesWhatIsNoBrokersAddress(URI broker) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KitConfig.alone("kit-1", broker, "kit", "secret", Map.of()))
        .withMessageContaining("tcp://host:port");
  }

  private static KitConfig config(String kit, String host, int port, String topic, int millis) {
    return new KitConfig(
        kit,
        host,
        port,
        "kit",
        "secret",
        "motor",
        Map.of("motor-temperature", topic),
        1,
        Duration.ofMillis(millis));
  }
}
