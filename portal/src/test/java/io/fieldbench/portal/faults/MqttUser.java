package io.fieldbench.portal.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A trainee's own MQTT program; it connects again by itself. */
final class MqttUser implements AutoCloseable {
  private final MqttAsyncClient client;

  private MqttUser(MqttAsyncClient client) {
    this.client = client;
  }

  static MqttUser connect(String host, int port, String username, String password) {
    try {
      var client =
          new MqttAsyncClient(
              "tcp://" + host + ":" + port, "own-" + UUID.randomUUID(), new MemoryPersistence());
      var options = new MqttConnectionOptions();
      options.setUserName(username);
      options.setPassword(password.getBytes(UTF_8));
      options.setAutomaticReconnect(true);
      options.setAutomaticReconnectDelay(1, 2);
      // The library doubles its pause up to this, in milliseconds, whatever the line above says.
      options.setMaxReconnectDelay(2000);
      options.setReceiveMaximum(1000);
      client.connect(options).waitForCompletion(5000);
      return new MqttUser(client);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean connected() {
    return client.isConnected();
  }

  /**
   * Publishes with QoS 1 and waits for the broker's word.
   *
   * @return whether the broker took it
   */
  boolean publish(String topic, String payload, boolean retained) {
    try {
      var token =
          client.publish(topic, new MqttMessage(payload.getBytes(UTF_8), 1, retained, null));
      token.waitForCompletion(5000);
      int[] codes = token.getReasonCodes();
      return codes == null || codes.length == 0 || codes[0] < 0x80;
    } catch (MqttException e) {
      return false;
    }
  }

  /** Publishes with QoS 0 and does not wait; false when the client has no room for it now. */
  boolean fire(String topic, byte[] payload) {
    try {
      client.publish(topic, new MqttMessage(payload, 0, false, null));
      return true;
    } catch (MqttException e) {
      return false;
    }
  }

  /** Whether a message comes on that topic within two seconds. */
  boolean hears(String topic) {
    var heard = new CountDownLatch(1);
    try {
      client.setCallback(new Ear(heard));
      client.subscribe(topic, 0).waitForCompletion(2000);
      return heard.await(2, TimeUnit.SECONDS);
    } catch (MqttException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private record Ear(CountDownLatch heard) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.countDown();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(10, 500, true);
    } catch (MqttException e) {
      // It was not connected.
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }
}
