package io.fieldbench.lab.embedded;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import io.fieldbench.lab.BrokerProbe;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.FreePorts;
import io.fieldbench.lab.LabException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** One started broker. */
final class Broker {
  /** HiveMQ hands its services out through static fields: two starts at once mix up their doors. */
  private static final ReentrantLock START = new ReentrantLock();

  private final EmbeddedHiveMQ server;
  private final Doors doors;
  private final InetSocketAddress address;

  private Broker(EmbeddedHiveMQ server, Doors doors, int port) {
    this.server = server;
    this.doors = doors;
    this.address = new InetSocketAddress(doors.address().plain(), port);
  }

  /**
   * Starts a broker and returns when its doors have been tried: the right password opens them and a
   * wrong one does not.
   *
   * @param folder for its files
   * @param asked port of all doors; 0 for any
   * @throws LabException when the port is taken or the broker does not start; nothing runs then
   */
  static Broker start(Path folder, Doors doors, int asked, Accounts accounts, Credentials probe)
      throws LabException {
    requireFree(doors, asked);
    var extension = new BrokerExtension(accounts);
    EmbeddedHiveMQ server = null;
    try {
      START.lock();
      var handler = Thread.getDefaultUncaughtExceptionHandler();
      try {
        BrokerConfig.write(folder, doors, port(doors, asked));
        server = build(folder, extension);
        BrokerConfig.applyShared();
        server.start().join();
      } finally {
        // HiveMQ puts one there that ends the whole JVM.
        Thread.setDefaultUncaughtExceptionHandler(handler);
        START.unlock();
      }
      var broker = new Broker(server, doors, extension.port());
      broker.tryDoors(probe);
      return broker;
    } catch (IOException | CompletionException e) {
      if (server != null) {
        close(server);
      }
      requireFree(doors, asked);
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

  private static void requireFree(Doors doors, int port) throws LabException {
    if (port != 0) {
      new FreePorts(doors.address().all()).requireFree("the lab's broker", port);
    }
  }

  /** With a single door the system may choose. */
  private static int port(Doors doors, int asked) throws LabException {
    return asked != 0 || doors.guarded().isEmpty()
        ? asked
        : new FreePorts(doors.address().all()).free();
  }

  private void tryDoors(Credentials probe) throws IOException {
    var wrong = new Credentials(probe.username(), probe.password() + "x");
    if (!BrokerProbe.accepts(address, probe) || BrokerProbe.accepts(address, wrong)) {
      throw new IOException("its authentication is not in force");
    }
    if (doors.guarded().isPresent()) {
      var door = doors.guarded().get();
      var outside = new InetSocketAddress(door.outside().bind(), port());
      if (!BrokerProbe.accepts(
          outside, door.outside().host(), door.identity().authority(), probe)) {
        throw new IOException("its door under TLS is not open");
      }
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
