package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds and removes what labs of one installation have on the Engine, by its labels. */
record LabObjects(Engine engine, String installation) {
  private static final int TRIES = 50;
  private static final long PAUSE_MILLIS = 100;

  /** Its containers, running or not. */
  List<Container> containers(LabId lab) throws LabException {
    return containers(Labels.ofLab(installation, lab));
  }

  /** Every lab of the installation that has anything on the Engine. */
  Set<LabId> labs() throws LabException {
    Map<String, String> ours = Labels.ofInstallation(installation);
    var labs = new HashSet<LabId>();
    Stream.concat(
            containers(ours).stream().map(Container::getLabels),
            networks(ours).stream().map(Network::getLabels))
        .flatMap(labels -> Optional.ofNullable(labels.get(Labels.LAB)).stream())
        .map(LabId::new)
        .forEach(labs::add);
    return labs;
  }

  /** Removes all that a lab has; harmless where that is nothing. */
  void remove(LabId lab) throws LabException {
    Map<String, String> labels = Labels.ofLab(installation, lab);
    var removals = new ArrayList<Together.Call>();
    for (Container container : containers(labels)) {
      removals.add(() -> removeContainer(container.getId()));
    }
    Together.run(removals);
    removeNetworks(labels);
  }

  /** Removes the installation's networks; its labs must be gone. */
  void removeNetworks() throws LabException {
    removeNetworks(Labels.ofInstallation(installation));
  }

  private void removeNetworks(Map<String, String> labels) throws LabException {
    for (Network network : networks(labels)) {
      untilGone(
          "remove the network " + network.getName(),
          docker -> {
            try (var command = docker.removeNetworkCmd(network.getId())) {
              command.exec();
            }
          });
    }
  }

  void removeContainer(String id) throws LabException {
    untilGone(
        "remove a container",
        docker -> {
          try (var command = docker.removeContainerCmd(id)) {
            command.withForce(true).withRemoveVolumes(true).exec();
          }
        });
  }

  private interface Removal {
    void of(DockerClient docker);
  }

  /** Tries again while the Engine is still busy with what hangs on the object. */
  private void untilGone(String what, Removal removal) throws LabException {
    for (int i = 1; !engine.call(what, tried(removal, i == TRIES)); i++) {
      Pause.millis(PAUSE_MILLIS);
    }
  }

  private static Function<DockerClient, Boolean> tried(Removal removal, boolean last) {
    return docker -> {
      try {
        removal.of(docker);
        return true;
      } catch (NotFoundException e) {
        return true;
      } catch (DockerException e) {
        boolean busy =
            e instanceof ConflictException || Engine.text(e).contains("active endpoints");
        if (!busy || last) {
          throw e;
        }
        return false;
      }
    };
  }

  private List<Container> containers(Map<String, String> labels) throws LabException {
    return engine.call(
        "list the labs' containers",
        docker -> {
          try (var command = docker.listContainersCmd()) {
            return command.withShowAll(true).withLabelFilter(labels).exec();
          }
        });
  }

  private List<Network> networks(Map<String, String> labels) throws LabException {
    List<String> filters =
        labels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    return engine.call(
        "list the labs' networks",
        docker -> {
          try (var command = docker.listNetworksCmd()) {
            return command.withFilter("label", filters).exec();
          }
        });
  }
}
