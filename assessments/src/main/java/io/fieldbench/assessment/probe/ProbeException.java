package io.fieldbench.assessment.probe;

import io.fieldbench.competency.LocalizedText;

/**
 * An infrastructure error: the check could not run, which says nothing about the trainee's work.
 */
public final class ProbeException extends Exception {
  private final transient LocalizedText reason;

  public ProbeException(LocalizedText reason, Throwable cause) {
    super(reason.en(), cause);
    this.reason = reason;
  }

  public ProbeException(LocalizedText reason) {
    super(reason.en());
    this.reason = reason;
  }

  /** For people: what failed, in both languages. */
  public LocalizedText reason() {
    return reason;
  }
}
