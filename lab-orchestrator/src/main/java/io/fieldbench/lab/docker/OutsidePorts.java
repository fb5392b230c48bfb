package io.fieldbench.lab.docker;

import io.fieldbench.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Chooses the ports that labs are reached at. The Engine would choose another one at each start of
 * the gate, and one that an outgoing connection of the host may hold by then.
 */
record OutsidePorts(InetAddress bind) {
  /** Below the ports that Linux gives to outgoing connections (32768 to 60999). */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_767;
  private static final int TRIES = 200;
  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  int free() throws LabException {
    for (int i = 0; i < TRIES; i++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new LabException("no port of %s is free".formatted(bind.getHostAddress()));
  }

  /**
   * @throws LabException when something else listens on the port
   */
  void requireFree(String endpoint, int port) throws LabException {
    if (!isFree(port)) {
      throw taken(endpoint, port);
    }
  }

  LabException taken(String endpoint, int port) {
    return new LabException(
        "port %d of %s cannot be used for the lab's endpoint %s: something else uses it"
            .formatted(port, bind.getHostAddress(), endpoint));
  }

  private boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(bind, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
