package io.fieldbench.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a peer that speaks just enough MQTT to refuse a subscription. */
class SessionTests {
  private static final int NOT_AUTHORISED = 0x87;

  private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<String> trouble = new CopyOnWriteArrayList<>();

  SessionTests() throws IOException {}

  @AfterEach
  void close() throws IOException {
    door.close();
  }

  @Test
  void isReadyOnceItListensToCommands() throws Exception {
    Session session = open(1);

    await().until(session::ready);

    assertThat(session.over()).isFalse();
    assertThat(trouble).containsExactly("");
    session.drop();
    assertThat(session.ready()).isFalse();
  }

  @Test
  void isOverWhereItMayNotListenToCommands() throws Exception {
    Session session = open(NOT_AUTHORISED);

    await().until(session::over);

    assertThat(session.ready()).isFalse();
    assertThat(String.join("", trouble)).contains("command", "135");
    session.drop();
  }

  private Session open(int granted) throws Exception {
    Thread.ofVirtual().start(() -> serve(granted));
    KitConfig config =
        new KitConfig(
            "kit-1",
            "127.0.0.1",
            door.getLocalPort(),
            "kit",
            "",
            "motor",
            Map.of(),
            1,
            Duration.ofSeconds(1));
    return new Session(config, payload -> {}, trouble::add);
  }

  private void serve(int granted) {
    try (Socket client = door.accept()) {
      InputStream in = client.getInputStream();
      packet(in);
      client.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
      byte[] subscribe = packet(in);
      client
          .getOutputStream()
          .write(new byte[] {(byte) 0x90, 4, subscribe[0], subscribe[1], 0, (byte) granted});
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client has left.
    }
  }

  /** What follows the fixed header of a packet of fewer than 16,384 bytes. */
  private static byte[] packet(InputStream in) throws IOException {
    in.read();
    int length = in.read();
    if (length > 127) {
      length = (length & 127) + in.read() * 128;
    }
    return in.readNBytes(length);
  }
}
