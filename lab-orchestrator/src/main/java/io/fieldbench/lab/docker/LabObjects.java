package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds and removes what labs of one installation have on the Engine, by its labels. */
record LabObjects(Engine engine, String installation) {
  private static final int TRIES = 50;
  private static final long PAUSE_MILLIS = 100;

  /** Its containers, running or not. */
  List<Container> containers(LabId lab) throws LabException {
    return engine.call(
        "list the containers of lab " + lab, docker -> containers(docker, ofLab(lab)));
  }

  /** Every lab of the installation that has anything on the Engine. */
  Set<LabId> labs() throws LabException {
    var labs = new HashSet<LabId>();
    Map<String, String> ours = Labels.ofInstallation(installation);
    engine.run(
        "list the labs' objects",
        docker ->
            Stream.of(
                    containers(docker, ours).stream().map(Container::getLabels),
                    networks(docker, ours).map(network -> network.getLabels()),
                    volumes(docker, ours).map(volume -> volume.getLabels()))
                .flatMap(labels -> labels)
                .map(labels -> labels == null ? null : labels.get(Labels.LAB))
                .flatMap(id -> Optional.ofNullable(id).stream())
                .map(LabId::new)
                .forEach(labs::add));
    return labs;
  }

  /** Removes all that a lab has; harmless where that is nothing. */
  void remove(LabId lab) throws LabException {
    engine.run(
        "remove lab " + lab,
        docker -> {
          containers(docker, ofLab(lab)).parallelStream()
              .forEach(container -> removeContainer(docker, container.getId()));
          networks(docker, ofLab(lab))
              .forEach(network -> {
                try (var command = docker.removeNetworkCmd(network.getId())) {
                  untilGone(id -> command.exec(), network.getId());
                }
              });
          volumes(docker, ofLab(lab))
              .forEach(volume -> {
                try (var command = docker.removeVolumeCmd(volume.getName())) {
                  untilGone(id -> command.exec(), volume.getName());
                }
              });
        });
  }

  static void removeContainer(DockerClient docker, String id) {
    try (var command = docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true)) {
      untilGone(gone -> command.exec(), id);
    }
  }

  /** Tries again while the Engine is still busy with what hangs on the object. */
  private static void untilGone(Consumer<String> removal, String id) {
    for (int i = 1; ; i++) {
      try {
        removal.accept(id);
        return;
      } catch (NotFoundException e) {
        return;
      } catch (DockerException e) {
        boolean busy =
            e instanceof ConflictException || Engine.text(e).contains("active endpoints");
        if (!busy || i == TRIES) {
          throw e;
        }
        Pause.millis(PAUSE_MILLIS);
      }
    }
  }

  private Map<String, String> ofLab(LabId lab) {
    return Labels.ofLab(installation, lab);
  }

  private static List<Container> containers(DockerClient docker, Map<String, String> labels) {
    try (var command = docker.listContainersCmd()) {
      return command.withShowAll(true).withLabelFilter(labels).exec();
    }
  }

  private static Stream<com.github.dockerjava.api.model.Network> networks(
      DockerClient docker, Map<String, String> labels) {
    try (var command = docker.listNetworksCmd()) {
      return command.withFilter("label", filters(labels)).exec().stream();
    }
  }

  private static Stream<com.github.dockerjava.api.command.InspectVolumeResponse> volumes(
      DockerClient docker, Map<String, String> labels) {
    try (var command = docker.listVolumesCmd()) {
      return Optional.ofNullable(command.withFilter("label", filters(labels)).exec().getVolumes())
          .stream()
          .flatMap(List::stream);
    }
  }

  private static List<String> filters(Map<String, String> labels) {
    return labels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }
}
