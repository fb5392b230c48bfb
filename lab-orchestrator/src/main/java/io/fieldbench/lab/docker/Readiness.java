package io.fieldbench.lab.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import io.fieldbench.lab.BrokerProbe;
import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.lab.LabException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks services from outside, through the gate, whether they answer. */
record Readiness(Engine engine, Credentials probe) {
  private static final int CONNECT_MILLIS = 2_000;

  /** How long a service that waits for its client to speak is listened to. */
  private static final int SILENCE_MILLIS = 100;

  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 200;
  private static final int LOG_LINES = 20;
  private static final int LOG_CHARACTERS = 1_500;
  private static final Duration LOG_TIME = Duration.ofSeconds(5);

  /**
   * Asks until the service answers.
   *
   * @throws LabException when its container ends or time does, with the last of its log
   */
  void await(Target target, long deadlineNanos) throws LabException {
    long pause = FIRST_PAUSE_MILLIS;
    while (!answers(target)) {
      if (!running(target.container())) {
        throw new LabException(
            "service %s ended while it started%s"
                .formatted(target.service(), log(target.container())));
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new LabException(
            "service %s did not get ready in time%s"
                .formatted(target.service(), log(target.container())));
      }
      Pause.millis(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
    if (target.broker() && accepts(target, wrong())) {
      throw new LabException("service %s lets a wrong password in".formatted(target.service()));
    }
  }

  /**
   * What is asked.
   *
   * @param broker whether its clients have accounts
   */
  record Target(String service, String container, Endpoint endpoint, boolean broker) {
    InetSocketAddress address() {
      return new InetSocketAddress(endpoint.host(), endpoint.port());
    }
  }

  boolean answers(Target target) {
    return target.broker() ? accepts(target, probe) : isOpen(target.address());
  }

  private static boolean accepts(Target target, Credentials credentials) {
    try {
      return BrokerProbe.accepts(target.address(), credentials);
    } catch (IOException e) {
      return false;
    }
  }

  private Credentials wrong() {
    return new Credentials(probe.username(), probe.password() + "x");
  }

  /** The gate always accepts; where nobody is behind it, it closes the connection. */
  private static boolean isOpen(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      socket.setSoTimeout(SILENCE_MILLIS);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  boolean running(String container) throws LabException {
    return engine.call(
        "look after a container",
        docker -> {
          try (var command = docker.inspectContainerCmd(container)) {
            ContainerState state = command.exec().getState();
            return Boolean.TRUE.equals(state.getRunning());
          } catch (NotFoundException e) {
            return false;
          }
        });
  }

  /** The end of a container's log, as ": …"; empty where there is none. */
  String log(String container) {
    var text = new StringBuffer();
    try (var command = engine.client().logContainerCmd(container)) {
      command
          .withStdOut(true)
          .withStdErr(true)
          .withTail(LOG_LINES)
          .exec(
              new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                  text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                }
              })
          .awaitCompletion(LOG_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      return "; its log could not be read";
    }
    String log = Printable.of(text.toString());
    return log.isEmpty()
        ? "; its log is empty"
        : "; the end of its log: " + log.substring(Math.max(0, log.length() - LOG_CHARACTERS));
  }
}
