package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.util.Optional;

/**
 * Room for a few more processes in a container whose programs have taken all that it may have, so
 * that ours can still run there: to end them, and to save what the trainee wrote.
 */
final class ProcessRoom {
  private static final long MORE = 64;

  private final DockerClient docker;
  private final String container;
  private Optional<Long> limit = Optional.empty();

  ProcessRoom(DockerClient docker, String container) {
    this.docker = docker;
    this.container = container;
  }

  interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  /** One at a time: the limit that is put back must be the container's own. */
  synchronized <T> T during(Attempt<T> attempt) throws IOException, InterruptedException {
    if (limit.isEmpty()) {
      var bounds = docker.inspectContainerCmd(container).exec().getHostConfig();
      limit = Optional.ofNullable(bounds == null ? null : bounds.getPidsLimit());
    }
    limit.ifPresent(own -> allow(own + MORE));
    try {
      return attempt.run();
    } finally {
      limit.ifPresent(this::allow);
    }
  }

  private void allow(long processes) {
    docker.updateContainerCmd(container).withPidsLimit(processes).exec();
  }
}
