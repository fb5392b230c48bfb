package io.fieldbench.portal.lab;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRuntime;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The runtime and the persistent jobs of labs. */
@Configuration
class LabConfiguration {
  static final TaskDescriptor<Void> BUILD = TaskDescriptor.of("build-lab");

  @Bean(destroyMethod = "")
  LabRuntime labRuntime(LabProperties properties) {
    return new EmbeddedRuntime(properties.address(), properties.folder());
  }

  @Bean
  CustomTask<Void> buildLab(LabKeeper keeper) {
    return Tasks.custom(BUILD)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(2)))
        .execute((instance, context) -> PassOn.unless(keeper.build(new LabId(instance.getId()))));
  }

  @Bean
  RecurringTask<Void> expireLabs(LabKeeper keeper) {
    return Tasks.recurring("expire-labs", FixedDelay.ofSeconds(10))
        .execute((instance, context) -> keeper.expire());
  }
}
