package io.fieldbench.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses the ports that labs are reached at; for runtimes. The system would choose another one at
 * each start, and one that an outgoing connection of the host may hold by then.
 *
 * @param addresses on each of which a port has to be free
 */
public record FreePorts(List<InetAddress> addresses) {
  /** Below the ports that Linux gives to outgoing connections (32768 to 60999). */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_767;
  private static final int TRIES = 200;
  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  public FreePorts {
    addresses = List.copyOf(addresses);
  }

  /**
   * A port that is free now; another process may take it a moment later.
   *
   * @throws LabException when there is none
   */
  public int free() throws LabException {
    for (int i = 0; i < TRIES; i++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST + 1);
      if (obstacle(port).isEmpty()) {
        return port;
      }
    }
    throw new LabException(
        "no port is free on " + addresses.stream().map(InetAddress::getHostAddress).toList());
  }

  /**
   * @param user who wants it, for the message
   * @throws LabException naming the address at which the port cannot be had
   */
  public void requireFree(String user, int port) throws LabException {
    Optional<String> obstacle = obstacle(port);
    if (obstacle.isPresent()) {
      throw new LabException(
          "port %d cannot be used for %s: %s".formatted(port, user, obstacle.get()));
    }
  }

  private Optional<String> obstacle(int port) {
    for (InetAddress address : addresses) {
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(address, port));
      } catch (IOException e) {
        return Optional.of(address.getHostAddress() + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
