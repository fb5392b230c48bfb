package io.fieldbench.portal.faults;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to the Docker Engine of this machine, which can be cut. */
final class EngineLine implements AutoCloseable {
  private static final Path ENGINE = Path.of("/var/run/docker.sock");

  private final Path socket;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private ServerSocketChannel door;

  EngineLine(Path socket) throws IOException {
    this.socket = socket;
    mend();
  }

  /** For {@code DOCKER_HOST}. */
  String address() {
    return "unix://" + socket;
  }

  void mend() throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    opened.bind(UnixDomainSocketAddress.of(socket));
    door = opened;
    Thread.ofVirtual().start(() -> serve(opened));
  }

  /** As when the Engine has ended: nobody listens, and what was open is broken. */
  void cut() throws IOException {
    door.close();
    Files.deleteIfExists(socket);
    for (SocketChannel channel : open) {
      channel.close();
    }
    open.clear();
  }

  private void serve(ServerSocketChannel from) {
    try {
      while (true) {
        SocketChannel visitor = from.accept();
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(ENGINE));
        open.add(visitor);
        open.add(engine);
        Thread.ofVirtual().start(() -> pump(visitor, engine));
        Thread.ofVirtual().start(() -> pump(engine, visitor));
      }
    } catch (ClosedChannelException e) {
      // Cut.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      end(from);
      end(to);
    }
  }

  private void end(SocketChannel channel) {
    open.remove(channel);
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed as well as it can be.
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
