package io.fieldbench.portal.cli;

import io.fieldbench.lab.LabException;
import io.fieldbench.lab.docker.Images;
import io.fieldbench.lab.docker.Images.Image;
import io.fieldbench.lab.docker.Images.State;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds the images that labs on a Docker Engine consist of; starts no portal. */
@Command(
    name = "images",
    description = "Builds the images of Docker labs that are missing or outdated.",
    mixinStandardHelpOptions = true)
final class ImagesVerb implements Callable<Integer> {
  private static final int WIDTH = 100;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Images; all where none is named.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Only says which there are, and their sizes.")
  private boolean list;

  @Option(names = "--data", hidden = true)
  private @Nullable Path data;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws VerbFailure {
    try (Images images = new Images("")) {
      requireKnown(images.names());
      for (Image image : images.list()) {
        if (names.isEmpty() || names.contains(image.name())) {
          print(list ? image : current(images, image));
        }
      }
      return 0;
    } catch (LabException e) {
      String message = String.valueOf(e.getMessage());
      throw new VerbFailure(
          message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1));
    }
  }

  private Image current(Images images, Image image) throws LabException {
    if (image.state() == State.CURRENT) {
      return image;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf("%s is %s; building it …%n", image.tag(), state(image));
    return images.build(
        image.name(),
        line -> {
          err.println("  " + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
          err.flush();
        });
  }

  private void print(Image image) {
    String size =
        image.state() == State.MISSING
            ? ""
            : String.format(Locale.ROOT, "%d MB", Math.round(image.bytes() / 1e6));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %-28s %-9s %8s%n", image.name(), image.tag(), state(image), size);
    out.flush();
  }

  private static String state(Image image) {
    return image.state().name().toLowerCase(Locale.ROOT);
  }

  private void requireKnown(List<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no image '" + name + "'. There are: " + String.join(", ", known));
      }
    }
  }
}
