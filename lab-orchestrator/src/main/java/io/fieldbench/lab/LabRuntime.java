package io.fieldbench.lab;

import java.util.List;

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
   * Builds a lab and waits until it is ready.
   *
   * @throws LabException with a reason for people when it cannot be built; nothing of it is left
   *     then
   */
  Lab start(LabRequest request) throws LabException;

  /** Destroys all labs, in parallel. */
  @Override
  void close();
}
