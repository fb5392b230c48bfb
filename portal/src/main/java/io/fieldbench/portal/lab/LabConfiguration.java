package io.fieldbench.portal.lab;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabId;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The runtime and the persistent jobs of labs. */
@Configuration
class LabConfiguration {
  static final TaskDescriptor<Void> BUILD = TaskDescriptor.of("build-lab");

  @Bean
  LabAddress labAddress(LabProperties properties) throws IOException {
    return LabAddress.of(properties.address(), properties.authority());
  }

  @Bean(destroyMethod = "") // LabKeeper does, in its order
  ChosenRuntime chosenRuntime(
      LabProperties properties, LabAddress address, Installation installation) {
    ChosenRuntime chosen = ChosenRuntime.of(properties, address, installation.id());
    LoggerFactory.getLogger(LabConfiguration.class).info(chosen.inUse().line());
    return chosen;
  }

  @Bean
  RuntimeInUse runtimeInUse(ChosenRuntime chosen) {
    return chosen.inUse();
  }

  @Bean
  CustomTask<Void> buildLab(LabKeeper keeper) {
    return Tasks.custom(BUILD)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(2)))
        .execute((instance, context) -> PassOn.unless(keeper.build(new LabId(instance.getId()))));
  }
}
