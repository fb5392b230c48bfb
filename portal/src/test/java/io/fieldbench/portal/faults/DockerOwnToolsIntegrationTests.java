package io.fieldbench.portal.faults;

import io.fieldbench.portal.lab.Labs;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.TestPropertySource;

/** The same, with the labs' gates in place of brokers inside the portal. */
@EnabledIf(
    value = "canRun",
    disabledReason = "this machine has no address of a network, or " + DockerHere.MISSING)
@TestPropertySource(properties = "fieldbench.lab.runtime=docker")
class DockerOwnToolsIntegrationTests extends OwnToolsIntegrationTests {
  @Autowired JdbcOperations database;
  @Autowired Labs labs;

  static boolean canRun() throws IOException {
    return hasAddress() && DockerHere.answers();
  }

  @AfterEach
  void removeLabs() {
    DockerHere.endLabs(database, labs);
  }
}
