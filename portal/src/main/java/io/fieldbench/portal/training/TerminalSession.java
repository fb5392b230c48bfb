package io.fieldbench.portal.training;

import io.fieldbench.lab.Workspace;
import io.fieldbench.portal.training.TerminalDoor.Visit;
import io.fieldbench.portal.workspace.TerminalLink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/** One browser on one terminal. */
final class TerminalSession implements TerminalLink.Screen {
  private static final Logger log = LoggerFactory.getLogger(TerminalSession.class);

  /** Silence, in spite of pings, after which a browser is taken for gone. */
  private static final Duration DEAF = Duration.ofSeconds(40);

  private final WebSocketSession socket;
  private final Visit visit;
  private final TerminalLink link;
  private final Supplier<CloseStatus> whenOver;
  private final Instant since = Instant.now();
  private final ReentrantLock sending = new ReentrantLock();
  private volatile Instant heard = since;

  /**
   * @param whenOver what the browser is told when the terminal ends by itself
   */
  TerminalSession(
      WebSocketSession socket,
      Visit visit,
      Workspace.Terminal terminal,
      Supplier<CloseStatus> whenOver) {
    this.socket = socket;
    this.visit = visit;
    this.link = new TerminalLink(terminal, this);
    this.whenOver = whenOver;
  }

  void start() {
    link.start("terminal-" + visit.lab());
  }

  String id() {
    return socket.getId();
  }

  Visit visit() {
    return visit;
  }

  TerminalLink link() {
    return link;
  }

  Instant since() {
    return since;
  }

  void heard() {
    heard = Instant.now();
  }

  boolean isDeaf() {
    return heard.plus(DEAF).isBefore(Instant.now());
  }

  void ping() {
    // While something is being sent there is no need for a ping, and no way.
    if (sending.tryLock()) {
      try {
        socket.sendMessage(new PingMessage());
      } catch (IOException | IllegalStateException e) {
        log.debug("a browser is gone: {}", e.getMessage());
      } finally {
        sending.unlock();
      }
    }
  }

  @Override
  public void show(byte[] output) throws IOException {
    send(new BinaryMessage(ByteBuffer.wrap(output)));
  }

  private void send(WebSocketMessage<?> message) throws IOException {
    sending.lock();
    try {
      socket.sendMessage(message);
    } catch (IllegalStateException e) {
      throw new IOException("the browser is gone", e);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void over() {
    end(whenOver.get());
  }

  /** Nothing passes from now on; neither the browser nor a busy container is waited for. */
  void end(CloseStatus why) {
    Thread.ofVirtual().name("terminal-end").start(link::close);
    close(socket, why);
  }

  static void close(WebSocketSession socket, CloseStatus why) {
    Thread.ofVirtual()
        .name("terminal-close")
        .start(() -> {
          try {
            socket.close(why);
          } catch (IOException | IllegalStateException e) {
            log.debug("a browser was gone already: {}", e.getMessage());
          }
        });
  }
}
