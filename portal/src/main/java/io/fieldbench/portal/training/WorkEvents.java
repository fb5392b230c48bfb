package io.fieldbench.portal.training;

import io.fieldbench.lab.LabId;
import io.fieldbench.portal.kit.KitChanged;
import io.fieldbench.portal.lab.LabChanged;
import io.fieldbench.portal.workspace.WorkspaceChanged;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open work pages which of their parts to fetch again: {@code lab}, {@code checks}, {@code
 * kit}, {@code files} or {@code saved}.
 */
@Component
class WorkEvents {
  private static final long LIFE_MILLIS = TimeUnit.MINUTES.toMillis(30);
  private static final int BEAT_SECONDS = 10;
  private static final int MOST = 2000;

  /** Streams of one enrolment, so that one person does not take everybody's. */
  static final int MOST_OF_ONE = 16;

  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

  /** Opens a stream for a page; it ends after half an hour, and the page asks again. */
  SseEmitter open(UUID enrolment, Optional<LabId> lab) {
    var emitter = new SseEmitter(LIFE_MILLIS);
    long mine = viewers.stream().filter(v -> v.enrolment.equals(enrolment)).count();
    if (viewers.size() >= MOST || mine >= MOST_OF_ONE) {
      emitter.complete();
      return emitter;
    }
    var viewer = new Viewer(enrolment, lab.orElse(null), emitter);
    viewers.add(viewer);
    // What changed between the page and its stream was told to nobody.
    viewer.tell("lab");
    viewer.tell("checks");
    emitter.onCompletion(viewer::end);
    emitter.onTimeout(emitter::complete);
    emitter.onError(e -> viewer.end());
    Thread.ofVirtual().name("work-events").start(viewer::run);
    return emitter;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(AttemptChanged changed) {
    viewers.stream()
        .filter(v -> v.enrolment.equals(changed.enrolment()))
        .forEach(v -> v.tell("checks"));
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(LabChanged changed) {
    viewers.stream().filter(v -> changed.lab().equals(v.lab)).forEach(v -> v.tell("lab"));
  }

  @EventListener
  void on(WorkspaceChanged changed) {
    String part = changed.files() ? "files" : "saved";
    viewers.stream().filter(v -> changed.lab().equals(v.lab)).forEach(v -> v.tell(part));
  }

  @EventListener
  void on(KitChanged changed) {
    viewers.stream().filter(v -> changed.lab().equals(v.lab)).forEach(v -> v.tell("kit"));
  }

  /** Open streams would hold up the end of the portal. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    viewers.forEach(v -> v.emitter.complete());
  }

  private final class Viewer {
    private final UUID enrolment;
    private final @Nullable LabId lab;
    private final SseEmitter emitter;
    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread thread;

    Viewer(UUID enrolment, @Nullable LabId lab, SseEmitter emitter) {
      this.enrolment = enrolment;
      this.lab = lab;
      this.emitter = emitter;
    }

    void tell(String part) {
      if (!waiting.contains(part)) {
        waiting.add(part);
      }
    }

    void end() {
      viewers.remove(this);
      Thread running = thread;
      if (running != null) {
        running.interrupt();
      }
    }

    void run() {
      thread = Thread.currentThread();
      try {
        while (viewers.contains(this)) {
          String part = waiting.poll(BEAT_SECONDS, TimeUnit.SECONDS);
          emitter.send(
              part == null
                  ? SseEmitter.event().comment("beat")
                  : SseEmitter.event().name(part).data(part));
        }
      } catch (IOException | IllegalStateException e) {
        // The page is gone.
        viewers.remove(this);
      } catch (InterruptedException e) {
        viewers.remove(this);
      }
    }
  }
}
