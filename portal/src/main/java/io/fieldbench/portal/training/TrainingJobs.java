package io.fieldbench.portal.training;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.fieldbench.portal.lab.PassOn;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The persistent jobs of training. */
@Configuration
class TrainingJobs {
  static final TaskDescriptor<Void> CHECK = TaskDescriptor.of("check-attempt");

  /**
   * The checker is looked up late: it asks for labs, which ask for the scheduler that this task is
   * part of.
   */
  @Bean
  CustomTask<Void> checkAttempt(ObjectProvider<AttemptChecker> checker) {
    return Tasks.custom(CHECK)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(2)))
        .execute((instance, context) -> {
          try {
            UUID attempt = UUID.fromString(instance.getId());
            return PassOn.unless(checker.getObject().check(attempt));
          } catch (InterruptedException e) {
            // The portal is going down: the job stays and begins again with the next start.
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking", e);
          }
        });
  }
}
