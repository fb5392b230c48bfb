package io.fieldbench.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.kit.protocol.Acknowledgement;
import io.fieldbench.kit.protocol.Quality;
import io.fieldbench.kit.protocol.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(
    value = "hasBroker",
    disabledReason = "mosquitto is not installed (apt-get install mosquitto)")
class VirtualKitIntegrationTests {
  private static final String TOPIC = "plant/hall/line/cell/motor-temperature";

  @TempDir private Path folder;
  private Mosquitto broker;
  private VirtualKit kit;

  static boolean hasBroker() {
    return Files.isExecutable(Path.of(Mosquitto.BINARY));
  }

  @BeforeAll
  static void giveTime() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @BeforeEach
  void prepare() throws IOException {
    broker = new Mosquitto(folder);
  }

  @AfterEach
  void end() {
    if (kit != null) {
      kit.close();
    }
    broker.close();
  }

  @Test
  void publishesReadings() throws Exception {
    broker.start();
    try (Observer observer = new Observer(broker)) {
      start(broker.port);
      await().until(() -> observer.readings().size() >= 20);

      assertThat(observer.on(TOPIC)).allMatch(seen -> seen.qos() == 1 && !seen.retained());
      List<Reading> readings = observer.readings();
      long first = readings.getFirst().seq();
      for (int i = 0; i < readings.size(); i++) {
        assertThat(readings.get(i).seq()).isEqualTo(first + i);
        assertThat(readings.get(i).quality()).isEqualTo(Quality.GOOD);
        assertThat(readings.get(i).unit()).isEqualTo("°C");
        assertThat(readings.get(i).value()).isBetween(21.0, 23.0);
        assertThat(readings.get(i).time()).isBetween(Instant.now().minusSeconds(60), Instant.now());
      }
      assertThat(observer.status()).extracting(Observer.Seen::text).containsExactly("online");
    }
  }

  @Test
  void obeysAndAnswers() throws Exception {
    broker.start();
    try (Observer observer = new Observer(broker)) {
      start(broker.port);
      await().until(kit::connected);

      observer.order("heat", "load", "100");
      observer.reading("a warmer motor", reading -> reading.value() > 30);
      observer.order("break", "fault", "loose-wire");
      Reading absurd = observer.reading("a bad reading", bad -> bad.quality() == Quality.BAD);
      assertThat(absurd.value()).isGreaterThan(100);
      observer.order("mend", "fault", "none");
      observer.reading("a good reading", good -> good.quality() == Quality.GOOD);
    }
  }

  @Test
  void refusesWithTheReasonAndGoesOn() throws Exception {
    broker.start();
    try (Observer observer = new Observer(broker)) {
      start(broker.port);
      await().until(kit::connected);

      observer.command("{\"id\":");
      observer.command("a", "dance", "1");
      observer.command("b", "load", "101");

      assertThat(observer.acknowledgements("", 1).getFirst().reason()).startsWith("no Command");
      assertThat(observer.acknowledgements("a", 1).getFirst().reason()).contains("'dance'");
      assertThat(observer.acknowledgements("b", 1).getFirst().reason()).contains("0 to 100");
      observer.order("c", "load", "100");
    }
  }

  @Test
  void answersARepeatedCommandAgain() throws Exception {
    broker.start();
    try (Observer observer = new Observer(broker)) {
      start(broker.port);
      await().until(kit::connected);

      observer.order("a", "load", "10");
      observer.command("a", "load", "10");

      List<Acknowledgement> answers = observer.acknowledgements("a", 2);
      assertThat(answers.get(1)).isEqualTo(answers.get(0));
    }
  }

  @Test
  void staysObedientWhereItsReadingsAreRefused() throws Exception {
    broker.start();
    try (Observer observer = new Observer(broker)) {
      start(broker.port, "elsewhere/motor-temperature");
      await().until(kit::connected);
      Instant connected = Instant.now();
      await().until(() -> Instant.now().isAfter(connected.plusSeconds(2)));

      observer.order("a", "load", "10");
      assertThat(observer.on("elsewhere/motor-temperature")).isEmpty();
      assertThat(observer.status()).extracting(Observer.Seen::text).containsExactly("online");
    }
  }

  @Test
  void survivesABrokerThatDiesAndComesBack() throws Exception {
    broker.start();
    start(broker.port);
    long before;
    try (Observer observer = new Observer(broker)) {
      before = observer.reading("a reading", any -> true).seq();
    }

    broker.kill();
    Instant killed = Instant.now();
    await().until(() -> !kit.connected());
    await().until(() -> Instant.now().isAfter(killed.plusSeconds(2)));
    broker.start();
    await().until(kit::connected);

    try (Observer observer = new Observer(broker)) {
      assertThat(observer.reading("a reading", any -> true).seq()).isGreaterThan(before + 10);
      observer.order("again", "load", "100");
    }
  }

  @Test
  void waitsForABrokerThatComesLate() throws Exception {
    start(broker.port);
    assertThat(kit.connected()).isFalse();

    broker.start();

    await().until(kit::connected);
  }

  @Test
  void keepsTryingWithAPasswordThatIsStillWrong() throws Exception {
    broker.password("kit", "other");
    broker.start();
    try (Relay relay = new Relay(broker.port, Relay.Mode.OPEN)) {
      start(relay.port());
      await().until(() -> relay.connections.get() >= 3);
      assertThat(kit.connected()).isFalse();

      broker.kill();
      broker.password("kit", "right");
      broker.start();

      await().until(kit::connected);
    }
  }

  @Test
  void aCutConnectionLeavesOfflineRetained() throws Exception {
    broker.start();
    try (Relay relay = new Relay(broker.port, Relay.Mode.OPEN)) {
      start(relay.port());
      await().until(() -> retainedStatus().equals("online"));

      relay.cut(Relay.Mode.DROPPING);
      await().until(() -> retainedStatus().equals("offline"));

      relay.cut(Relay.Mode.OPEN);
      await().until(() -> retainedStatus().equals("online"));
    }
  }

  @Test
  void closingLeavesOfflineRetainedAndNoThreads() throws Exception {
    broker.start();
    start(broker.port);
    await().until(() -> retainedStatus().equals("online"));

    Instant began = Instant.now();
    kit.close();

    assertThat(Instant.now()).isBefore(began.plusSeconds(3));
    assertThat(kit.connected()).isFalse();
    assertThat(retainedStatus()).isEqualTo("offline");
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  @Test
  void closesWithoutABroker() throws Exception {
    start(broker.port);

    kit.close();

    await().untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  @Test
  void recoversFromALinkThatTakesConnectionsAndDropsThem() throws Exception {
    broker.start();
    try (Relay relay = new Relay(broker.port, Relay.Mode.DROPPING)) {
      start(relay.port());
      await().until(() -> relay.connections.get() >= 6);
      assertThat(threads()).hasSizeLessThan(12);
      relay.cut(Relay.Mode.OPEN);

      await().until(kit::connected);
      await("threads of one connection")
          .untilAsserted(() -> assertThat(threads()).hasSizeLessThanOrEqualTo(6));
    }
  }

  @Test
  void recoversFromALinkThatNeverAnswers() throws Exception {
    broker.start();
    try (Relay relay = new Relay(broker.port, Relay.Mode.SILENT)) {
      start(relay.port());
      await().until(() -> relay.connections.get() >= 2);
      relay.cut(Relay.Mode.OPEN);

      await().until(kit::connected);
      await("threads of one connection")
          .untilAsserted(() -> assertThat(threads()).hasSizeLessThanOrEqualTo(6));
    }
  }

  private void start(int port) {
    start(port, TOPIC);
  }

  private void start(int port, String topic) {
    kit =
        VirtualKit.start(
            new KitConfig(
                "kit-1",
                "127.0.0.1",
                port,
                "kit",
                "right",
                "motor",
                Map.of("motor-temperature", topic),
                42,
                Duration.ofMillis(100)));
  }

  /** What someone sees who comes now; empty when there is none. */
  private String retainedStatus() throws MqttException {
    try (Observer late = new Observer(broker)) {
      late.command("ignored by the kit, but after it every retained message has come");
      await().until(() -> late.seen.stream().anyMatch(seen -> seen.topic().endsWith("/command")));
      return late.status().stream()
          .filter(Observer.Seen::retained)
          .map(Observer.Seen::text)
          .findFirst()
          .orElse("");
    }
  }

  /** The kit's own thread and those of its clients, which carry its name. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("kit-1"))
        .toList();
  }
}
