package io.fieldbench.portal.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Docker Engine of the test's own beside the machine's, with the images of labs, so that it can
 * be restarted. It leaves the packet filter to the machine's, for both would write it; so nothing
 * can be said of isolation on it.
 */
final class OwnEngine implements AutoCloseable {
  private static final List<String> IMAGES =
      List.of("fieldbench/gate:1", "fieldbench/mosquitto:1", "fieldbench/workspace:1");

  private static final String KEPT = "fieldbench/kept:1";

  private static final String BRIDGE = "br-fieldbench";

  private final Path folder;
  private Process process;

  private OwnEngine(Path folder) {
    this.folder = folder;
  }

  /** Whether one can be started here. */
  static boolean canRun() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/sbin/dockerd"))
        && Files.isExecutable(Path.of("/sbin/ip"))
        && DockerHere.answers();
  }

  static OwnEngine start() throws IOException, InterruptedException {
    // The path of a socket has at most 107 bytes.
    var engine = new OwnEngine(Files.createTempDirectory("fieldbench-engine"));
    bridged("-A");
    // It would open gates of the machine's Engine to each other: it must not outlive the test.
    Runtime.getRuntime().addShutdownHook(new Thread(OwnEngine::unbridge, "unbridge"));
    run("/sbin/ip link add " + BRIDGE + " type bridge");
    run("/sbin/ip address add 10.229.250.1/24 dev " + BRIDGE);
    run("/sbin/ip link set " + BRIDGE + " up");
    engine.restart();
    var save = new ArrayList<>(List.of("docker", "save"));
    save.addAll(IMAGES);
    var load = List.of("docker", "-H", engine.address(), "load", "-q");
    List<Process> copies =
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder(save).redirectError(Redirect.INHERIT),
                new ProcessBuilder(load)
                    .redirectError(Redirect.INHERIT)
                    .redirectOutput(Redirect.DISCARD)));
    for (Process copy : copies) {
      if (copy.waitFor() != 0) {
        throw new AssertionError("the images could not be copied");
      }
    }
    return engine;
  }

  /** For {@code DOCKER_HOST}. */
  String address() {
    return "unix://" + folder.resolve("socket");
  }

  /** Starts it on what it had, and waits until it answers. */
  void restart() throws IOException {
    process =
        new ProcessBuilder(
                "/usr/sbin/dockerd",
                "--host=" + address(),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                // Where a containerd of the machine runs, both Engines use it.
                "--containerd-namespace=fieldbench-test",
                "--containerd-plugins-namespace=fieldbench-test-plugins",
                // Without one of its own it would take the machine's Engine its bridge.
                "--bridge=" + BRIDGE,
                "--iptables=false",
                "--ip-forward=false")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            new ProcessBuilder("docker", "-H", address(), "info")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0);
  }

  /** In good order; it stops its containers. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the Engine does not stop");
    }
  }

  /** Starts it if it is stopped. */
  void running() throws IOException {
    if (!process.isAlive()) {
      restart();
    }
  }

  /** Lets its next stop take that long, as on a machine with much to stop. */
  void stopSlowly(int seconds) throws IOException, InterruptedException {
    docker(
        "run",
        "-d",
        "--rm",
        "--network=none",
        "--stop-timeout=" + seconds,
        "--entrypoint=/bin/sleep",
        "fieldbench/workspace:1",
        "1000");
  }

  /** Lets the tag of one image mean another one, or none; {@link #putBack} ends that. */
  void replace(String image, Optional<String> by) throws IOException, InterruptedException {
    docker("tag", image, KEPT);
    docker("rmi", image);
    if (by.isPresent()) {
      docker("tag", by.get(), image);
    }
  }

  void putBack(String image) throws IOException, InterruptedException {
    docker("tag", KEPT, image);
  }

  private void docker(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker", "-H", address()));
    command.addAll(List.of(words));
    run(String.join(" ", command));
  }

  /**
   * The machine's Engine lets nothing pass that it does not know. What stays within one bridge may,
   * unless one of its rules before this one drops it.
   */
  private static void bridged(String action) throws IOException, InterruptedException {
    run(
        "/usr/sbin/iptables "
            + action
            + " FORWARD -i br-+ -o br-+ -m physdev --physdev-is-bridged -j ACCEPT");
  }

  private static void run(String command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command.split(" ")).inheritIO().start().waitFor() != 0) {
      throw new AssertionError("failed: " + command);
    }
  }

  /** At the end of the JVM; nothing is there to be removed where the test has ended well. */
  private static void unbridge() {
    try {
      bridged("-D");
    } catch (IOException | AssertionError e) {
      // It is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many it has, running or not. */
  long containers() throws IOException, InterruptedException {
    Process list = new ProcessBuilder("docker", "-H", address(), "ps", "-aq").start();
    long count = list.inputReader().lines().count();
    if (list.waitFor() != 0) {
      throw new AssertionError("the Engine does not list its containers");
    }
    return count;
  }

  /** Its bridges would stay on the machine, and their subnets be taken for ever. */
  private void removeNetworks() throws IOException, InterruptedException {
    running();
    Process list = new ProcessBuilder("docker", "-H", address(), "ps", "-aq").start();
    for (String container : list.inputReader().lines().toList()) {
      docker("rm", "-f", container);
    }
    docker("network", "prune", "-f");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    removeNetworks();
    stop();
    bridged("-D");
    run("/sbin/ip link delete " + BRIDGE);
    // Its layers hold files that Java's own walk cannot name.
    new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
  }
}
