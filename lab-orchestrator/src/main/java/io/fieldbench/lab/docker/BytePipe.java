package io.fieldbench.lab.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes from one thread to another, at most {@link #SIZE} under way: a writer waits then. Unlike
 * the JDK's pipe it does not mind which threads use it, nor that they end.
 */
final class BytePipe {
  static final int SIZE = 64 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] ring = new byte[SIZE];
  private int from;
  private int held;
  private boolean ended;

  final InputStream input = new Input();
  final OutputStream output = new Output();

  /** What was written can still be read; then the stream ends. */
  void end() {
    change(() -> ended = true);
  }

  /** Nothing more is read or written; who waits is woken. */
  void abandon() {
    change(() -> {
      ended = true;
      held = 0;
    });
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void await() throws InterruptedIOException {
    try {
      changed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private int read(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      while (held == 0 && !ended) {
        await();
      }
      if (held == 0) {
        return -1;
      }
      int count = Math.min(Math.min(length, held), SIZE - from);
      System.arraycopy(ring, from, bytes, offset, count);
      from = (from + count) % SIZE;
      held -= count;
      changed.signalAll();
      return count;
    } finally {
      lock.unlock();
    }
  }

  private int write(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      while (held == SIZE && !ended) {
        await();
      }
      if (ended) {
        throw new IOException("closed");
      }
      int at = (from + held) % SIZE;
      int count = Math.min(Math.min(length, SIZE - held), SIZE - at);
      System.arraycopy(bytes, offset, ring, at, count);
      held += count;
      changed.signalAll();
      return count;
    } finally {
      lock.unlock();
    }
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      return length == 0 ? 0 : BytePipe.this.read(bytes, offset, length);
    }

    @Override
    public int available() {
      lock.lock();
      try {
        return held;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      abandon();
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      for (int done = 0; done < length; ) {
        done += BytePipe.this.write(bytes, offset + done, length - done);
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
