package io.fieldbench.assessment.proof;

import java.io.IOException;
import java.time.Duration;

/** A proof's program that runs live until it is closed. */
interface Program extends AutoCloseable {
  /** What a program that prints nothing gets. The scenario's first phase leaves it more time. */
  Duration SILENT_START = Duration.ofSeconds(15);

  /** Waits until the program has printed something, as a reference does once it is connected. */
  void awaitStart() throws IOException, InterruptedException;

  /**
   * @throws IOException with what it printed when it is known to have ended, which a program of the
   *     kind that ends does not count as
   */
  void requireAlive() throws IOException;

  @Override
  void close();
}
