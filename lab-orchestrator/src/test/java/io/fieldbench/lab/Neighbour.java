package io.fieldbench.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A stand-in for another computer on this machine's network: a network namespace at the other end
 * of a virtual cable, that routes what is sent to an address through this machine. Needs root.
 */
final class Neighbour implements AutoCloseable {
  static final String CANNOT_BE = "only root with ip, unshare and nsenter can make a neighbour";

  private final String cable = "fb" + UUID.randomUUID().toString().substring(0, 8);
  private final Process namespace;

  /**
   * @param route the addresses that it looks for behind this machine, as 10.230.0.0/16
   */
  Neighbour(String route) throws IOException, InterruptedException {
    namespace = new ProcessBuilder("unshare", "-n", "sleep", "300").start();
    run("ip link add %s type veth peer name far".formatted(cable));
    run("until ip link set far netns %d; do :; done".formatted(namespace.pid()));
    run("ip addr add 198.18.77.1/30 dev %1$s && ip link set %1$s up".formatted(cable));
    inside("ip addr add 198.18.77.2/30 dev far && ip link set far up");
    inside("ip route add %s via 198.18.77.1".formatted(route));
  }

  /** For {@code @EnabledIf}. */
  static boolean canBe() {
    return "root".equals(System.getProperty("user.name"))
        && List.of("ip", "unshare", "nsenter").stream()
            .allMatch(tool ->
                List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
  }

  /**
   * What a broker answers to a CONNECT without credentials, in hexadecimal digits; "" for nothing.
   */
  String knock(String address, int port) throws IOException, InterruptedException {
    String packet = "\\x10\\x0c\\x00\\x04MQTT\\x04\\x02\\x00\\x0a\\x00\\x00";
    String script =
        "exec 3<>/dev/tcp/%s/%d && printf '%s' >&3 && timeout 5 head -c 4 <&3 | od -An -tx1";
    // In a shell of its own, which a broken connection ends by a signal.
    return inside("( " + script.formatted(address, port, packet) + " ) 2>/dev/null; true")
        .replaceAll("\\s", "");
  }

  private String inside(String script) throws IOException, InterruptedException {
    return run(List.of("nsenter", "-t", "" + namespace.pid(), "-n", "bash", "-c", script));
  }

  private static void run(String script) throws IOException, InterruptedException {
    run(List.of("bash", "-c", script));
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("ip link del " + cable);
    namespace.destroyForcibly().waitFor();
  }
}
