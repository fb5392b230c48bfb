package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import io.fieldbench.lab.LabException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fieldbench's own images on a Docker Engine: which are there, and building them. */
public final class Images implements AutoCloseable {
  /** Label with the hash of what an image was built from. */
  static final String SOURCE = "fieldbench.source";

  private static final int LINES_OF_A_FAILURE = 12;

  private final Engine engine;
  private final List<ImageSources> sources;

  /**
   * Connects with the first call.
   *
   * @param host as {@code unix:///var/run/docker.sock}; empty for what the environment says
   */
  public Images(String host) {
    this(host, ImageSources.packed());
  }

  Images(String host, List<ImageSources> sources) {
    this.engine = new Engine(host);
    this.sources = List.copyOf(sources);
  }

  /** Whether the Engine has an image. */
  public enum State {
    /** Built from the sources of this Fieldbench. */
    CURRENT,
    /** Built from others. */
    OUTDATED,
    MISSING
  }

  /**
   * @param name as {@code mosquitto}
   * @param tag as {@code fieldbench/mosquitto:1}
   * @param bytes its size, what it shares with others included; 0 when it is missing
   */
  public record Image(String name, String tag, State state, long bytes) {}

  /** Every name, in order. */
  public List<String> names() {
    return sources.stream().map(ImageSources::name).toList();
  }

  /**
   * All images.
   *
   * @throws LabException when no Engine answers
   */
  public List<Image> list() throws LabException {
    return engine.call(
        "list images", docker -> sources.stream().map(image -> image(docker, image)).toList());
  }

  /**
   * Builds an image, unless the current one is there; an outdated one loses its tag to the new one.
   *
   * @param progress gets a line for each step
   * @throws LabException when no Engine answers, a base image is missing or a step fails; with the
   *     last lines of its output then
   * @throws IllegalArgumentException naming the known images
   */
  public Image build(String name, Consumer<String> progress) throws LabException {
    ImageSources image =
        sources.stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no image '" + name + "'; there are " + names()));
    String what = "build " + image.tag();
    Image before = engine.call(what, docker -> image(docker, image));
    if (before.state() == State.CURRENT) {
      return before;
    }
    for (String base : image.bases()) {
      if (!engine.call(what, docker -> inspect(docker, base).isPresent())) {
        throw missing(base, image.tag());
      }
    }
    var output = new Output(progress);
    Optional<String> failure = engine.longCall(what, docker -> build(docker, image, output));
    if (failure.isPresent()) {
      throw new LabException(
          "could not %s: %s%n%s".formatted(what, failure.get(), output.lastLines()));
    }
    return engine.call(what, docker -> image(docker, image));
  }

  /** What went wrong, if anything did. */
  private static Optional<String> build(DockerClient docker, ImageSources image, Output output) {
    try {
      docker
          .buildImageCmd(new ByteArrayInputStream(image.tar()))
          .withTags(Set.of(image.tag()))
          .withLabels(Map.of(SOURCE, image.hash()))
          .withRemove(true)
          .withForcerm(true)
          .exec(output)
          .awaitImageId();
      return Optional.empty();
    } catch (DockerClientException e) {
      return Optional.of(Printable.of(String.valueOf(e.getMessage())));
    }
  }

  private static LabException missing(String base, String tag) {
    return new LabException(
        ("%s begins from %s, which this Engine does not have. Get it by `docker pull %s`; or make"
                + " it on Debian, as root: `debootstrap --variant=minbase bookworm DIR` and then"
                + " `tar -C DIR -c . | docker import - %s`")
            .formatted(tag, base, base, base));
  }

  private static Image image(DockerClient docker, ImageSources image) {
    Optional<InspectImageResponse> found = inspect(docker, image.tag());
    State state =
        found
            .map(present -> image.hash().equals(label(present)) ? State.CURRENT : State.OUTDATED)
            .orElse(State.MISSING);
    long bytes = found.map(InspectImageResponse::getSize).orElse(0L);
    return new Image(image.name(), image.tag(), state, bytes);
  }

  private static @Nullable String label(InspectImageResponse image) {
    var config = image.getConfig();
    Map<String, String> labels = config == null ? null : config.getLabels();
    return labels == null ? null : labels.get(SOURCE);
  }

  private static Optional<InspectImageResponse> inspect(DockerClient docker, String tag) {
    try {
      return Optional.of(docker.inspectImageCmd(tag).exec());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Tells the steps and keeps the last lines. */
  private static final class Output extends BuildImageResultCallback {
    private final Consumer<String> progress;
    private final Deque<String> last = new ArrayDeque<>();

    Output(Consumer<String> progress) {
      this.progress = progress;
    }

    @Override
    public void onNext(BuildResponseItem item) {
      String text = item.getStream() == null ? "" : item.getStream();
      for (String line : text.lines().map(Printable::of).filter(l -> !l.isEmpty()).toList()) {
        if (line.startsWith("Step ")) {
          progress.accept(line);
        }
        synchronized (last) {
          last.add(line);
          if (last.size() > LINES_OF_A_FAILURE) {
            last.remove();
          }
        }
      }
      super.onNext(item);
    }

    String lastLines() {
      synchronized (last) {
        return String.join(System.lineSeparator(), last);
      }
    }
  }
}
