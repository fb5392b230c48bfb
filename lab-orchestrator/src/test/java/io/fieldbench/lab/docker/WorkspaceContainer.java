package io.fieldbench.lab.docker;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.Workspace;
import java.util.HashMap;
import java.util.Map;

/** A container as a lab has it for its trainee, without the lab. */
final class WorkspaceContainer implements AutoCloseable {
  static final String FOLDER = "/home/trainee";

  final String id;
  final Workspace workspace;

  WorkspaceContainer() throws LabException {
    BuiltImages.require();
    var tmpfs = new HashMap<>(Hardening.shared(Map.of("/tmp", 16L << 20)));
    tmpfs.put(FOLDER, Hardening.own(64L << 20, 1000));
    var docker = TestEngine.client();
    id =
        docker
            .createContainerCmd(TestEngine.WORKSPACE)
            .withLabels(Map.of("io.fieldbench.test", "workspace"))
            .withUser("1000:1000")
            .withHostConfig(
                Hardening.of("workspace", new Limits(256L << 20, 1, 64), tmpfs)
                    .withNetworkMode("none"))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    workspace = new DockerWorkspace(docker, id, FOLDER);
  }

  @Override
  public void close() {
    TestEngine.client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
  }
}
