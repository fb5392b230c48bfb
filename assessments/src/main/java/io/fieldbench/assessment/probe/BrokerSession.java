package io.fieldbench.assessment.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** One connection to a lab's broker: MQTT 5, clean start, never made anew when it is lost. */
final class BrokerSession implements AutoCloseable, MqttCallback {
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long FAREWELL_MILLIS = 1_000;
  private static final long LARGEST_PACKET = 256 * 1024;
  private static final int DO_NOT_SEND_RETAINED = 2;
  private static final int FIRST_REFUSAL = 0x80;
  private static final int LAST_REFUSAL = 0xA2;

  private final MqttAsyncClient client;
  private final Listener listener;
  private volatile boolean leaving;

  /** Told in the client's threads; must not wait. */
  interface Listener {
    void message(String topic, MqttMessage message);

    void lost();
  }

  /** The broker answered, and its answer was no; the code is of MQTT 5.0, 2.4. */
  static final class Refusal extends Exception {
    Refusal(int code) {
      super(
          switch (code) {
            case 0x85 -> "client identifier not valid (0x85)";
            case 0x86 -> "bad user name or password (0x86)";
            case 0x87 -> "not authorized (0x87)";
            default -> "reason code 0x%02X".formatted(code);
          });
    }
  }

  private BrokerSession(MqttAsyncClient client, Listener listener) {
    this.client = client;
    this.listener = listener;
    client.setCallback(this);
  }

  /**
   * @param id null for one of its own that no one else has
   * @param credentials null for none
   * @throws MqttException when the broker does not answer
   */
  static BrokerSession open(
      Endpoint broker, @Nullable String id, @Nullable Credentials credentials, Listener listener)
      throws MqttException, Refusal, InterruptedException {
    var options = new MqttConnectionOptions();
    if (credentials != null) {
      options.setUserName(credentials.username());
      options.setPassword(credentials.password().getBytes(UTF_8));
    }
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(5);
    options.setKeepAliveInterval(10);
    options.setMaximumPacketSize(LARGEST_PACKET);
    var client =
        new MqttAsyncClient(
            "tcp://%s:%d".formatted(broker.host(), broker.port()),
            id == null ? "try-" + UUID.randomUUID() : id,
            new MemoryPersistence());
    var session = new BrokerSession(client, listener);
    try {
      session.complete(client.connect(options));
      return session;
    } catch (MqttException | Refusal | InterruptedException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Subscribes with QoS 2 and returns when the broker has agreed.
   *
   * @param kept whether messages that were kept from before shall come
   */
  void subscribe(List<String> filters, boolean kept)
      throws MqttException, Refusal, InterruptedException {
    MqttSubscription[] subscriptions =
        filters.stream().map(f -> new MqttSubscription(f, 2)).toArray(MqttSubscription[]::new);
    if (!kept) {
      for (MqttSubscription subscription : subscriptions) {
        subscription.setRetainHandling(DO_NOT_SEND_RETAINED);
      }
    }
    complete(client.subscribe(subscriptions));
  }

  /** Publishes with QoS 1 and returns when the broker has it. */
  void publish(String topic, byte[] payload) throws MqttException, Refusal, InterruptedException {
    publish(topic, payload, 1, false);
  }

  /** Publishes and returns when the broker has it; with QoS 0 when it is sent. */
  void publish(String topic, byte[] payload, int qos, boolean retain)
      throws MqttException, Refusal, InterruptedException {
    complete(client.publish(topic, payload, qos, retain));
  }

  private void complete(IMqttToken token) throws MqttException, Refusal, InterruptedException {
    try {
      token.waitForCompletion(PATIENCE_MILLIS);
    } catch (MqttException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("interrupted while waiting for the broker");
      }
      if (e.getReasonCode() >= FIRST_REFUSAL && e.getReasonCode() <= LAST_REFUSAL) {
        throw new Refusal(e.getReasonCode());
      }
      throw e;
    }
    int[] codes = token.getReasonCodes();
    if (codes != null && Arrays.stream(codes).anyMatch(code -> code >= FIRST_REFUSAL)) {
      throw new Refusal(Arrays.stream(codes).max().getAsInt());
    }
  }

  @Override
  public void close() {
    leaving = true;
    try {
      client.disconnect(0).waitForCompletion(FAREWELL_MILLIS);
    } catch (MqttException e) {
      cut();
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      cut();
    }
  }

  private void cut() {
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException e) {
      // It was not connected.
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    listener.message(topic, message);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    if (!leaving) {
      listener.lost();
    }
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
