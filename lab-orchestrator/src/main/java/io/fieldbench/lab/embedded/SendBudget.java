package io.fieldbench.lab.embedded;

import java.util.function.LongSupplier;

/** Bounds the bytes that one client name puts into the broker's queues. */
final class SendBudget {
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private double left = Bounds.SENT_BYTES;
  private long then;

  SendBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.then = nanoTime.getAsLong();
  }

  /** Takes so many bytes; false, and takes none, where they are too many for now. */
  synchronized boolean take(int bytes) {
    long now = nanoTime.getAsLong();
    left = Math.min(Bounds.SENT_BYTES, left + (now - then) / NANOS * Bounds.SENT_BYTES_PER_SECOND);
    then = now;
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }
}
