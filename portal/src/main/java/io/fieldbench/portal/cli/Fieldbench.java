package io.fieldbench.portal.cli;

import io.fieldbench.portal.database.NotMigratedException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/**
 * The main class: finds the verb and runs it.
 *
 * <p>Exit codes: 0 done, 1 could not be done (one line on standard error says why), 2 not
 * understood (with the usage).
 */
@Command(
    name = "fieldbench",
    description = "Trains people on Industrial-IoT labs and proves what they can do.",
    mixinStandardHelpOptions = true,
    versionProvider = Fieldbench.Version.class,
    synopsisSubcommandLabel = "VERB",
    footer = "  test      Builds and tests everything, from the sources: test --help.")
public final class Fieldbench {
  private static final List<Class<?>> VERBS =
      List.of(
          RunVerb.class,
          PasswordVerb.class,
          ExerciseVerb.class,
          FrameworkVerb.class,
          CoverageVerb.class,
          ImagesVerb.class,
          KitVerb.class,
          BenchVerb.class);

  private Fieldbench() {}

  public static void main(String[] args) {
    quietLogs();
    System.exit(commandLine(args).execute(args));
  }

  /** Until Spring sets up its own, and for verbs without Spring: only what is wrong. */
  private static void quietLogs() {
    System.setProperty("logback.configurationFile", "cli-logback.xml");
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  /** For verbs that start Spring, which configures the log itself. */
  static void leaveLogsToSpring() {
    System.clearProperty("logback.configurationFile");
  }

  /** Of all verbs, or of the first argument's alone: to read what each takes costs a start time. */
  static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new Fieldbench());
    List<Class<?>> asked =
        VERBS.stream().filter(verb -> args.length > 0 && args[0].equals(nameOf(verb))).toList();
    (asked.isEmpty() ? VERBS : asked).forEach(line::addSubcommand);
    line.addSubcommand(new HelpCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      Throwable said = NestedExceptionUtils.getMostSpecificCause(failure);
      if (!(said instanceof VerbFailure || said instanceof NotMigratedException)) {
        throw failure;
      }
      command.getErr().println(said.getMessage());
      return 1;
    });
    return line;
  }

  private static String nameOf(Class<?> verb) {
    return verb.getAnnotation(Command.class).name();
  }

  /** The version of the jar that this was started from. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Fieldbench.class.getPackage().getImplementationVersion();
      return new String[] {"fieldbench " + (version == null ? "(not packaged)" : version)};
    }
  }
}
