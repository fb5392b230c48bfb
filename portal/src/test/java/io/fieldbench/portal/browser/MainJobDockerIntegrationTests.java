package io.fieldbench.portal.browser;

import io.fieldbench.portal.faults.DockerHere;
import io.fieldbench.portal.lab.Labs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The same job with the same exercise, in labs of containers. */
@EnabledIf(
    value = "io.fieldbench.portal.browser.WorkspaceIntegrationTests#canRun",
    disabledReason = WorkspaceIntegrationTests.MISSING)
@TestPropertySource(
    properties = {
      "spring.datasource.url=jdbc:h2:mem:main-job-docker" + PortalBrowserTest.MEMORY,
      "fieldbench.data=target/browser/main-job-docker",
      "fieldbench.lab.runtime=docker"
    })
class MainJobDockerIntegrationTests extends MainJobIntegrationTests {
  @Autowired Labs labs;

  @Override
  boolean onDocker() {
    return true;
  }

  @AfterEach
  void removeLabs() {
    DockerHere.endLabs(database, labs);
  }
}
