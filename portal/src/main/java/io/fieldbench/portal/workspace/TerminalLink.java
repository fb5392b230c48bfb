package io.fieldbench.portal.workspace;

import io.fieldbench.lab.Workspace.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a terminal and a browser. At most {@link #WINDOW} bytes are under way to the browser: it
 * says what it has drawn, and until then nothing more is read from the terminal, whose program then
 * waits. So no flood fills a heap, and Ctrl-C works at once.
 */
public final class TerminalLink {
  /** Bytes on the way that the browser has not drawn yet. */
  public static final int WINDOW = 128 * 1024;

  private static final Logger log = LoggerFactory.getLogger(TerminalLink.class);
  private static final int PIECE = 16 * 1024;

  private final Terminal terminal;
  private final Screen screen;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drawn = lock.newCondition();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long underWay;

  /** The browser's side. */
  public interface Screen {
    /** Waits until it is sent. */
    void show(byte[] output) throws IOException;

    /** The session in the lab has ended, or cannot be reached. */
    void over();
  }

  public TerminalLink(Terminal terminal, Screen screen) {
    this.terminal = terminal;
    this.screen = screen;
  }

  /** Begins to show what the terminal prints. */
  public void start(String name) {
    Thread.ofVirtual().name(name).start(this::run);
  }

  private void run() {
    byte[] piece = new byte[PIECE];
    try {
      InputStream output = terminal.output();
      for (int count = output.read(piece); count >= 0; count = output.read(piece)) {
        if (count > 0) {
          screen.show(java.util.Arrays.copyOf(piece, count));
          awaitRoom(count);
        }
      }
    } catch (IOException e) {
      log.debug("a terminal ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!closed.get()) {
        screen.over();
      }
      close();
    }
  }

  private void awaitRoom(int sent) throws InterruptedException, IOException {
    lock.lock();
    try {
      underWay += sent;
      while (underWay > WINDOW && !closed.get()) {
        drawn.await(1, TimeUnit.MINUTES);
      }
    } finally {
      lock.unlock();
    }
    if (closed.get()) {
      throw new IOException("closed");
    }
  }

  /** The browser has drawn so many bytes more. */
  public void drawn(int bytes) {
    lock.lock();
    try {
      underWay = Math.max(0, underWay - Math.max(0, bytes));
      drawn.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Passes on what was typed; waits while the program does not read it. */
  public void typed(byte[] input) throws IOException {
    if (closed.get()) {
      throw new IOException("closed");
    }
    terminal.input().write(input);
    terminal.input().flush();
  }

  public void resize(int columns, int rows) throws IOException {
    terminal.resize(columns, rows);
  }

  /** Nothing passes any more, in either direction; harmless when repeated. */
  public void close() {
    closed.set(true);
    terminal.close();
    lock.lock();
    try {
      drawn.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
