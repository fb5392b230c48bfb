package io.fieldbench.portal.kit;

import io.fieldbench.lab.LabId;
import io.fieldbench.portal.lab.LabGone;
import io.fieldbench.portal.lab.LabOpened;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** The kits of the labs that run. */
@Service
public class Kits {
  private static final Logger log = LoggerFactory.getLogger(Kits.class);
  private static final long QUIET_MILLIS = 500;

  private final Map<LabId, LabKit> kits = new ConcurrentHashMap<>();
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Kits(ApplicationEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** The kit of a lab as it is now. */
  public KitView view(LabId lab) {
    LabKit kit = kits.get(lab);
    return kit == null ? KitView.ABSENT : kit.view();
  }

  /**
   * Sets the load of the plant, 0–100 per cent.
   *
   * @throws KitException when there is no kit, or it refuses or does not answer within three
   *     seconds
   */
  public void load(LabId lab, int percent) throws KitException {
    LabKit kit = kits.get(lab);
    if (kit == null) {
      throw new KitException("the lab has no kit now");
    }
    kit.command("load", Integer.toString(percent));
  }

  @EventListener
  void join(LabOpened opened) {
    LabId lab = opened.lab().id();
    var last = new AtomicLong();
    try {
      LabKit before =
          kits.put(
              lab,
              new LabKit(
                  opened.lab(),
                  opened.kit(),
                  () -> {
                    long now = clock.millis();
                    long then = last.get();
                    if (now - then >= QUIET_MILLIS && last.compareAndSet(then, now)) {
                      events.publishEvent(new KitChanged(lab));
                    }
                  }));
      if (before != null) {
        before.close();
      }
    } catch (MqttException e) {
      log.error("lab {} stays without a kit", lab, e);
    }
  }

  @EventListener
  void leave(LabGone gone) {
    LabKit kit = kits.remove(gone.lab());
    if (kit != null) {
      Thread.ofVirtual().name("kit-leave-" + gone.lab()).start(kit::close);
    }
  }
}
