package io.fieldbench.portal.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the process when an orderly stop takes too long. Nothing is lost then: every commit is on
 * the disk already.
 */
final class StopInTime {
  private static final Duration LONGEST = Duration.ofSeconds(9);

  private StopInTime() {}

  static void guard() {
    Runtime.getRuntime().addShutdownHook(new Thread(StopInTime::watch, "stop-in-time"));
  }

  private static void watch() {
    Thread.ofPlatform().daemon().name("stop-in-time-watch").start(StopInTime::haltLater);
  }

  private static void haltLater() {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    Runtime.getRuntime().halt(1);
  }
}
