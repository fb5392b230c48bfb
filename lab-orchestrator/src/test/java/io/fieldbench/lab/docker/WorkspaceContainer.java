package io.fieldbench.lab.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.fieldbench.lab.Workspace;
import java.util.List;
import java.util.Map;

/** A container as a lab has it for its trainee, without the lab. */
final class WorkspaceContainer implements AutoCloseable {
  static final String FOLDER = "/home/trainee";

  final String id;
  final Workspace workspace;

  WorkspaceContainer() {
    var docker = TestEngine.client();
    id =
        docker
            .createContainerCmd(TestEngine.WORKSPACE)
            .withLabels(Map.of("io.fieldbench.test", "workspace"))
            .withUser("1000:1000")
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withNetworkMode("none")
                    .withReadonlyRootfs(true)
                    .withCapDrop(Capability.ALL)
                    .withSecurityOpts(List.of("no-new-privileges"))
                    .withMemory(256L << 20)
                    .withMemorySwap(256L << 20)
                    .withNanoCPUs(1_000_000_000L)
                    .withPidsLimit(64L)
                    .withTmpFs(
                        Map.of(
                            FOLDER,
                            "rw,exec,nosuid,nodev,size=64m,mode=0700,uid=1000,gid=1000",
                            "/tmp",
                            "rw,exec,nosuid,nodev,size=16m,mode=1777")))
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
