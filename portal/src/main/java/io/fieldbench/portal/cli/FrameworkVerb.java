package io.fieldbench.portal.cli;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkCounts;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.standard.StandardFramework;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framework …}: competency frameworks; starts no portal. */
@Command(
    name = "framework",
    description = "Competency frameworks: show, import, export.",
    mixinStandardHelpOptions = true,
    subcommands = {FrameworkVerb.Show.class, FrameworkImportVerb.class, FrameworkExportVerb.class})
final class FrameworkVerb {
  /** Says what a framework is made of. */
  @Command(
      name = "show",
      description = "What a framework is made of; without a name, which ones there are.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "A framework.")
    private @Nullable String id;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description =
            "Read the published text of a national occupational standard of China instead; every"
                + " fault in it is told with its line.")
    private @Nullable Path file;

    @Option(names = "--counts", description = "Every count, a line each.")
    private boolean counts;

    @Mixin private Installation installation = new Installation();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws VerbFailure {
      if (id != null && file != null) {
        throw new ParameterException(spec.commandLine(), "Name a framework or a file, not both");
      }
      if (file != null) {
        print(read(file, FrameworkCatalog.shipped()));
        return 0;
      }
      FrameworkCatalog frameworks = installation.frameworks();
      if (id != null) {
        print(frameworks.framework(id).orElseThrow(() -> unknown(frameworks)));
      } else {
        frameworks.all().forEach(this::print);
      }
      return 0;
    }

    private ParameterException unknown(FrameworkCatalog frameworks) {
      return new ParameterException(
          spec.commandLine(),
          "There is no framework '%s'. There are: %s"
              .formatted(
                  id, String.join(", ", frameworks.all().stream().map(Framework::id).toList())));
    }

    private static Framework read(Path file, FrameworkCatalog shipped) throws VerbFailure {
      if (!Files.isRegularFile(file)) {
        throw new VerbFailure("There is no file " + file);
      }
      try {
        return StandardFramework.read(file, shipped, false).framework();
      } catch (FrameworkException e) {
        throw new VerbFailure(
            "This is no text of a standard that can be used:"
                + System.lineSeparator()
                + e.getMessage());
      } catch (IOException e) {
        throw new VerbFailure(file + " cannot be read: " + e.getMessage());
      }
    }

    private void print(Framework framework) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s, edition %s: %s, %d competencies%n",
          framework.id(),
          framework.edition(),
          framework.title().en(),
          framework.competencies().size());
      if (counts) {
        FrameworkCounts.of(framework)
            .forEach((what, count) -> out.printf("  %-44s %s%n", what, count));
      }
      out.flush();
    }
  }
}
