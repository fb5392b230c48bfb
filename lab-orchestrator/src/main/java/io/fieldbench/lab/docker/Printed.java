package io.fieldbench.lab.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a command prints: of both outputs the first bytes are kept, the rest is read and dropped, so
 * that the command goes on; after a flood nothing more is read.
 */
final class Printed implements ResultCallback<Frame> {
  /** Bytes of both outputs together. */
  static final long FLOOD = 64L * 1024 * 1024;

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Kept output;
  private final Kept error;
  private Optional<Closeable> stream = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private final long flood;
  private boolean closed;
  private long seen;

  Printed(DockerExec.Kept kept, int errorLimit) {
    output = new Kept(kept.bytes());
    error = new Kept(errorLimit);
    flood = kept.ends() ? kept.bytes() : FLOOD;
  }

  @Override
  public synchronized void onStart(Closeable opened) {
    stream = Optional.of(opened);
    started.countDown();
    if (closed) {
      shut(opened);
    }
  }

  @Override
  public synchronized void onNext(Frame frame) {
    if (closed) {
      return;
    }
    seen += frame.getPayload().length;
    (frame.getStreamType() == StreamType.STDERR ? error : output).add(frame.getPayload());
    if (seen > flood) {
      close();
    }
  }

  @Override
  public synchronized void onError(Throwable throwable) {
    if (!closed && failure.isEmpty()) {
      failure = Optional.of(throwable);
    }
    end();
  }

  @Override
  public void onComplete() {
    end();
  }

  /** Stops reading; the command may go on. */
  @Override
  public synchronized void close() {
    closed = true;
    stream.ifPresent(Printed::shut);
    end();
  }

  private void end() {
    started.countDown();
    ended.countDown();
  }

  private static void shut(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // The connection is gone, which is what was wanted.
    }
  }

  /** Waits until the Engine has taken the request, or refused it. */
  void awaitStart() throws InterruptedException {
    started.await();
  }

  /** Whether the outputs ended, or were too much, in that time. */
  boolean await(Duration limit) throws InterruptedException {
    return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized Optional<Throwable> failure() {
    return failure;
  }

  synchronized boolean flooded() {
    return seen > flood;
  }

  /** After how many bytes nothing more is read. */
  long flood() {
    return flood;
  }

  synchronized byte[] output() {
    return output.bytes.toByteArray();
  }

  synchronized byte[] error() {
    return error.bytes.toByteArray();
  }

  /** Whether something was dropped. */
  synchronized boolean cut() {
    return output.cut || error.cut;
  }

  private static final class Kept {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;
    private boolean cut;

    Kept(int limit) {
      this.limit = limit;
    }

    void add(byte[] more) {
      int room = Math.min(more.length, limit - bytes.size());
      bytes.write(more, 0, room);
      cut |= room < more.length;
    }
  }
}
