package io.fieldbench.kit.agent;

import io.fieldbench.kit.protocol.KitTopics;
import io.fieldbench.kit.protocol.Payloads;
import io.fieldbench.kit.protocol.Reading;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The program on a kit. One thread does all: it reads and publishes at each tick, carries out
 * commands between ticks and keeps the connection. Ticks go on while the broker is away; their
 * readings are lost but counted in {@code seq}.
 */
final class KitAgent implements AutoCloseable {
  private static final Logger LOG = System.getLogger(KitAgent.class.getName());
  private static final int WAITING_COMMANDS = 32;
  private static final long LAST_TICK_MILLIS = 200;

  private final KitConfig config;
  private final VirtualRig rig;
  private final CommandDesk desk;
  private final BrokerLink link;
  private final InstantSource clock = InstantSource.system();
  private final Semaphore room = new Semaphore(WAITING_COMMANDS);
  private final ScheduledExecutorService thread;
  private long seq;

  KitAgent(KitConfig config, VirtualRig rig) {
    this.config = config;
    this.rig = rig;
    this.desk = new CommandDesk(rig::obey, clock);
    this.link = new BrokerLink(config, this::accept);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kit-" + config.kit()).factory());
  }

  void start() {
    long period = config.period().toNanos();
    thread.scheduleWithFixedDelay(guarded(link::keep), 0, 1, TimeUnit.SECONDS);
    thread.scheduleWithFixedDelay(guarded(this::tick), 0, period, TimeUnit.NANOSECONDS);
  }

  boolean connected() {
    return link.ready();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(LAST_TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.leave();
  }

  private void tick() {
    List<Sample> samples;
    try {
      samples = rig.tick();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0}: {1}", config, e);
      return;
    }
    for (Sample sample : samples) {
      publish(sample);
    }
    seq++;
  }

  private void publish(Sample sample) {
    String topic = config.readings().get(sample.tag());
    if (topic != null) {
      Reading reading =
          new Reading(
              sample.value(),
              sample.unit(),
              sample.quality(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              seq);
      link.publish(topic, Payloads.write(reading));
    }
  }

  /** Of a flood, what exceeds the room is dropped without an answer. */
  private void accept(byte[] payload) {
    if (!room.tryAcquire()) {
      LOG.log(Level.WARNING, "{0}: a command dropped, too many at once", config);
      return;
    }
    try {
      thread.execute(guarded(() -> answer(payload)));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "{0}: a command came while closing", config);
    }
  }

  private void answer(byte[] payload) {
    room.release();
    link.publish(
        new KitTopics(config.kit()).acknowledgement(), Payloads.write(desk.handle(payload)));
  }

  /** A scheduled task that throws would never run again. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, config.toString(), e);
      }
    };
  }
}
