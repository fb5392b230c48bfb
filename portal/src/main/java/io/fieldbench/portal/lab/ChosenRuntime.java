package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabAddress;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabRuntime;
import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.docker.DockerRuntime;
import io.fieldbench.lab.docker.Images;
import io.fieldbench.lab.docker.Images.Image;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import io.fieldbench.portal.lab.RuntimeInUse.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The runtime that is asked for, or that can be had.
 *
 * @param standIn builds the new labs that it can while the runtime cannot: the embedded one, while
 *     the Docker Engine is away
 */
public record ChosenRuntime(LabRuntime runtime, Optional<LabRuntime> standIn, RuntimeInUse inUse) {
  /** The runtime that was asked for cannot be had; the message is one line for people. */
  public static final class Unavailable extends RuntimeException {
    private final Reason reason;
    private final String detail;

    private Unavailable(Reason reason, String detail) {
      super(
          reason == Reason.IMAGES_MISSING
              ? "Labs cannot run on Docker: the Engine lacks this version of %s. ./fieldbench images builds it."
                  .formatted(detail)
              : "Labs cannot run on Docker: %s.".formatted(detail));
      this.reason = reason;
      this.detail = detail;
    }
  }

  /**
   * Looks whether labs can run on Docker now.
   *
   * @throws Unavailable where they cannot
   */
  public static void requireDocker() {
    usable(LabAddress.loopback("127.0.0.1"), "none").close();
  }

  /**
   * @param installation tells the containers of this portal from those of others
   * @throws Unavailable where Docker is asked for and cannot be had
   */
  static ChosenRuntime of(LabProperties properties, LabAddress address, String installation) {
    return switch (properties.runtime()) {
      case EMBEDDED -> embedded(address, properties, Reason.ASKED_FOR, "");
      case DOCKER -> docker(address, properties, installation, Reason.ASKED_FOR);
      case AUTO -> {
        try {
          yield docker(address, properties, installation, Reason.ENGINE_ANSWERS);
        } catch (Unavailable e) {
          yield embedded(address, properties, e.reason, e.detail);
        }
      }
    };
  }

  private static ChosenRuntime docker(
      LabAddress address, LabProperties properties, String installation, Reason why) {
    Usable usable = usable(address, installation);
    return new ChosenRuntime(
        usable.docker,
        Optional.of(new EmbeddedRuntime(address, properties.folder())),
        new RuntimeInUse(usable.docker.name(), why, usable.version));
  }

  private record Usable(DockerRuntime docker, String version) implements AutoCloseable {
    @Override
    public void close() {
      docker.close();
    }
  }

  private static Usable usable(LabAddress address, String installation) {
    var docker = new DockerRuntime(DockerRuntime.Options.of(address, installation));
    boolean taken = false;
    try {
      String version = docker.version();
      requireImages();
      taken = true;
      return new Usable(docker, version);
    } catch (LabException e) {
      throw new Unavailable(Reason.NO_ENGINE, String.valueOf(e.getMessage()));
    } finally {
      if (!taken) {
        docker.close();
      }
    }
  }

  /** An image of another version may lack what keeps labs apart. */
  private static void requireImages() throws LabException {
    try (var images = new Images("")) {
      List<String> lacking =
          images.list().stream()
              .filter(image -> image.state() != Images.State.CURRENT)
              .map(Image::tag)
              .toList();
      if (!lacking.isEmpty()) {
        throw new Unavailable(Reason.IMAGES_MISSING, String.join(", ", lacking));
      }
    }
  }

  private static ChosenRuntime embedded(
      LabAddress address, LabProperties properties, Reason reason, String detail) {
    var runtime = new EmbeddedRuntime(address, properties.folder());
    return new ChosenRuntime(
        runtime, Optional.empty(), new RuntimeInUse(runtime.name(), reason, detail));
  }

  /** Why a lab like this cannot be built now; empty where it can. */
  List<String> unsupported(LabSpec spec) {
    // Pages ask: the stand-in knows without a call to the Engine.
    return standIn.filter(other -> other.unsupported(spec).isEmpty()).isPresent()
        ? List.of()
        : runtime.unsupported(spec);
  }

  /** What builds such a lab now. */
  LabRuntime forNew(LabSpec spec) {
    return standIn
        .filter(other -> other.unsupported(spec).isEmpty() && !runtime.unsupported(spec).isEmpty())
        .orElse(runtime);
  }

  /** What brings a lab back that ran on the runtime of that name. */
  LabRuntime named(String name) {
    return standIn.filter(other -> other.name().equals(name)).orElse(runtime);
  }

  void close() {
    runtime.close();
    standIn.ifPresent(LabRuntime::close);
  }
}
