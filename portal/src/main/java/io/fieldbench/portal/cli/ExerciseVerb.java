package io.fieldbench.portal.cli;

import io.fieldbench.exercise.Exercise;
import io.fieldbench.exercise.ExerciseCatalog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exercise list|validate|verify}: for authors; starts no portal. */
@Command(
    name = "exercise",
    description = "Exercises: list, validate, verify.",
    mixinStandardHelpOptions = true,
    subcommands = {ExerciseVerb.ListAll.class, ExerciseVerb.Validate.class, VerifyVerb.class})
final class ExerciseVerb {
  /** Options that every verb here has. */
  static final class Where {
    @Option(
        names = "--content",
        paramLabel = "DIR",
        description = "Folder with catalog/ (and frameworks/) in place of the shipped content.")
    @Nullable Path content;

    @Option(names = "--data", hidden = true)
    @Nullable Path data;
  }

  /** One line for each exercise. */
  @Command(
      name = "list",
      description = "Every exercise with its state.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Mixin private Where where = new Where();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws VerbFailure {
      PrintWriter out = spec.commandLine().getOut();
      for (ExerciseCatalog.Entry entry : Content.exercises(where.content).entries()) {
        String state =
            entry
                .exercise()
                .map(e ->
                    "published, %d checks, %d points, %d min%s"
                        .formatted(
                            e.checks(),
                            e.maximum(),
                            e.time().toMinutes(),
                            e.needsWorkspace() ? ", needs Docker" : ""))
                .orElse(entry.problems().size() + " problems");
        out.printf("%-32s %s%n", entry.id(), state);
      }
      return 0;
    }
  }

  /** Every problem of every exercise, or of one. */
  @Command(
      name = "validate",
      description = "Names every problem with file and path.",
      mixinStandardHelpOptions = true)
  static final class Validate implements Callable<Integer> {
    @Parameters(
        arity = "0..*",
        paramLabel = "ID",
        description = "Exercises; all where none is named.")
    private List<String> ids = List.of();

    @Mixin private Where where = new Where();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws VerbFailure {
      PrintWriter out = spec.commandLine().getOut();
      ExerciseCatalog catalog = Content.exercises(where.content);
      int problems = 0;
      for (ExerciseCatalog.Entry entry : chosen(catalog, ids)) {
        entry.problems().forEach(p -> out.println(entry.id() + "/" + p));
        problems += entry.problems().size();
        if (entry.problems().isEmpty()) {
          out.println(entry.id() + ": no problem");
        }
      }
      return problems == 0 ? 0 : 1;
    }
  }

  /** The named entries, or all. */
  static List<ExerciseCatalog.Entry> chosen(ExerciseCatalog catalog, List<String> ids)
      throws VerbFailure {
    List<String> known = catalog.entries().stream().map(ExerciseCatalog.Entry::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new VerbFailure(
            "There is no exercise '" + id + "'. There are: " + String.join(", ", known));
      }
    }
    return catalog.entries().stream().filter(e -> ids.isEmpty() || ids.contains(e.id())).toList();
  }

  /** The published exercise of an entry. */
  static Exercise published(ExerciseCatalog.Entry entry) throws VerbFailure {
    return entry
        .exercise()
        .orElseThrow(() ->
            new VerbFailure(
                String.format(
                    Locale.ROOT,
                    "%s is not published, it has %d problems; see `exercise validate %s`",
                    entry.id(),
                    entry.problems().size(),
                    entry.id())));
  }
}
