package io.fieldbench.portal.lab;

/** Where a lab is in its life. */
public enum LabState {
  BUILDING,
  READY,
  FAILED,
  EXPIRED,
  CLOSED;

  /** Whether something of it may still be running. */
  public boolean isOpen() {
    return this == BUILDING || this == READY;
  }
}
