package io.fieldbench.lab;

/** A lab that could not be built or changed; the message is for people. */
public final class LabException extends Exception {
  public LabException(String message) {
    super(message);
  }

  public LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
