package io.fieldbench.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real broker as a child process on a free port of 127.0.0.1, which stays the same. */
final class Mosquitto implements AutoCloseable {
  static final String BINARY = "/usr/sbin/mosquitto";

  final int port;
  private final Path folder;
  private Process process;

  /**
   * @param folder for its configuration
   */
  Mosquitto(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.write(
        folder.resolve("broker.conf"),
        List.of(
            // As root it would otherwise turn into a user who cannot read the folder.
            "user root",
            "listener " + port + " 127.0.0.1",
            "allow_anonymous false",
            "password_file " + folder.resolve("passwords"),
            "acl_file " + folder.resolve("permissions")));
    Files.write(
        folder.resolve("permissions"),
        List.of(
            "user observer",
            "topic readwrite #",
            "user kit",
            "topic readwrite fieldbench/kit/#",
            "topic write plant/hall/line/cell/motor-temperature"));
    Files.createFile(folder.resolve("passwords"));
    password("kit", "right");
    password("observer", "right");
  }

  /** Counts from the next start. */
  void password(String user, String password) throws IOException {
    Process tool =
        new ProcessBuilder(
                "mosquitto_passwd", "-b", folder.resolve("passwords").toString(), user, password)
            .inheritIO()
            .start();
    assertThat(tool.onExit().join().exitValue()).isZero();
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(BINARY, "-c", folder.resolve("broker.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("broker.log").toFile())
            .start();
    await("broker on port " + port).ignoreExceptions().until(this::answers);
  }

  /** As a crash or a power cut would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  private boolean answers() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }
}
