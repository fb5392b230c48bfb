package io.fieldbench.portal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.Workspace.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalLinkTests {
  /** A program that prints without end, as {@code yes} does. */
  private static final class Flood implements Terminal {
    private final AtomicLong read = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();

    @Override
    public InputStream output() {
      return new InputStream() {
        @Override
        public int read() {
          throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
          if (closed.get()) {
            return -1;
          }
          read.addAndGet(length);
          return length;
        }
      };
    }

    @Override
    public OutputStream input() {
      return typed;
    }

    @Override
    public void resize(int columns, int rows) {}

    @Override
    public void close() {
      closed.set(true);
    }
  }

  private static final class Browser implements TerminalLink.Screen {
    private final AtomicLong shown = new AtomicLong();
    private final AtomicInteger over = new AtomicInteger();

    @Override
    public void show(byte[] output) {
      shown.addAndGet(output.length);
    }

    @Override
    public void over() {
      over.incrementAndGet();
    }
  }

  private final Flood flood = new Flood();
  private final Browser browser = new Browser();
  private final TerminalLink link = new TerminalLink(flood, browser);

  @Test
  void aFloodStopsUntilTheBrowserHasDrawnIt() {
    link.start("flood");
    await().until(() -> browser.shown.get() > TerminalLink.WINDOW);
    long before = browser.shown.get();
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> browser.shown.get() == before && flood.read.get() == before);
    assertThat(before).isLessThan(TerminalLink.WINDOW + 64 * 1024);

    link.drawn((int) before);
    await().until(() -> browser.shown.get() > before + TerminalLink.WINDOW);
    link.close();
    await().until(() -> flood.closed.get());
  }

  @Test
  void aBrowserThatClaimsMoreThanItGotGetsNoMoreThanTheWindow() {
    link.drawn(Integer.MAX_VALUE);
    link.drawn(-5);
    link.start("flood");
    await().until(() -> browser.shown.get() > TerminalLink.WINDOW);
    assertThat(browser.shown.get()).isLessThan(TerminalLink.WINDOW + 64 * 1024);
    link.close();
  }

  @Test
  void afterTheEndNothingPassesAndTheBrowserIsNotToldTwice() throws IOException {
    link.typed(new byte[] {1});
    link.close();
    link.close();
    assertThatThrownBy(() -> link.typed(new byte[] {2})).isInstanceOf(IOException.class);
    assertThat(flood.typed.toByteArray()).containsExactly(1);
    link.start("late");
    await().until(() -> flood.closed.get());
    assertThat(browser.over).hasValue(0);
  }
}
