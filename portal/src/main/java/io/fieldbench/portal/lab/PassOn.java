package io.fieldbench.portal.lab;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import java.time.Duration;

/**
 * How a job ends: done, or not this portal's to do. Any portal takes a job that is due; one that
 * needs a lab of another portal's is due again in half a second, until the right one takes it.
 */
public final class PassOn implements CompletionHandler<Void> {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private PassOn() {}

  /**
   * @param done false to leave it to another portal
   */
  public static CompletionHandler<Void> unless(boolean done) {
    return done ? new OnCompleteRemove<>() : new PassOn();
  }

  @Override
  public void complete(ExecutionComplete run, ExecutionOperations<Void> job) {
    job.reschedule(run, run.getTimeDone().plus(PAUSE));
  }
}
