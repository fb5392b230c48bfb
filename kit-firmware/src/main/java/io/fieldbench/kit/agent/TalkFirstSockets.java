package io.fieldbench.kit.agent;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;

/**
 * Sockets that read nothing, not even their end, before they have written, as MQTT's clients speak
 * first anyway.
 *
 * <p>Without this, Paho 1.2.5 loses a thread for ever at each connection that ends at once: the
 * thread that starts the receiver waits to see it running, and by then it has seen the end of the
 * stream and is gone (eclipse-paho/paho.mqtt.java, issue 850).
 */
final class TalkFirstSockets extends SocketFactory {
  @Override
  public Socket createSocket() {
    return new TalkFirst();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  private static final class TalkFirst extends Socket {
    private final CountDownLatch talked = new CountDownLatch(1);

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          awaitTalk();
          return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          awaitTalk();
          return in.read(bytes, offset, length);
        }
      };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(int value) throws IOException {
          talked.countDown();
          out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          talked.countDown();
          out.write(bytes, offset, length);
        }
      };
    }

    @Override
    public void close() throws IOException {
      talked.countDown();
      super.close();
    }

    private void awaitTalk() throws InterruptedIOException {
      try {
        talked.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }
}
