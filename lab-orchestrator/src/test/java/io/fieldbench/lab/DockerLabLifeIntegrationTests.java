package io.fieldbench.lab;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "io.fieldbench.lab.Docker#answers", disabledReason = Docker.ABSENT)
class DockerLabLifeIntegrationTests extends LabLifeContractTests {
  private final String installation = Docker.newInstallation();

  @Override
  LabRuntime create() {
    return Docker.runtime(installation);
  }

  @Override
  boolean labsOutliveTheRuntime() {
    return true;
  }

  @AfterAll
  void removeInstallation() {
    Docker.remove(installation);
  }
}
