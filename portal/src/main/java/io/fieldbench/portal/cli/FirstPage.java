package io.fieldbench.portal.cli;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** The page that a visitor sees first. */
final class FirstPage {
  private static final int TRIES = 6000;

  private FirstPage() {}

  /**
   * Waits until it is served whole, for at least a minute. It knocks every 10 ms and asks by the
   * plainest means: an HTTP client takes the processor from the start that is waited for.
   *
   * @param portal such as {@code http://127.0.0.1:8080}
   * @param alive asked before each try
   * @throws VerbFailure when it was not served
   */
  static void await(URI portal, BooleanSupplier alive) throws InterruptedException, VerbFailure {
    for (int i = 0; i < TRIES && alive.getAsBoolean(); i++) {
      if (isServed(portal)) {
        return;
      }
      Thread.sleep(10);
    }
    throw new VerbFailure("The portal did not serve its first page");
  }

  private static boolean isServed(URI portal) {
    String request =
        "GET /sign-in HTTP/1.1\r\nHost: " + portal.getAuthority() + "\r\nConnection: close\r\n\r\n";
    try (var socket = new Socket(portal.getHost(), portal.getPort())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.startsWith("HTTP/1.1 200 ");
    } catch (IOException e) {
      return false;
    }
  }
}
