package io.fieldbench.portal.faults;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.TestPropertySource;

/** The whole portal with labs of real containers; none of them is left. */
@EnabledIf(
    value = "io.fieldbench.portal.faults.DockerHere#answers",
    disabledReason = DockerHere.MISSING)
@TestPropertySource(properties = "fieldbench.lab.runtime=docker")
abstract class DockerPortalIntegrationTest extends PortalIntegrationTest {
  @Autowired JdbcOperations database;

  @AfterEach
  void removeLabs() {
    DockerHere.endLabs(database, labs);
  }
}
