package io.fieldbench.portal.cli;

import io.fieldbench.lab.Workspace.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Types at a terminal and waits for each character to come back. */
final class Echo {
  private static final int WARM = 20;
  private static final int QUIET_MILLIS = 500;

  private final BlockingQueue<byte[]> printed = new LinkedBlockingQueue<>();

  private interface Keyboard {
    void type(byte[] keys) throws IOException;
  }

  private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);

  private Echo() {}

  /** A socket sends one message at a time. */
  private synchronized CompletableFuture<WebSocket> inTurn(
      Supplier<CompletableFuture<WebSocket>> message) {
    sent = sent.thenCompose(before -> message.get());
    return sent;
  }

  /** Milliseconds from key to echo, the median of so many. */
  static double of(Terminal terminal, int keys)
      throws IOException, InterruptedException, VerbFailure {
    var echo = new Echo();
    Thread.ofVirtual().start(() -> echo.read(terminal));
    return echo.median(
        typed -> {
          terminal.input().write(typed);
          terminal.input().flush();
        },
        keys);
  }

  /** The same through the terminal of a work page. */
  static double of(BenchPortal portal, String work, int keys)
      throws IOException, InterruptedException, VerbFailure {
    var echo = new Echo();
    WebSocket socket =
        portal
            .client()
            .newWebSocketBuilder()
            .header("Origin", portal.address().toString())
            .buildAsync(
                URI.create(
                    "ws"
                        + portal.address().toString().substring(4)
                        + work
                        + "/terminal?columns=80&rows=24"),
                echo.new Page())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
    double median =
        echo.median(
            typed -> echo.inTurn(() -> socket.sendBinary(ByteBuffer.wrap(typed), true)).join(),
            keys);
    socket.abort();
    return median;
  }

  private void read(Terminal terminal) {
    byte[] piece = new byte[8192];
    try {
      for (int n = terminal.output().read(piece); n >= 0; n = terminal.output().read(piece)) {
        printed.add(Arrays.copyOf(piece, n));
      }
    } catch (IOException e) {
      // Its end.
    }
  }

  /** Says what it has drawn, as the page does. */
  private final class Page implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] piece = new byte[data.remaining()];
      data.get(piece);
      printed.add(piece);
      CompletionStage<?> told =
          inTurn(() -> from.sendText("{\"drawn\": " + piece.length + "}", true));
      from.request(1);
      return told;
    }
  }

  private double median(Keyboard keyboard, int keys)
      throws IOException, InterruptedException, VerbFailure {
    byte[] first = printed.poll(20, TimeUnit.SECONDS);
    while (first != null && printed.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS) != null) {}
    double[] millis = new double[keys];
    for (int i = -WARM; i < keys; i++) {
      byte key = (byte) ('a' + Math.floorMod(i, 26));
      long before = System.nanoTime();
      keyboard.type(new byte[] {key});
      awaitPrinted(key);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - before) / 1e6;
      }
      while (printed.poll(2, TimeUnit.MILLISECONDS) != null) {}
    }
    Arrays.sort(millis);
    return millis[keys / 2];
  }

  private void awaitPrinted(byte key) throws InterruptedException, VerbFailure {
    while (true) {
      byte[] piece = printed.poll(5, TimeUnit.SECONDS);
      if (piece == null) {
        throw new VerbFailure("A terminal did not show what was typed");
      }
      for (byte shown : piece) {
        if (shown == key) {
          return;
        }
      }
    }
  }
}
