package io.fieldbench.lab;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** An MQTT 5 client (Paho) for tests, with what it received. */
public final class MqttUser implements AutoCloseable {
  /** MQTT 5.0, section 2.4. */
  public static final int NOT_AUTHORIZED = 0x87;

  public static final int QUOTA_EXCEEDED = 0x97;
  private static final long LIMIT_MILLIS = 10_000;
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");

  static {
    PAHO.setLevel(Level.OFF);
  }

  private final MqttAsyncClient client;
  private final MqttConnectionOptions options = new MqttConnectionOptions();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  public record Received(String topic, String text, int qos, boolean retained) {}

  public MqttUser(Endpoint endpoint, Credentials credentials) throws MqttException {
    this(endpoint, credentials, credentials.username() + "-" + UUID.randomUUID());
  }

  public MqttUser(Endpoint endpoint, Credentials credentials, String clientId)
      throws MqttException {
    this("tcp", endpoint, credentials, clientId);
  }

  private MqttUser(String scheme, Endpoint endpoint, Credentials credentials, String clientId)
      throws MqttException {
    client =
        new MqttAsyncClient(
            scheme + "://" + endpoint.host() + ":" + endpoint.port(),
            clientId,
            new MemoryPersistence());
    client.setCallback(new Inbox());
    options.setCleanStart(true);
    options.setConnectionTimeout(10);
    options.setUserName(credentials.username());
    options.setPassword(credentials.password().getBytes(StandardCharsets.UTF_8));
  }

  /** A client that comes in under TLS. */
  public static MqttUser underTls(
      Endpoint endpoint, Credentials credentials, SSLSocketFactory trusting) throws MqttException {
    var user =
        new MqttUser(
            "ssl", endpoint, credentials, credentials.username() + "-" + UUID.randomUUID());
    user.options.setSocketFactory(trusting);
    return user;
  }

  public MqttUser withoutCredentials() {
    options.setUserName(null);
    options.setPassword(null);
    return this;
  }

  public MqttUser withWill(String topic, String text) {
    options.setWill(topic, new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, false, null));
    return this;
  }

  public MqttUser withRetainedWill(String topic, String text) {
    options.setWill(topic, new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, true, null));
    return this;
  }

  /** Goes on with the session that the broker has. */
  public MqttUser withSessionKept() {
    options.setCleanStart(false);
    return this;
  }

  public MqttUser withSessionExpiry(long seconds) {
    options.setSessionExpiryInterval(seconds);
    return this;
  }

  public MqttUser connect() throws MqttException {
    client.connect(options).waitForCompletion(LIMIT_MILLIS);
    return this;
  }

  public boolean connected() {
    return client.isConnected();
  }

  /** Reason code of the SUBACK. */
  public int subscribe(String filter) throws MqttException {
    IMqttToken token = client.subscribe(filter, 2);
    return reason(token);
  }

  /** Reason code of the PUBACK or PUBREC; 0 for QoS 0, which has none. */
  public int publish(String topic, String text, int qos, boolean retained) throws MqttException {
    int reason =
        reason(client.publish(topic, text.getBytes(StandardCharsets.UTF_8), qos, retained));
    // Paho counts a message out after it has told that it is complete.
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !client.isConnected() || client.getPendingTokens().length == 0);
    return reason;
  }

  /** A retained QoS 1 message that has all its weight in a user property. */
  public int publishWithProperty(String topic, String property) throws MqttException {
    var properties = new MqttProperties();
    properties.getUserProperties().add(new UserProperty("p", property));
    var message = new MqttMessage("x".getBytes(StandardCharsets.UTF_8), 1, true, properties);
    return reason(client.publish(topic, message));
  }

  public int publish(String topic, String text) throws MqttException {
    return publish(topic, text, 1, false);
  }

  private static int reason(IMqttToken token) throws MqttException {
    try {
      token.waitForCompletion(LIMIT_MILLIS);
    } catch (MqttException e) {
      if (e.getReasonCode() >= 0x80 && e.getReasonCode() < 0x100) {
        return e.getReasonCode();
      }
      throw e;
    }
    int[] reasons = token.getReasonCodes();
    return reasons == null || reasons.length == 0 ? 0 : reasons[0];
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Cuts the connection without a DISCONNECT packet. */
  public void vanish() throws MqttException {
    client.disconnectForcibly(0, 0, false);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect(0).waitForCompletion(LIMIT_MILLIS);
    }
    client.close(true);
  }

  private final class Inbox implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(
          new Received(
              topic,
              new String(message.getPayload(), StandardCharsets.UTF_8),
              message.getQos(),
              message.isRetained()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException e) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}
