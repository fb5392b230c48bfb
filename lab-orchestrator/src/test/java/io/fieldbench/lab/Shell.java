package io.fieldbench.lab;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Commands in a container, as an attacker gives them. */
final class Shell implements AutoCloseable {
  static final String IMAGE = "fieldbench/workspace:1";

  private static final long LIMIT_SECONDS = 60;

  private final String container;
  private final boolean ours;

  private Shell(String container, boolean ours) {
    this.container = container;
    this.ours = ours;
  }

  record Result(long exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** In a container of a lab. */
  static Shell in(LabId lab, String service) {
    Container container =
        Docker.client()
            .listContainersCmd()
            .withLabelFilter(
                Map.of("io.fieldbench.lab", lab.value(), "io.fieldbench.service", service))
            .exec()
            .getFirst();
    return new Shell(container.getId(), false);
  }

  /** In any container that runs. */
  static Shell of(String container) {
    return new Shell(container, false);
  }

  /**
   * In a container without a lab's bounds, but for what is set here: the control that shows that an
   * attack would do its harm.
   */
  static Shell insecure(String installation, UnaryOperator<HostConfig> bounds) {
    return insecure(installation, IMAGE, "1000:1000", bounds);
  }

  static Shell insecure(
      String installation, String image, String user, UnaryOperator<HostConfig> bounds) {
    String id =
        Docker.client()
            .createContainerCmd(image)
            .withUser(user)
            .withLabels(Map.of("io.fieldbench.installation", installation))
            .withHostConfig(bounds.apply(HostConfig.newHostConfig()))
            .exec()
            .getId();
    Docker.client().startContainerCmd(id).exec();
    return new Shell(id, true);
  }

  String container() {
    return container;
  }

  /** Address of the container on a network. */
  String address(String network) {
    return Docker.client()
        .inspectContainerCmd(container)
        .exec()
        .getNetworkSettings()
        .getNetworks()
        .get(network)
        .getIpAddress();
  }

  /** Runs a command of bash. */
  Result run(String command) {
    return run("bash", "-c", command);
  }

  /** Runs a program of Python. */
  Result python(String program) {
    return run("python3", "-c", program);
  }

  private Result run(String... command) {
    String exec =
        Docker.client()
            .execCreateCmd(container)
            .withCmd(command)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    var output = new ByteArrayOutputStream();
    try {
      boolean ended =
          Docker.client()
              .execStartCmd(exec)
              .exec(
                  new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                      output.writeBytes(frame.getPayload());
                    }
                  })
              .awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        throw new IllegalStateException("the command did not end: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Result(
        Docker.client().inspectExecCmd(exec).exec().getExitCodeLong(),
        output.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    if (ours) {
      Docker.client().removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    }
  }
}
