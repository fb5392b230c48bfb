package io.fieldbench.portal.cli;

import io.fieldbench.lab.LabAddress;
import io.fieldbench.portal.PortalApplication;
import io.fieldbench.portal.account.DemoUsers;
import io.fieldbench.portal.account.DemoUsers.DemoUser;
import io.fieldbench.portal.lab.ChosenRuntime;
import io.fieldbench.portal.lab.RuntimeChoice;
import io.fieldbench.portal.lab.RuntimeInUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.util.ClassUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the portal and keeps it running until Ctrl-C. */
@Command(name = "run", description = "Starts the portal.", mixinStandardHelpOptions = true)
final class RunVerb implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the pages; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      description = "Address to serve the pages on (default: ${DEFAULT-VALUE}).")
  private String address = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".fieldbench",
      description = "Folder for all state (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  @Option(
      names = "--lab-address",
      paramLabel = "HOST",
      description =
          "Address of this machine, or its name, for the labs' own ports: unencrypted on a loopback"
              + " address, on any other under TLS alone (default: 127.0.0.1).")
  private @Nullable String labAddress;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      description =
          "What builds labs: embedded, docker, or auto for Docker where it can be had (default:"
              + " auto).")
  private @Nullable RuntimeChoice runtime;

  @Mixin private DatabaseOption database = new DatabaseOption();

  /** What makes the script's AOT cache. */
  @Option(
      names = "--once",
      hidden = true,
      description = "Ends in good order when its first page was fetched.")
  private boolean once;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws VerbFailure, InterruptedException {
    InetAddress host = host(address);
    requireFreePort(host);
    List<String> settings = new ArrayList<>(database.settings());
    if (labAddress != null) {
      settings.add("--fieldbench.lab.address=" + labHost(labAddress));
    }
    if (runtime == RuntimeChoice.DOCKER) {
      requireDocker();
    }
    CountDownLatch closed = new CountDownLatch(1);
    try (DataFolder folder = DataFolder.open(data, !database.isGiven())) {
      ConfigurableApplicationContext portal = start(folder, settings);
      portal.addApplicationListener(event -> {
        if (event instanceof ContextClosedEvent) {
          closed.countDown();
        }
      });
      List<DemoUser> users = portal.getBean(DemoUsers.class).createInEmptyDatabase();
      int bound = portal.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      announce(
          host, bound, portal.getBean(RuntimeInUse.class), portal.getBean(LabAddress.class), users);
      if (once) {
        FirstPage.await(url(host, bound), () -> !portal.isClosed());
        portal.close();
      }
      closed.await();
    }
    return 0;
  }

  private ConfigurableApplicationContext start(DataFolder folder, List<String> settings)
      throws VerbFailure {
    settings.add("--server.port=" + port);
    settings.add("--server.address=" + host(address).getHostAddress());
    settings.add("--fieldbench.data=" + folder.path());
    settings.add("--fieldbench.lab.portal=" + folder.portal());
    if (runtime != null) {
      settings.add("--fieldbench.lab.runtime=" + runtime.name());
    }
    Fieldbench.leaveLogsToSpring();
    useBeansOfTheBuild();
    if (!once) {
      // What --once leaves is written during the stop, and may take longer.
      StopInTime.guard();
    }
    try {
      SpringApplication application = new SpringApplication(PortalApplication.class);
      application.setMainApplicationClass(PortalApplication.class);
      application.setLogStartupInfo(false);
      return application.run(settings.toArray(String[]::new));
    } catch (RuntimeException e) {
      folder.undo();
      throw new VerbFailure("The portal did not start: " + rootMessage(e));
    }
  }

  /** What the build worked out of the beans is in the jar alone; other class paths do without. */
  private static void useBeansOfTheBuild() {
    String initializer = PortalApplication.class.getName() + "__ApplicationContextInitializer";
    if (ClassUtils.isPresent(initializer, null)) {
      System.setProperty(AotDetector.AOT_ENABLED, "true");
    }
  }

  /** Says it in one piece: whoever waits for the address finds the passwords with it. */
  private void announce(
      InetAddress host,
      int boundPort,
      RuntimeInUse runtime,
      LabAddress labs,
      List<DemoUser> users) {
    var text = new Formatter();
    text.format("Fieldbench is ready: %s%n", url(host, boundPort));
    text.format("%s%n", runtime.line());
    labs.outside()
        .ifPresent(o -> text.format("Own tools reach labs at %s, under TLS alone.%n", o.host()));
    if (!users.isEmpty()) {
      text.format("%nSign in as one of these. The passwords are shown this once;%n");
      text.format("`./fieldbench password USER`, with the same --data, sets a new one later.%n%n");
      for (DemoUser user : users) {
        String role = user.role().name().toLowerCase(Locale.ROOT);
        text.format("  %-12s%-12s%s%n", user.username(), role, user.password());
      }
      text.format("%n");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private void requireFreePort(InetAddress host) throws VerbFailure {
    if (port < 0 || port > 65_535) {
      throw new VerbFailure("A port is a number from 0 to 65535, not " + port);
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new VerbFailure(
          "Port "
              + port
              + " on "
              + address
              + " cannot be used ("
              + e.getMessage()
              + "): choose another with --port");
    }
  }

  private static void requireDocker() throws VerbFailure {
    try {
      ChosenRuntime.requireDocker();
    } catch (ChosenRuntime.Unavailable e) {
      throw new VerbFailure(String.valueOf(e.getMessage()));
    }
  }

  /** A name stays one, for the certificates; of a loopback address, which has none, it does not. */
  private static String labHost(String given) throws VerbFailure {
    if (given.contains(":")) {
      throw new VerbFailure(
          "--lab-address takes an IPv6 address by a name that stands for it: tools write HOST:PORT,"
              + " which "
              + given
              + " would make ambiguous");
    }
    InetAddress address = host(given);
    if (address.isAnyLocalAddress() || !isHere(address)) {
      throw new VerbFailure(
          "--lab-address must be the one address at which trainees reach this machine, not "
              + given);
    }
    return address.isLoopbackAddress() ? address.getHostAddress() : given;
  }

  private static boolean isHere(InetAddress address) throws VerbFailure {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      throw new VerbFailure("The addresses of this machine are not known: " + e.getMessage());
    }
  }

  private static InetAddress host(String address) throws VerbFailure {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new VerbFailure("Not an address of this machine: " + address);
    }
  }

  private static URI url(InetAddress host, int boundPort) {
    String name = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
    return URI.create("http://" + bracketed(name) + ":" + boundPort);
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = String.valueOf(root.getMessage());
    return root.getClass().getSimpleName() + ", " + text.lines().findFirst().orElse("");
  }
}
