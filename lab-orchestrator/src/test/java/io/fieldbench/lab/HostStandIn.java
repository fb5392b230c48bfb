package io.fieldbench.lab;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services of the host, in whose place a test listens on all of the host's addresses. */
final class HostStandIn {
  private HostStandIn() {}

  /** Accepts and closes connections. */
  static final class Tcp implements AutoCloseable {
    private final ServerSocket server;

    Tcp() throws IOException {
      this(0);
    }

    private Tcp(int port) throws IOException {
      server = new ServerSocket(port, 50);
      Thread.ofVirtual().start(this::serve);
    }

    /** At this port, or at another one where it is taken. */
    static Tcp preferably(int port) throws IOException {
      try {
        return new Tcp(port);
      } catch (BindException e) {
        return new Tcp();
      }
    }

    private void serve() {
      try {
        while (true) {
          try (Socket client = server.accept()) {
            client.getOutputStream().write('!');
          }
        }
      } catch (IOException e) {
        // Closed.
      }
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** Answers each DNS query with "no such name". */
  static final class Dns implements AutoCloseable {
    private static final int PORT = 53;

    private final DatagramSocket socket;
    private final List<String> queries = new CopyOnWriteArrayList<>();

    /**
     * @throws SocketException when the port is taken or needs more rights
     */
    Dns() throws SocketException {
      socket = new DatagramSocket(PORT);
      Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
      var packet = new DatagramPacket(new byte[1_500], 1_500);
      try {
        while (true) {
          packet.setLength(1_500);
          socket.receive(packet);
          byte[] data = packet.getData();
          queries.add(new String(data, 0, packet.getLength(), StandardCharsets.ISO_8859_1));
          data[2] |= (byte) 0x80;
          data[3] = 3;
          socket.send(packet);
        }
      } catch (IOException e) {
        // Closed.
      }
    }

    /** Whether a query held this label of a name. */
    boolean heard(String label) {
      return queries.stream().anyMatch(query -> query.contains(label));
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
