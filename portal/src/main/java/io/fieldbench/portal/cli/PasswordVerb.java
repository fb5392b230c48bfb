package io.fieldbench.portal.cli;

import io.fieldbench.portal.account.PasswordReset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets a new password for someone who has lost theirs, while the portal is stopped. */
@Command(
    name = "password",
    description = {
      "Sets and prints a new password for USER; the portal must be stopped, unless --database is"
          + " given.",
      "While it runs, an administrator does the same under /admin/users."
    },
    mixinStandardHelpOptions = true)
final class PasswordVerb implements Callable<Integer> {
  @Parameters(paramLabel = "USER")
  private String username = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".fieldbench",
      description = "Folder for all state (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws VerbFailure {
    Fieldbench.leaveLogsToSpring();
    Optional<String> password;
    if (database.isGiven()) {
      password = PasswordReset.run(database.settings(), username);
    } else {
      try (DataFolder folder = DataFolder.openExisting(data)) {
        password = PasswordReset.run(List.of("--fieldbench.data=" + folder.path()), username);
      }
    }
    spec.commandLine()
        .getOut()
        .println(password.orElseThrow(() -> new VerbFailure("There is no user " + username)));
    return 0;
  }
}
