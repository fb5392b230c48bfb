package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.AccessTried;
import io.fieldbench.assessment.Observation.FileSeen;
import io.fieldbench.assessment.Observation.Judged;
import io.fieldbench.assessment.Observation.KitCommanded;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.assessment.Observation.ObserverJoined;
import io.fieldbench.assessment.Observation.ObserverLeft;
import io.fieldbench.assessment.Observation.PhaseBegan;
import io.fieldbench.assessment.Observation.PhaseEnded;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.assessment.Observation.Published;
import io.fieldbench.assessment.Observation.RecordingStopped;
import io.fieldbench.assessment.Observation.WorkspaceCopied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evidence, arranged for grading: phases as ranges of observation numbers, payloads read. */
final class Timeline {
  /** The observer that watches from start to end. */
  static final String GRADER = "grader";

  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Integer> begun = new HashMap<>();
  private final Map<String, Window> phases = new HashMap<>();
  private final Set<String> joined = new HashSet<>();
  private final Set<String> published = new HashSet<>();
  private final Map<String, FileSeen> files = new HashMap<>();
  private final Map<String, ProgramRan> ran = new HashMap<>();
  private final Map<String, Judged> judged = new HashMap<>();
  private final List<AccessTried> tries = new ArrayList<>();
  private @Nullable RecordingStopped stopped;

  /** Observation numbers, both inclusive. */
  record Window(int begin, int end) {
    boolean holds(Message message) {
      return begin <= message.number() && message.number() <= end;
    }
  }

  Timeline(Evidence evidence) {
    for (Observation observation : evidence.observations()) {
      switch (observation) {
        case PhaseBegan o -> begun.put(o.phase(), o.number());
        case PhaseEnded o -> {
          Integer begin = begun.get(o.phase());
          if (begin == null || phases.put(o.phase(), new Window(begin, o.number())) != null) {
            throw lacks("one begin before the one end of phase '" + o.phase() + "'");
          }
        }
        case MessageSeen o -> messages.add(Message.of(o));
        case ObserverJoined o -> joined.add(o.observer());
        case AccessTried o -> tries.add(o);
        case RecordingStopped o -> stopped = o;
        case FileSeen o -> files.put(o.path(), o);
        case ProgramRan o -> ran.put(o.run(), o);
        case Judged o -> judged.put(o.run(), o);
        case WorkspaceCopied o -> {}
        case Published o -> published.add(o.topic());
        case KitCommanded o -> {}
        case ObserverLeft o -> {}
      }
    }
    if (stopped == null && !phases.keySet().containsAll(begun.keySet())) {
      begun.keySet().removeAll(phases.keySet());
      throw lacks("the end of phases " + begun.keySet());
    }
  }

  /** The flood that ended the probe, null where there was none. */
  @Nullable RecordingStopped stopped() {
    return stopped;
  }

  /** From the begin of the first of the phases to the end of the last; none named means all. */
  Window span(List<String> names) {
    List<Window> windows = windows(names);
    return new Window(
        windows.stream().mapToInt(Window::begin).min().orElseThrow(() -> lacks("phases")),
        windows.stream().mapToInt(Window::end).max().orElseThrow(() -> lacks("phases")));
  }

  List<Window> windows(List<String> names) {
    if (names.isEmpty()) {
      return List.copyOf(phases.values());
    }
    return names.stream()
        .map(name -> {
          Window window = phases.get(name);
          if (window == null) {
            throw lacks("phase '" + name + "'");
          }
          return window;
        })
        .toList();
  }

  boolean covers(List<String> names) {
    return names.isEmpty() ? stopped == null : phases.keySet().containsAll(names);
  }

  boolean covers(String observer) {
    return observer.equals(GRADER) || joined.contains(observer);
  }

  /** What reached an observer. */
  List<Message> messages(String observer) {
    if (!covers(observer)) {
      throw lacks("observer '" + observer + "'");
    }
    return messages.stream().filter(m -> m.seen().observer().equals(observer)).toList();
  }

  List<AccessTried> tries(String id) {
    return tries.stream().filter(t -> t.id().equals(id)).toList();
  }

  /** The topics that the probe published to. */
  Set<String> published() {
    return published;
  }

  /** Null where no file of that path was looked for. */
  @Nullable FileSeen file(String path) {
    return files.get(path);
  }

  @Nullable ProgramRan ran(String run) {
    return ran.get(run);
  }

  @Nullable Judged judged(String run) {
    return judged.get(run);
  }

  /** Whether the run was carried out and, where there was something to judge, judged. */
  boolean coversRun(String run) {
    ProgramRan program = ran.get(run);
    return program != null && (ExecGrader.failed(program) || judged.containsKey(run));
  }

  static IllegalArgumentException lacks(String what) {
    return new IllegalArgumentException("evidence lacks " + what);
  }
}
