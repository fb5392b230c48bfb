package io.fieldbench.kit.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldbench.kit.protocol.KitTopics;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One attempt to connect and, when it succeeds, one connection: MQTT 5, clean start, a retained
 * {@code offline} as last will. It is never used again after it has ended, so that nothing half
 * sent comes back in the next one.
 */
final class Session implements MqttCallback {
  private static final byte[] ONLINE = "online".getBytes(UTF_8);
  private static final byte[] OFFLINE = "offline".getBytes(UTF_8);
  private static final int KEEP_ALIVE_SECONDS = 5;
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long FAREWELL_MILLIS = 600;
  private static final long SETTLING_MILLIS = 500;
  private static final int RECEIVE_MAXIMUM = 16;
  private static final long LARGEST_PACKET = 16 * 1024;
  private static final int IN_FLIGHT = 8;
  private static final int FIRST_REFUSAL = 0x80;

  private enum State {
    CONNECTING,
    READY,
    OVER
  }

  private final KitTopics topics;
  private final Consumer<byte[]> commands;
  private final Consumer<String> trouble;
  private final MqttAsyncClient client;
  private final IMqttToken connecting;
  private final long began = System.nanoTime();
  private volatile State state = State.CONNECTING;

  /**
   * Begins to connect and returns at once.
   *
   * @param commands takes payloads, in the client's threads; must not wait
   * @param trouble takes what goes wrong, in the client's threads; empty when all is well
   */
  Session(KitConfig config, Consumer<byte[]> commands, Consumer<String> trouble)
      throws MqttException {
    this.topics = new KitTopics(config.kit());
    this.commands = commands;
    this.trouble = trouble;
    client =
        new MqttAsyncClient(
            "tcp://%s:%d".formatted(config.host(), config.port()),
            "kit-" + config.kit(),
            new MemoryPersistence());
    client.setCallback(this);
    connecting = client.connect(options(config), null, then(token -> subscribe()));
  }

  private MqttConnectionOptions options(KitConfig config) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(config.username());
    options.setPassword(config.password().getBytes(UTF_8));
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setSocketFactory(new TalkFirstSockets());
    options.setConnectionTimeout(KEEP_ALIVE_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setMaximumPacketSize(LARGEST_PACKET);
    options.setWill(topics.status(), message(OFFLINE, true));
    return options;
  }

  private void subscribe() {
    try {
      client.subscribe(topics.command(), 1, null, then(this::subscribed));
    } catch (MqttException e) {
      end(e);
    }
  }

  private void subscribed(IMqttToken token) {
    if (refused("to pass on commands", token)) {
      state = State.OVER;
      return;
    }
    state = State.READY;
    trouble.accept("");
    publish(topics.status(), ONLINE, true);
  }

  /** Connected, and listening for commands. */
  boolean ready() {
    return state == State.READY && client.isConnected();
  }

  /** Ended, or waiting for its broker's answer for too long. */
  boolean over() {
    return switch (state) {
      case CONNECTING -> System.nanoTime() - began > PATIENCE_NANOS;
      case READY -> !client.isConnected();
      case OVER -> true;
    };
  }

  /**
   * Sends with QoS 1 and does not wait. When the connection is down, or {@value #IN_FLIGHT}
   * messages are still without the broker's answer, the message is dropped.
   */
  boolean publish(String topic, byte[] payload, boolean retained) {
    if (!ready() || client.getPendingTokens().length >= IN_FLIGHT) {
      return false;
    }
    try {
      client.publish(topic, message(payload, retained));
      return true;
    } catch (MqttException e) {
      return false;
    }
  }

  /** Says "offline", when it can, and leaves; under two seconds. */
  void leave() {
    settle();
    try {
      if (client.isConnected()) {
        client.publish(topics.status(), message(OFFLINE, true)).waitForCompletion(FAREWELL_MILLIS);
        client.disconnect(0).waitForCompletion(FAREWELL_MILLIS);
      }
    } catch (MqttException e) {
      trouble.accept("left without a farewell: " + e);
    }
    drop();
  }

  /** Cuts the connection without a word. */
  void drop() {
    settle();
    state = State.OVER;
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException e) {
      // Nothing was connected.
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      trouble.accept("client left open: " + e);
    }
  }

  /** Paho 1.2.5 loses a thread for ever when it is stopped while it starts its threads. */
  private void settle() {
    try {
      connecting.waitForCompletion(SETTLING_MILLIS);
    } catch (MqttException e) {
      // It failed, or is silent: either way its threads are started.
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    if (!message.isRetained()) {
      commands.accept(message.getPayload());
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    MqttException cause = response.getException();
    end(cause != null ? cause : response.getReasonString());
  }

  @Override
  public void mqttErrorOccurred(MqttException e) {
    end(e);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    refused("a message of the kit", token);
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {}

  /** Whether the broker took the packet but not what it asks for, as for lack of permission. */
  private boolean refused(String what, IMqttToken token) {
    int[] reasons = token.getReasonCodes();
    boolean refused = reasons != null && Arrays.stream(reasons).anyMatch(r -> r >= FIRST_REFUSAL);
    if (refused) {
      trouble.accept("the broker refuses %s, reasons %s".formatted(what, Arrays.toString(reasons)));
    }
    return refused;
  }

  private void end(Object why) {
    state = State.OVER;
    trouble.accept(String.valueOf(why));
  }

  private static MqttMessage message(byte[] payload, boolean retained) {
    return new MqttMessage(payload, 1, retained, null);
  }

  private MqttActionListener then(Consumer<IMqttToken> success) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        success.accept(token);
      }

      @Override
      public void onFailure(IMqttToken token, Throwable cause) {
        end(cause);
      }
    };
  }
}
