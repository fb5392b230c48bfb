package io.fieldbench.portal.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * Debian's PostgreSQL in a container: one for the JVM of the tests, on a disk in memory, with a
 * password of its own. Its image is built where it is missing, since no ready one is needed then.
 */
public final class PostgresServer {
  private static final int PORT = 5432;
  private static final String ROLE = "fieldbench";

  private final GenericContainer<?> container;
  private final String password;

  private PostgresServer(GenericContainer<?> container, String password) {
    this.container = container;
    this.password = password;
  }

  /** Whether there can be one here. */
  public static boolean possible() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static PostgresServer running() {
    return Only.ONE;
  }

  TestDatabase database(String name) {
    return new TestDatabase(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(container.getHost(), container.getMappedPort(PORT), name),
        ROLE,
        password);
  }

  private static final class Only {
    private static final PostgresServer ONE = start();

    @SuppressWarnings("resource") // Stopped with the JVM, after the applications that use it.
    private static PostgresServer start() {
      String password = UUID.randomUUID().toString();
      var image =
          new ImageFromDockerfile("fieldbench/test-postgres:1", false)
              .withFileFromPath(".", Path.of("src/test/docker/postgres").toAbsolutePath());
      var container =
          new GenericContainer<>(image)
              .withEnv("PASSWORD", password)
              .withTmpFs(Map.of("/data", "rw,mode=1777"))
              // Else it goes at the JVM's end, while applications still wait for it to answer.
              .withReuse(true)
              .withExposedPorts(PORT)
              .waitingFor(Wait.forListeningPorts(PORT));
      container.start();
      SpringApplication.getShutdownHandlers().add(container::stop);
      return new PostgresServer(container, password);
    }
  }
}
