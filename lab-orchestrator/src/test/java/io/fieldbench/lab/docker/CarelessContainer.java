package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.core.InvocationBuilder.AsyncResultCallback;
import java.time.Duration;

/**
 * The workspace's image as most people would start it, for attacks to do their harm in. Its limits
 * are far beyond a lab's: they keep this machine whole.
 */
final class CarelessContainer implements AutoCloseable {
  /**
   * In front of a bomb: hard limits of its own, on the processes of its user and on memory (in
   * KiB), which hold where a lab's bounds should not.
   */
  static final String OUTER_LIMITS = "ulimit -u 1000; ulimit -v 2000000; ";

  private static final long MEMORY = 1L << 30;
  private static final long PROCESSES = 400;

  private final DockerClient docker = TestEngine.client();
  private final String id;

  /** Starts it with a script for bash as its only program. */
  CarelessContainer(String script) {
    id =
        docker
            .createContainerCmd(TestEngine.WORKSPACE)
            .withEntrypoint("bash", "-c", OUTER_LIMITS + script)
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withMemory(MEMORY)
                    .withMemorySwap(MEMORY)
                    .withNanoCPUs(1_000_000_000L)
                    .withPidsLimit(PROCESSES))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
  }

  /** What a script prints until its end. */
  static String printed(String script) throws InterruptedException {
    try (var container = new CarelessContainer(script);
        var printed = new Printed(DockerExec.Kept.first(1000), 1000)) {
      container
          .docker
          .logContainerCmd(container.id)
          .withStdOut(true)
          .withStdErr(true)
          .withFollowStream(true)
          .exec(printed);
      if (!printed.await(Duration.ofSeconds(60))) {
        throw new IllegalStateException("it did not end: " + script);
      }
      return new String(printed.output(), UTF_8) + new String(printed.error(), UTF_8);
    }
  }

  /** How many there are now. */
  long processes() {
    var answer = new AsyncResultCallback<Statistics>();
    docker.statsCmd(id).withNoStream(true).exec(answer);
    Long current = answer.awaitResult().getPidsStats().getCurrent();
    return current == null ? 0 : current;
  }

  @Override
  public void close() {
    docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
  }
}
