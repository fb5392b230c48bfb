package io.fieldbench.kit.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.kit.protocol.Acknowledgement;
import io.fieldbench.kit.protocol.KitTopics;
import io.fieldbench.kit.protocol.Payloads;
import io.fieldbench.kit.protocol.Reading;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Sees everything on the broker, and sends commands. */
final class Observer implements MqttCallback, AutoCloseable {
  record Seen(String topic, byte[] payload, int qos, boolean retained) {
    String text() {
      return new String(payload, UTF_8);
    }
  }

  private static final KitTopics KIT = new KitTopics("kit-1");

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final MqttClient client;

  Observer(Mosquitto broker) throws MqttException {
    client = new MqttClient("tcp://127.0.0.1:" + broker.port, "observer", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("observer");
    options.setPassword("right".getBytes(UTF_8));
    client.setCallback(this);
    client.connect(options);
    client.subscribe("#", 1);
  }

  void command(String payload) throws MqttException {
    client.publish(KIT.command(), payload.getBytes(UTF_8), 1, false);
  }

  void command(String id, String name, String value) throws MqttException {
    command("{\"id\":\"%s\",\"name\":\"%s\",\"value\":\"%s\"}".formatted(id, name, value));
  }

  /** Sends a command and waits until it is accepted. */
  void order(String id, String name, String value) throws MqttException {
    command(id, name, value);
    assertThat(acknowledgements(id, 1).getFirst().accepted()).isTrue();
  }

  /** Waits for so many answers to the command. */
  List<Acknowledgement> acknowledgements(String id, int count) {
    return await(count + " acknowledgements of '" + id + "'")
        .until(
            () ->
                on(KIT.acknowledgement()).stream()
                    .map(seen -> Payloads.read(seen.payload(), Acknowledgement.class))
                    .filter(answer -> answer.id().equals(id))
                    .toList(),
            answers -> answers.size() >= count);
  }

  List<Seen> on(String topic) {
    return seen.stream().filter(one -> one.topic().equals(topic)).toList();
  }

  List<Seen> status() {
    return on(KIT.status());
  }

  List<Reading> readings() {
    return on("plant/hall/line/cell/motor-temperature").stream()
        .map(one -> Payloads.read(one.payload(), Reading.class))
        .toList();
  }

  /** Waits until such a reading comes, and gives it. */
  Reading reading(String what, Predicate<Reading> wanted) {
    int before = readings().size();
    return await(what)
        .until(
            () -> readings().stream().skip(before).filter(wanted).findFirst().orElse(null),
            found -> found != null);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    seen.add(new Seen(topic, message.getPayload(), message.getQos(), message.isRetained()));
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect(1000);
    }
    client.close(true);
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
