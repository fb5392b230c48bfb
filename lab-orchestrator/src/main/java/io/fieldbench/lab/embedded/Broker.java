package io.fieldbench.lab.embedded;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import io.fieldbench.lab.BrokerProbe;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** One started broker. */
final class Broker {
  /** HiveMQ hands its services out through static fields: two starts at once mix up their doors. */
  private static final ReentrantLock START = new ReentrantLock();

  private final EmbeddedHiveMQ server;
  private final InetSocketAddress address;

  private Broker(EmbeddedHiveMQ server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts a broker and returns when its door has been tried: the right password opens it and a
   * wrong one does not.
   *
   * @param folder for its files
   * @param port 0 for one of the system's choice
   * @throws LabException when the port is taken or the broker does not start; nothing runs then
   */
  static Broker start(Path folder, InetAddress bind, int port, Accounts accounts, Credentials probe)
      throws LabException {
    requireFree(bind, port);
    var extension = new BrokerExtension(accounts);
    EmbeddedHiveMQ server = null;
    try {
      BrokerConfig.write(folder, bind.getHostAddress(), port);
      START.lock();
      var handler = Thread.getDefaultUncaughtExceptionHandler();
      try {
        server = build(folder, extension);
        BrokerConfig.applyShared();
        server.start().join();
      } finally {
        // HiveMQ puts one there that ends the whole JVM.
        Thread.setDefaultUncaughtExceptionHandler(handler);
        START.unlock();
      }
      var broker = new Broker(server, new InetSocketAddress(bind, extension.port()));
      broker.tryDoor(probe);
      return broker;
    } catch (IOException | CompletionException e) {
      if (server != null) {
        close(server);
      }
      requireFree(bind, port);
      throw new LabException("the broker did not start: " + e.getMessage(), e);
    }
  }

  private static EmbeddedHiveMQ build(Path folder, BrokerExtension extension) {
    return EmbeddedHiveMQ.builder()
        .withConfigurationFolder(folder)
        .withDataFolder(folder.resolve("data"))
        .withExtensionsFolder(folder.resolve("extensions"))
        .withoutLoggingBootstrap()
        .withEmbeddedExtension(
            EmbeddedExtension.builder()
                .withId("fieldbench")
                .withName("Fieldbench")
                .withVersion("1")
                .withAuthor("Fieldbench")
                .withExtensionMain(extension)
                .build())
        .build();
  }

  private static void requireFree(InetAddress bind, int port) throws LabException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(bind, port));
    } catch (IOException e) {
      throw new LabException(
          "port %d of %s cannot be used for the lab's broker: %s"
              .formatted(port, bind.getHostAddress(), e.getMessage()),
          e);
    }
  }

  private void tryDoor(Credentials probe) throws IOException {
    var wrong = new Credentials(probe.username(), probe.password() + "x");
    if (!BrokerProbe.accepts(address, probe) || BrokerProbe.accepts(address, wrong)) {
      throw new IOException("its authentication is not in force");
    }
  }

  int port() {
    return address.getPort();
  }

  /** Whether it lets the right client in. */
  boolean answers(Credentials probe) {
    try {
      return BrokerProbe.accepts(address, probe);
    } catch (IOException e) {
      return false;
    }
  }

  /** Disconnects all clients and frees the port; takes about 2 s. */
  void stop() {
    close(server);
  }

  private static void close(EmbeddedHiveMQ server) {
    boolean interrupted = false;
    while (true) {
      try {
        server.close();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a broker could not be stopped", e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
