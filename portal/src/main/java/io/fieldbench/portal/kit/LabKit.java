package io.fieldbench.portal.kit;

import io.fieldbench.kit.agent.KitConfig;
import io.fieldbench.kit.agent.VirtualKit;
import io.fieldbench.kit.protocol.Acknowledgement;
import io.fieldbench.kit.protocol.Command;
import io.fieldbench.kit.protocol.KitTopics;
import io.fieldbench.kit.protocol.Payloads;
import io.fieldbench.kit.protocol.Reading;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.Lab;
import io.fieldbench.portal.lab.KitPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The virtual kit of one lab, and a client that listens to it for the page. */
class LabKit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LabKit.class);

  private final KitTopics topics;
  private final VirtualKit kit;
  private final MqttAsyncClient client;
  private final MqttConnectionOptions options;
  private final Map<String, TagHistory> tags = new LinkedHashMap<>();
  private final Map<String, CompletableFuture<Acknowledgement>> awaited = new ConcurrentHashMap<>();
  private final Runnable changed;
  private volatile @Nullable Integer load;
  private volatile boolean online;

  LabKit(Lab lab, KitPlan plan, Runnable changed) throws MqttException {
    this.changed = changed;
    topics = new KitTopics(lab.id().value());
    new TreeMap<>(plan.readings())
        .forEach((tag, topic) -> tags.put(topic, new TagHistory(tag, topic)));
    Endpoint broker =
        Objects.requireNonNull(lab.endpoints().get("mqtt"), "the lab has no endpoint mqtt");
    Credentials own = lab.credentials("kit");
    client =
        new MqttAsyncClient(
            "tcp://" + broker.host() + ":" + broker.port(),
            "portal-" + lab.id(),
            new MemoryPersistence());
    Credentials portal = lab.credentials("portal");
    options = new MqttConnectionOptions();
    options.setUserName(portal.username());
    options.setPassword(portal.password().getBytes(StandardCharsets.UTF_8));
    options.setAutomaticReconnect(true);
    options.setAutomaticReconnectDelay(1, 2);
    // The library doubles its pause up to this, in milliseconds, whatever the line above says.
    options.setMaxReconnectDelay(2000);
    options.setConnectionTimeout(5);
    kit =
        VirtualKit.start(
            new KitConfig(
                topics.kit(),
                broker.host(),
                broker.port(),
                own.username(),
                own.password(),
                plan.plant(),
                plan.readings(),
                plan.seed(),
                Duration.ofMillis(plan.period())));
    client.setCallback(new Listener(this));
    Thread.ofVirtual().name("kit-monitor-" + lab.id()).start(this::connect);
  }

  private void connect() {
    try {
      client.connect(options).waitForCompletion(5000);
    } catch (MqttException e) {
      log.warn("the kit monitor of {} cannot connect: {}", topics.kit(), e.getMessage());
    }
  }

  void connected() {
    try {
      for (String topic : tags.keySet()) {
        client.subscribe(topic, 0);
      }
      client.subscribe(KitTopics.PREFIX + "#", 1);
    } catch (MqttException e) {
      log.warn("the kit monitor of {} cannot subscribe: {}", topics.kit(), e.getMessage());
    }
  }

  void lost() {
    online = false;
    changed.run();
  }

  /** A message from the lab. Only the kit and the platform may publish on these topics. */
  void arrived(String topic, byte[] payload) {
    try {
      TagHistory tag = tags.get(topic);
      if (tag != null) {
        tag.add(Payloads.read(payload, Reading.class));
      } else if (topic.equals(topics.status())) {
        online = "online".equals(new String(payload, StandardCharsets.UTF_8));
      } else if (topic.equals(topics.command())) {
        Command command = Payloads.read(payload, Command.class);
        if ("load".equals(command.name())) {
          load = (int) Math.round(Double.parseDouble(command.value()));
        }
      } else if (topic.equals(topics.acknowledgement())) {
        Acknowledgement ack = Payloads.read(payload, Acknowledgement.class);
        CompletableFuture<Acknowledgement> waiting = awaited.remove(ack.id());
        if (waiting != null) {
          waiting.complete(ack);
        }
      }
      changed.run();
    } catch (IllegalArgumentException e) {
      log.debug("ignored a message on {}: {}", topic, e.getMessage());
    }
  }

  /**
   * Sends a command and waits for the kit's answer, at most three seconds.
   *
   * @throws KitException when the kit refuses or does not answer
   */
  void command(String name, String value) throws KitException {
    var command = new Command(UUID.randomUUID().toString(), name, value);
    var answer = new CompletableFuture<Acknowledgement>();
    awaited.put(command.id(), answer);
    try {
      client.publish(topics.command(), new MqttMessage(Payloads.write(command), 1, false, null));
      Acknowledgement ack = answer.get(3, TimeUnit.SECONDS);
      if (!ack.accepted()) {
        throw new KitException(String.valueOf(ack.reason()));
      }
    } catch (MqttException | ExecutionException | TimeoutException e) {
      throw new KitException("the kit did not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KitException("interrupted");
    } finally {
      awaited.remove(command.id());
    }
  }

  KitView view() {
    return new KitView(
        online && kit.connected(), load, tags.values().stream().map(TagHistory::view).toList());
  }

  @Override
  public void close() {
    kit.close();
    try {
      client.disconnectForcibly(100, 500, true);
    } catch (MqttException e) {
      log.debug("the kit monitor of {} was not connected", topics.kit());
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      log.debug("the kit monitor of {} was closed already", topics.kit());
    }
  }
}
