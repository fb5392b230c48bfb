package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.fieldbench.lab.LabException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A container that runs to its end, and what it said. */
record OneShot(int code, String output) {
  /**
   * @param files an archive that is unpacked at the root before the start; may be empty
   */
  static OneShot run(String image, byte[] files, Consumer<CreateContainerCmd> settings)
      throws LabException {
    try (var engine = new Engine("")) {
      return engine.longCall("run " + image, docker -> run(docker, image, files, settings));
    }
  }

  private static OneShot run(
      DockerClient docker, String image, byte[] files, Consumer<CreateContainerCmd> settings) {
    CreateContainerCmd create = docker.createContainerCmd(image);
    settings.accept(create);
    String id = create.exec().getId();
    try {
      if (files.length > 0) {
        docker
            .copyArchiveToContainerCmd(id)
            .withTarInputStream(new ByteArrayInputStream(files))
            .withRemotePath("/")
            .exec();
      }
      docker.startContainerCmd(id).exec();
      int code =
          docker
              .waitContainerCmd(id)
              .exec(new WaitContainerResultCallback())
              .awaitStatusCode(10, TimeUnit.MINUTES);
      return new OneShot(code, log(docker, id));
    } finally {
      docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    }
  }

  private static String log(DockerClient docker, String id) {
    var text = new ByteArrayOutputStream();
    var log =
        new ResultCallback.Adapter<Frame>() {
          @Override
          public void onNext(Frame frame) {
            text.writeBytes(frame.getPayload());
          }
        };
    try {
      docker.logContainerCmd(id).withStdOut(true).withStdErr(true).exec(log).awaitCompletion();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
