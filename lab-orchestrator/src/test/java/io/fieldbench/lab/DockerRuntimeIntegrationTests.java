package io.fieldbench.lab;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
class DockerRuntimeIntegrationTests extends LabRuntimeContractTests {
  private final String installation = Docker.newInstallation();

  @Override
  LabRuntime create() {
    return Docker.runtime(installation);
  }

  @AfterAll
  void removeInstallation() {
    Docker.remove(installation);
  }
}
