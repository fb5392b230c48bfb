package io.fieldbench.assessment.probe;

import io.fieldbench.assessment.Message;
import io.fieldbench.assessment.Observation;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.assessment.Observation.PhaseBegan;
import io.fieldbench.assessment.Observation.PhaseEnded;
import io.fieldbench.assessment.Observation.RecordingStopped;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.exercise.Scenario.Phase;
import io.fieldbench.lab.TopicFilters;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes observations down in one order, and lets the scenario wait for them. Thread-safe.
 *
 * <p>Numbers rise by one and times never fall: both are given under one lock, times by the
 * monotonic clock from the start on. A failure, once told, ends every wait at once.
 *
 * <p>The messages of the trainee, those neither on a reading's topic nor below {@code fieldbench/},
 * are bounded. What exceeds the bounds ends the recording and the scenario with {@link Flooded}:
 * the evidence so far stands, so a flood is graded and not tried again.
 */
final class Recorder {
  /** Of the trainee's messages, and of the bytes of their topics and payloads. */
  static final int MESSAGES = 10_000;

  static final int BYTES = 3 << 20;

  /** Of all observations, should a lab let its trainee publish readings. */
  private static final int OBSERVATIONS = 40_000;

  private static final byte[] OFFLINE = {'o', 'f', 'f', 'l', 'i', 'n', 'e'};

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final long startNanos = System.nanoTime();
  private final List<Observation> observations = new ArrayList<>();
  private final Set<String> readingTopics;
  private final Duration silence;
  private final String statusTopic;
  private int messages;
  private int bytes;
  private boolean flooded;
  private boolean closed;
  private long lastReading = startNanos;
  private @Nullable Phase phase;
  private @Nullable LocalizedText failure;

  /**
   * @param silence without any reading for so long, the kit counts as lost
   * @param statusTopic where the kit says "offline"
   */
  Recorder(Set<String> readingTopics, Duration silence, String statusTopic) {
    this.statusTopic = statusTopic;
    this.readingTopics = Set.copyOf(readingTopics);
    this.silence = silence;
  }

  /** Makes an observation with the next number and the present time. */
  interface Maker {
    Observation make(int number, Instant at);
  }

  Instant startedAt() {
    return startedAt;
  }

  Instant now() {
    return startedAt.plusNanos(System.nanoTime() - startNanos).truncatedTo(ChronoUnit.MICROS);
  }

  /** After a flood and after {@link #close} nothing more is written. */
  void add(Maker maker) {
    locked(() -> append(maker));
  }

  /** Ends the present phase and begins the next, where there is one, as one step. */
  void turn(@Nullable Phase next) {
    locked(() -> {
      Phase last = phase;
      if (last != null) {
        append((n, at) -> new PhaseEnded(n, at, last.name()));
      }
      phase = next;
      if (next != null) {
        append((n, at) -> new PhaseBegan(n, at, next.name()));
      }
    });
  }

  void message(String observer, String topic, int qos, boolean retained, byte[] payload) {
    locked(() -> {
      boolean reading = readingTopics.contains(topic);
      if (reading) {
        lastReading = System.nanoTime();
      } else if (!topic.startsWith("fieldbench/")) {
        messages++;
        bytes += topic.length() + payload.length;
      }
      if (messages > MESSAGES || bytes > BYTES || observations.size() > OBSERVATIONS) {
        append((n, at) -> new RecordingStopped(n, at, messages, bytes));
        flooded = true;
        return;
      }
      append((n, at) -> new MessageSeen(n, at, observer, topic, qos, retained, payload));
      judge((MessageSeen) observations.getLast());
    });
  }

  private void judge(MessageSeen seen) {
    if (seen.topic().equals(statusTopic) && Arrays.equals(seen.payload(), OFFLINE)) {
      setFailure(Reasons.offline());
    }
    if (phase != null && phase.never() != null && like(seen, phase.never())) {
      setFailure(Reasons.never(phase));
    }
  }

  void fail(LocalizedText reason) {
    locked(() -> setFailure(reason));
  }

  /** How many observations there are; a wait that begins here sees only later ones. */
  int mark() {
    lock.lock();
    try {
      return observations.size();
    } finally {
      lock.unlock();
    }
  }

  static boolean like(MessageSeen seen, MessagePattern pattern) {
    return TopicFilters.covers(pattern.topic(), seen.topic()) && Message.of(seen).matches(pattern);
  }

  /**
   * Waits for a message.
   *
   * @return the first such message after the mark, null when there was none within the limit
   */
  @Nullable MessageSeen await(int mark, Predicate<MessageSeen> wanted, Duration limit)
      throws ProbeException, Flooded, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = mark;
    lock.lockInterruptibly();
    try {
      while (true) {
        for (; next < observations.size(); next++) {
          if (observations.get(next) instanceof MessageSeen seen && wanted.test(seen)) {
            return seen;
          }
        }
        requireHealth();
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return null;
        }
        changed.awaitNanos(readingTopics.isEmpty() ? left : Math.min(left, patience()));
      }
    } finally {
      lock.unlock();
    }
  }

  void pause(Duration duration) throws ProbeException, Flooded, InterruptedException {
    await(mark(), seen -> false, duration);
  }

  /** Throws what has gone wrong by now. */
  void check() throws ProbeException, Flooded, InterruptedException {
    pause(Duration.ZERO);
  }

  List<Observation> close() {
    lock.lock();
    try {
      closed = true;
      return List.copyOf(observations);
    } finally {
      lock.unlock();
    }
  }

  private void requireHealth() throws ProbeException, Flooded {
    if (flooded) {
      throw new Flooded();
    }
    if (failure != null) {
      throw new ProbeException(failure);
    }
    if (!readingTopics.isEmpty() && patience() <= 0) {
      throw new ProbeException(Reasons.silent(silence));
    }
  }

  private long patience() {
    return lastReading + silence.toNanos() - System.nanoTime();
  }

  private void setFailure(LocalizedText reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  private void append(Maker maker) {
    observations.add(maker.make(observations.size() + 1, now()));
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      if (!closed && !flooded) {
        action.run();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
