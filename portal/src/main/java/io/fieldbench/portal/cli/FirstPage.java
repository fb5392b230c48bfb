package io.fieldbench.portal.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The page that a visitor sees first. */
final class FirstPage {
  private static final int TRIES = 6000;

  private FirstPage() {}

  /**
   * Asks for it every 10 ms, for at least a minute, until it is served whole.
   *
   * @param portal such as {@code http://127.0.0.1:8080}
   * @param alive asked before each try
   * @throws VerbFailure when it was not served
   */
  static void await(URI portal, BooleanSupplier alive) throws InterruptedException, VerbFailure {
    HttpRequest page =
        HttpRequest.newBuilder(portal.resolve("/sign-in")).timeout(Duration.ofSeconds(5)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < TRIES && alive.getAsBoolean(); i++) {
        try {
          if (client.send(page, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not up yet.
        }
        Thread.sleep(10);
      }
    }
    throw new VerbFailure("The portal did not serve its first page");
  }
}
