package io.fieldbench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Other addresses of this machine than 127.0.0.1; no packet to one leaves it. */
final class Outsides {
  /** Networks of containers, which come and go. */
  private static final Pattern CONTAINERS = Pattern.compile("(br-|docker|veth|virbr).*");

  private Outsides() {}

  /** One at which others could reach this machine; where it has none, a second loopback address. */
  static String address() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(network -> !CONTAINERS.matcher(network.getName()).matches())
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .sorted()
          .findFirst()
          .orElse("127.0.0.2");
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every port of an address where a broker lets these credentials in without TLS. */
  static List<Integer> plainDoors(String address, Credentials credentials) throws IOException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var doors = new ArrayList<Future<Boolean>>();
      List<Integer> open = openPorts(address);
      for (int port : open) {
        var endpoint = new Endpoint("mqtt", address, port);
        doors.add(executor.submit(() -> letsIn(endpoint, credentials)));
      }
      executor.close();
      return IntStream.range(0, open.size())
          .filter(i -> doors.get(i).resultNow())
          .mapToObj(open::get)
          .toList();
    }
  }

  private static List<Integer> openPorts(String address) throws IOException {
    var open = new ArrayList<Integer>();
    InetAddress host = InetAddress.getByName(address);
    for (int port = 1; port <= 65_535; port++) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), 2_000);
        open.add(port);
      } catch (ConnectException | SocketTimeoutException e) {
        // Nobody listens.
      }
    }
    return open;
  }

  /** A broker that says anything is asked in earnest: the probe's own name is not for everybody. */
  private static boolean letsIn(Endpoint endpoint, Credentials credentials) {
    try {
      BrokerProbe.accepts(new InetSocketAddress(endpoint.host(), endpoint.port()), credentials);
      new MqttUser(endpoint, credentials).connect().close();
      return true;
    } catch (IOException | MqttException e) {
      return false;
    }
  }

  /** What labs did before there was TLS: their broker, unencrypted, on that address. */
  static final class PlainDoor implements AutoCloseable {
    private final ServerSocket door;
    private final Endpoint broker;

    PlainDoor(String address, Endpoint broker) throws IOException {
      this.door = new ServerSocket(0, 50, InetAddress.getByName(address));
      this.broker = broker;
      Thread.ofVirtual().start(this::open);
    }

    int port() {
      return door.getLocalPort();
    }

    private void open() {
      while (!door.isClosed()) {
        try {
          Socket in = door.accept();
          var out = new Socket(broker.host(), broker.port());
          Thread.ofVirtual().start(() -> pass(in, out));
          Thread.ofVirtual().start(() -> pass(out, in));
        } catch (IOException e) {
          return;
        }
      }
    }

    private static void pass(Socket from, Socket to) {
      try (from;
          to) {
        from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException e) {
        // One end has closed.
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }
}
