package io.fieldbench.kit.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A link to a broker that can be disturbed. */
final class Relay implements AutoCloseable {
  enum Mode {
    /** Passes everything on. */
    OPEN,
    /** Takes a connection and ends it at once, as a gate does whose broker is gone. */
    DROPPING,
    /** Takes a connection and never answers. */
    SILENT
  }

  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int broker;
  private volatile Mode mode;

  Relay(int broker, Mode mode) throws IOException {
    this.broker = broker;
    this.mode = mode;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts all connections; new ones get the mode. */
  void cut(Mode next) {
    mode = next;
    sockets.forEach(Relay::end);
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut(Mode.DROPPING);
  }

  private void serve() {
    try {
      while (true) {
        Socket in = door.accept();
        connections.incrementAndGet();
        sockets.add(in);
        switch (mode) {
          case OPEN -> connect(in);
          case DROPPING -> end(in);
          case SILENT -> {}
        }
      }
    } catch (IOException e) {
      // The door is closed.
    }
  }

  private void connect(Socket in) {
    try {
      Socket out = new Socket(InetAddress.getLoopbackAddress(), broker);
      sockets.add(out);
      Thread.ofVirtual().start(() -> pump(in, out));
      Thread.ofVirtual().start(() -> pump(out, in));
    } catch (IOException e) {
      end(in);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side is gone, and so shall be the other.
    }
    end(from);
    end(to);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
