package io.fieldbench.portal.cli;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.FrameworkWriter;
import io.fieldbench.competency.exchange.CaseDocument;
import io.fieldbench.competency.exchange.CaseVersion;
import io.fieldbench.competency.exchange.FrameworkDocument;
import io.fieldbench.competency.exchange.MoodleCsv;
import io.fieldbench.portal.catalog.FrameworkExport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framework export}: a framework in a format that other programs read. */
@Command(
    name = "export",
    description = {
      "Writes a framework for other programs: a shipped one, that of a file, or with --data or",
      "--database one that was imported there. What was imported of a file of CASE or Moodle is",
      "written in that format as it came, with all that a framework has no place for."
    },
    mixinStandardHelpOptions = true)
final class FrameworkExportVerb implements Callable<Integer> {
  private enum Format {
    CASE,
    CASE_1_0,
    MOODLE,
    FIELDBENCH;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return this == CASE_1_0 ? "case-1.0" : name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(arity = "0..1", paramLabel = "ID", description = "A framework.")
  private @Nullable String id;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A framework file as those in competency-maps/frameworks, instead.")
  private @Nullable Path file;

  @Mixin private Installation installation = new Installation();

  @Option(
      names = "--edition",
      paramLabel = "EDITION",
      description = "Of --data or --database: one that is not in use, or no longer.")
  private @Nullable String edition;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = {
        "case (1.1), case-1.0, moodle (CSV) or fieldbench (YAML). What was imported of a file of",
        "CASE is written by case in the version of that file."
      })
  private Format format = Format.CASE;

  @Option(
      names = "--wrapped",
      description =
          "Of case and case-1.0: in an envelope, as {\"CFPackage\": ...}; else flat, or as it"
              + " came.")
  private boolean wrapped;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Where it is written; a file that is there stays.")
  private Path output = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws VerbFailure {
    if (Files.exists(output)) {
      throw new VerbFailure(output + " is there already; name another file");
    }
    if (wrapped && !isCase()) {
      throw new ParameterException(spec.commandLine(), "--wrapped is of case and case-1.0 alone");
    }
    FrameworkExport found = found();
    Framework framework = found.framework();
    try {
      Files.write(output, bytes(found), StandardOpenOption.CREATE_NEW);
    } catch (FrameworkException e) {
      throw new VerbFailure(String.valueOf(e.getMessage()));
    } catch (FileAlreadyExistsException e) {
      throw new VerbFailure(output + " is there already; name another file");
    } catch (IOException e) {
      throw new VerbFailure(output + " cannot be written: " + e.getMessage());
    }
    spec.commandLine()
        .getOut()
        .printf("%s, edition %s, is in %s.%n", framework.id(), framework.edition(), output);
    found
        .document()
        .filter(document -> !isKept(document))
        .map(FrameworkDocument::format)
        .ifPresent(imported ->
            spec.commandLine()
                .getOut()
                .printf(
                    "What only the file had that it was imported from is not in it: --format %s"
                        + " gives that file whole.%n",
                    imported));
    return 0;
  }

  private FrameworkExport found() throws VerbFailure {
    if (!installation.isGiven()) {
      if (edition != null) {
        throw new ParameterException(
            spec.commandLine(), "--edition wants --data or --database, where editions are kept");
      }
      return new FrameworkExport(framework(), Optional.empty());
    }
    if (id == null || file != null) {
      throw new ParameterException(
          spec.commandLine(), "Name a framework, and no file, with --data or --database");
    }
    return installation
        .framework(id, edition)
        .orElseThrow(() ->
            new VerbFailure(
                "There is no framework '%s'%s there"
                    .formatted(id, edition == null ? "" : " of edition '" + edition + "'")));
  }

  private Framework framework() throws VerbFailure {
    if ((id == null) == (file == null)) {
      throw new ParameterException(spec.commandLine(), "Name a framework or a file");
    }
    try {
      if (file != null) {
        return FrameworkReader.read(file.getFileName().toString(), Files.readAllBytes(file));
      }
      return FrameworkCatalog.shipped()
          .framework(String.valueOf(id))
          .orElseThrow(() ->
              new ParameterException(
                  spec.commandLine(),
                  ("There is no shipped framework '%s'; ./fieldbench framework show names them, and"
                          + " --data DIR finds an imported one")
                      .formatted(id)));
    } catch (FrameworkException e) {
      throw new VerbFailure(
          "This is no framework that can be used:" + System.lineSeparator() + e.getMessage());
    } catch (IOException e) {
      throw new VerbFailure(file + " cannot be read: " + e.getMessage());
    }
  }

  private boolean isCase() {
    return format == Format.CASE || format == Format.CASE_1_0;
  }

  /** Whether what was imported is in the format that is asked for, and so is written as it came. */
  private boolean isKept(FrameworkDocument document) {
    return format == Format.CASE_1_0
        ? document instanceof CaseDocument of && of.version() == CaseVersion.V1_0
        : document.format().equals(format.toString());
  }

  private byte[] bytes(FrameworkExport export) {
    Optional<FrameworkDocument> kept = export.document().filter(this::isKept);
    if (kept.isPresent()) {
      return wrapped && kept.get() instanceof CaseDocument document
          ? document.wrapped().write()
          : kept.get().write();
    }
    Framework framework = export.framework();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return switch (format) {
      case CASE, CASE_1_0 -> {
        CaseVersion version = format == Format.CASE ? CaseVersion.V1_1 : CaseVersion.V1_0;
        CaseDocument document = CaseDocument.of(framework, version, now);
        yield (wrapped ? document.wrapped() : document).write();
      }
      case MOODLE -> MoodleCsv.of(framework).write();
      case FIELDBENCH -> FrameworkWriter.write(framework);
    };
  }
}
