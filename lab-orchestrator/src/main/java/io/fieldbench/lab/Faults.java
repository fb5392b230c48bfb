package io.fieldbench.lab;

/** What may be done to a lab on purpose. Each is harmless when repeated. */
public interface Faults {
  /**
   * Stops a service: its clients lose their connections and cannot come back.
   *
   * @throws LabException when it cannot be stopped
   */
  void stop(String service) throws LabException;

  /**
   * Starts a stopped service again at the same address with the same credentials; what it kept in
   * memory is gone.
   *
   * @throws LabException when it cannot be started
   */
  void start(String service) throws LabException;
}
