package io.fieldbench.portal.cli;

import io.fieldbench.kit.agent.KitConfig;
import io.fieldbench.kit.agent.VirtualKit;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kit run}: a kit alone, against any broker. */
@Command(
    name = "kit",
    description = "Sensor kits.",
    mixinStandardHelpOptions = true,
    subcommands = KitVerb.Run.class)
final class KitVerb {
  /** Runs a virtual kit until Ctrl-C. */
  @Command(
      name = "run",
      description = "Runs a virtual kit until Ctrl-C.",
      mixinStandardHelpOptions = true)
  static final class Run implements Callable<Integer> {
    @Option(
        names = "--virtual",
        required = true,
        description = "A simulated board and plant (the only kind so far).")
    private boolean virtual;

    @Option(names = "--broker", required = true, description = "tcp://HOST:PORT")
    private URI broker = URI.create("");

    @Option(
        names = "--username",
        defaultValue = "kit",
        description = "User name on the broker (default: ${DEFAULT-VALUE}).")
    private String username = "";

    @Option(
        names = "--password-file",
        description =
            "File with the password; without it the variable FIELDBENCH_KIT_PASSWORD is read.")
    private @Nullable Path passwordFile;

    @Option(
        names = "--id",
        defaultValue = "kit-1",
        description = "The kit's id (default: ${DEFAULT-VALUE}).")
    private String id = "";

    @Option(
        names = "--plant",
        defaultValue = "motor",
        description = "What the kit stands at (default: ${DEFAULT-VALUE}).")
    private String plant = "";

    @Option(
        names = "--topic",
        required = true,
        description =
            "TAG=TOPIC, as motor-temperature=north/press/line2/cell07/motor-temperature; may be"
                + " repeated.")
    private Map<String, String> readings = Map.of();

    @Option(
        names = "--seed",
        defaultValue = "1",
        description = "From which the plant draws its properties (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--period",
        defaultValue = "100",
        description = "Milliseconds between readings (default: ${DEFAULT-VALUE}).")
    private int period;

    @Option(names = "--data", hidden = true)
    private @Nullable Path data;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws VerbFailure, InterruptedException {
      if (!"tcp".equals(broker.getScheme()) || broker.getHost() == null || broker.getPort() < 1) {
        throw new VerbFailure("--broker must be tcp://HOST:PORT, not '" + broker + "'");
      }
      var config =
          new KitConfig(
              id,
              broker.getHost(),
              broker.getPort(),
              username,
              password(),
              plant,
              readings,
              seed,
              Duration.ofMillis(period));
      var ended = new CountDownLatch(1);
      try (VirtualKit kit = VirtualKit.start(config)) {
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  kit.close();
                  ended.countDown();
                }));
        announce(kit);
        ended.await();
      } catch (IllegalArgumentException e) {
        throw new VerbFailure(String.valueOf(e.getMessage()));
      }
      return 0;
    }

    private void announce(VirtualKit kit) throws InterruptedException {
      long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!kit.connected() && System.nanoTime() < limit) {
        Thread.sleep(100);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          kit.connected()
              ? "Kit %s runs against %s until Ctrl-C.%n"
              : "Kit %s is not connected to %s: refused, or nobody is there. It tries again every"
                  + " second until Ctrl-C.%n",
          id,
          broker);
      out.flush();
    }

    private String password() throws VerbFailure {
      Path file = passwordFile;
      if (file == null) {
        String variable = System.getenv("FIELDBENCH_KIT_PASSWORD");
        if (variable == null) {
          throw new VerbFailure(
              "The password is missing: give --password-file or set FIELDBENCH_KIT_PASSWORD");
        }
        return variable;
      }
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new VerbFailure("The password file " + file + " cannot be read");
      }
    }
  }
}
