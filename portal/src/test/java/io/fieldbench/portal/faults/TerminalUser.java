package io.fieldbench.portal.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A browser's side of a terminal, which says what it has drawn as the page does. */
final class TerminalUser implements WebSocket.Listener, AutoCloseable {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AtomicLong bytes = new AtomicLong();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final boolean draws;
  private WebSocket socket;
  private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);

  private TerminalUser(boolean draws) {
    this.draws = draws;
  }

  /** A socket of the JDK refuses a message while it sends another one. */
  private synchronized CompletableFuture<WebSocket> inTurn(
      Supplier<CompletableFuture<WebSocket>> message) {
    sent = sent.handle((done, failure) -> done).thenCompose(before -> message.get());
    return sent;
  }

  /** Refused with this status. */
  static final class Refusal extends Exception {
    final int status;

    Refusal(int status) {
      super("status " + status);
      this.status = status;
    }
  }

  /**
   * @param origin of the page, null for none
   */
  static TerminalUser open(HttpClient client, int port, String path, String origin) throws Refusal {
    return open(client, port, path, origin, true);
  }

  /**
   * @param draws false for one that receives and never says so
   */
  static TerminalUser open(HttpClient client, int port, String path, String origin, boolean draws)
      throws Refusal {
    var user = new TerminalUser(draws);
    WebSocket.Builder builder = client.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    URI address = URI.create("ws://127.0.0.1:" + port + path + "/terminal?columns=120&rows=30");
    try {
      user.socket = builder.buildAsync(address, user).orTimeout(20, TimeUnit.SECONDS).join();
      return user;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw new Refusal(refused.getResponse().statusCode());
      }
      throw e;
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] piece = new byte[data.remaining()];
    data.get(piece);
    synchronized (printed) {
      printed.writeBytes(piece);
    }
    bytes.addAndGet(piece.length);
    if (draws) {
      inTurn(() -> from.sendText("{\"drawn\": " + piece.length + "}", true));
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }

  TerminalUser type(String text) {
    inTurn(() -> socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true))
        .join();
    return this;
  }

  /** Sends what a page would not. */
  void send(byte[] message) throws IOException {
    try {
      inTurn(() -> socket.sendBinary(ByteBuffer.wrap(message), true)).join();
    } catch (CompletionException e) {
      throw new IOException(e);
    }
  }

  void tell(String json) {
    inTurn(() -> socket.sendText(json, true)).join();
  }

  /** All that was printed so far, escape sequences too. */
  String printed() {
    synchronized (printed) {
      return printed.toString(StandardCharsets.UTF_8);
    }
  }

  long bytes() {
    return bytes.get();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  /** The code with which the portal closed it. */
  int code() {
    return closed.join();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
