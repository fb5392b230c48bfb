package io.fieldbench.kit.agent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * The kit's way to its lab's broker, over one {@link Session} after the other. Of its methods only
 * {@link #ready} may be called in any thread, and only {@link #leave} waits for the broker.
 */
final class BrokerLink {
  private static final Logger LOG = System.getLogger(BrokerLink.class.getName());

  private final KitConfig config;
  private final Consumer<byte[]> commands;
  private final AtomicReference<String> trouble = new AtomicReference<>("not connected yet");
  private volatile @Nullable Session session;

  /**
   * @param commands takes payloads, in threads of the client; must not wait
   */
  BrokerLink(KitConfig config, Consumer<byte[]> commands) {
    this.config = config;
    this.commands = commands;
  }

  /** Begins a session when there is none; to be called every second. */
  void keep() {
    Session old = session;
    if (old != null && !old.over()) {
      return;
    }
    if (old != null) {
      // The client may take its time over the end of its threads.
      Thread.ofVirtual().start(old::drop);
    }
    try {
      session = new Session(config, commands, this::note);
    } catch (MqttException e) {
      session = null;
      note(e.toString());
    }
  }

  boolean ready() {
    Session now = session;
    return now != null && now.ready();
  }

  /** Sends with QoS 1, or drops the message when there is no connection. */
  boolean publish(String topic, byte[] payload) {
    Session now = session;
    return now != null && now.publish(topic, payload, false);
  }

  /** At most two seconds. */
  void leave() {
    Session last = session;
    session = null;
    if (last != null) {
      last.leave();
    }
  }

  /** Logs what has changed, not each of the attempts that fail alike. */
  private void note(String now) {
    if (!now.equals(trouble.getAndSet(now))) {
      LOG.log(
          now.isEmpty() ? Level.INFO : Level.WARNING,
          "{0}: {1}",
          config,
          now.isEmpty() ? "connected" : now);
    }
  }
}
