package io.fieldbench.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.fieldbench.lab.LabException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The connection to a Docker Engine; its errors come as sentences. */
final class Engine implements AutoCloseable {
  /** Terminals and running commands hold one each. */
  private static final int CONNECTIONS = 1_000;

  private static final Pattern MESSAGE =
      Pattern.compile("\\{\"message\":\"(?<text>.*)\"}\\s*", Pattern.DOTALL);

  /** Far more than it takes under load; whoever waits for an Engine that hangs shall learn it. */
  private static final Duration CALL = Duration.ofMinutes(2);

  /** Pages wait for it. */
  private static final Duration PING = Duration.ofSeconds(5);

  private final String host;
  private final DockerClient client;
  private volatile boolean closed;

  /**
   * Connects with the first call.
   *
   * @param address as {@code unix:///var/run/docker.sock}; empty for what the environment says
   */
  Engine(String address) {
    var builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
    if (!address.isEmpty()) {
      builder.withDockerHost(address);
    }
    DefaultDockerClientConfig config = builder.build();
    this.host = config.getDockerHost().toString();
    this.client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(Objects.requireNonNullElse(config.getSSLConfig(), Engine::trustsNobody))
                .maxConnections(CONNECTIONS)
                .build());
  }

  /** Where no TLS is asked for. The client would read all of the JDK's certificates. */
  private static SSLContext trustsNobody() throws NoSuchAlgorithmException, KeyManagementException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[0], new TrustManager[0], null);
    return context;
  }

  /** For streams; what it throws is not translated. */
  DockerClient client() {
    return client;
  }

  /**
   * Asks whether it is there.
   *
   * @throws LabException when it says nothing for 5 s
   */
  void ping() throws LabException {
    translated(
        "answer",
        within(
            PING,
            () -> {
              client.pingCmd().exec();
              return true;
            }));
  }

  /**
   * Makes one call, or several, each of which has an answer at once.
   *
   * @param what is tried, as "create the network of lab x", for the message
   * @throws LabException when the Engine says no, or says nothing
   */
  <T> T call(String what, Function<DockerClient, T> call) throws LabException {
    return translated(what, within(CALL, () -> call.apply(client)));
  }

  /** As {@link #call}, for what takes its time, as the building of an image. */
  <T> T longCall(String what, Function<DockerClient, T> call) throws LabException {
    return translated(what, () -> call.apply(client));
  }

  /** The client's own timeouts do nothing on the Engine's socket; an interrupt closes it. */
  private static <T> Supplier<T> within(Duration limit, Supplier<T> call) {
    return () -> {
      var task = new FutureTask<>(call::get);
      Thread thread = Thread.ofVirtual().name("engine-call").start(task);
      try {
        return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new UncheckedIOException(
            new SocketTimeoutException("no answer within " + limit.toSeconds() + " s"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new InterruptedIOException("interrupted"));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException("no call of the Engine throws that", e.getCause());
      } finally {
        thread.interrupt();
      }
    };
  }

  private <T> T translated(String what, Supplier<T> call) throws LabException {
    try {
      return call.get();
    } catch (DockerException e) {
      throw new LabException("the Docker Engine could not %s: %s".formatted(what, text(e)), e);
    } catch (RuntimeException e) {
      if (closed) {
        throw new LabException("the runtime is closed; could not " + what, e);
      }
      if (!isConnection(e)) {
        throw e;
      }
      throw new LabException(
          "the Docker Engine at %s does not answer (%s); could not %s"
              .formatted(host, root(e).getMessage(), what),
          e);
    }
  }

  /** As {@link #call}, where there is nothing to return. */
  void run(String what, Consumer<DockerClient> call) throws LabException {
    call(
        what,
        docker -> {
          call.accept(docker);
          return true;
        });
  }

  private static boolean isConnection(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof UncheckedIOException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable root(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What the Engine itself says. */
  static String text(DockerException e) {
    String text = String.valueOf(e.getMessage()).replaceFirst("^Status \\d+: ", "");
    Matcher matcher = MESSAGE.matcher(text);
    return Printable.of(matcher.matches() ? matcher.group("text").replace("\\\"", "\"") : text);
  }

  @Override
  public void close() {
    closed = true;
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection to the Docker Engine did not close", e);
    }
  }
}
