package io.fieldbench.lab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Builds labs. Thread-safe; several labs may be started at once. */
public interface LabRuntime extends AutoCloseable {
  /** "embedded" or "docker". */
  String name();

  /**
   * Why this runtime cannot build such a lab, in English for a log and an author; empty where it
   * can.
   */
  List<String> unsupported(LabSpec spec);

  /**
   * Builds a lab and waits until it is ready. A lab of that id that still runs outside this process
   * is taken over as it is ({@link Lab#ranOn}).
   *
   * @throws LabException with a reason for people when it cannot be built; nothing of it is left
   *     then
   */
  Lab start(LabRequest request) throws LabException;

  /** Runs hidden checks on copies of answers, where the runtime has such a thing. */
  default Optional<Sandbox> sandbox() {
    return Optional.empty();
  }

  /**
   * Removes what is left of labs that nobody knows any more; other installations' labs stay.
   *
   * @param known tells every lab that shall go on; it is asked once it has been seen what is there,
   *     so that a lab which is begun meanwhile is among them
   */
  default void reconcile(Supplier<Set<LabId>> known) throws LabException {}

  /** Ends the runtime. Labs inside this process end with it; those outside go on. */
  @Override
  void close();
}
