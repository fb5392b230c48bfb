package io.fieldbench.kit.agent;

import io.fieldbench.kit.protocol.KitTopics;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What a kit must know to start.
 *
 * @param kit its id, see {@code KitTopics}
 * @param host broker of the lab
 * @param readings topic by tag, as {@code motor-temperature}; a tag without a topic is not
 *     published
 * @param seed from which a virtual kit draws its plant's individual properties and its noise
 * @param period between two readings, at least 10 ms
 */
public record KitConfig(
    String kit,
    String host,
    int port,
    String username,
    String password,
    String plant,
    Map<String, String> readings,
    long seed,
    Duration period) {
  private static final Duration SHORTEST = Duration.ofMillis(10);

  public KitConfig {
    new KitTopics(kit);
    if (host.isBlank()) {
      throw new IllegalArgumentException("the broker's host is empty");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(port + " is no port");
    }
    if (period.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("a period of " + period + " is under 10 ms");
    }
    readings = Map.copyOf(readings);
    readings.forEach(KitConfig::requireTopic);
  }

  /**
   * A kit alone, outside a lab: a motor, a reading every 100 ms, the seed from its id.
   *
   * @param broker as {@code tcp://127.0.0.1:1883}; without a port it is 1883
   */
  public static KitConfig alone(
      String kit, URI broker, String username, String password, Map<String, String> readings) {
    String host = broker.getHost();
    if (!"tcp".equals(broker.getScheme()) || host == null) {
      throw new IllegalArgumentException("'" + broker + "' is not of the form tcp://host:port");
    }
    int port = broker.getPort() == -1 ? 1883 : broker.getPort();
    Duration period = Duration.ofMillis(100);
    return new KitConfig(
        kit, host, port, username, password, "motor", readings, kit.hashCode(), period);
  }

  private static void requireTopic(String tag, String topic) {
    if (topic.isEmpty() || topic.matches("(?s).*[+#\\x00].*")) {
      throw new IllegalArgumentException(
          "'%s', the topic of %s, cannot be published to".formatted(topic, tag));
    }
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "KitConfig[kit=%s, broker=%s:%d, plant=%s, readings=%s, period=%s]"
        .formatted(kit, host, port, plant, readings, period);
  }
}
