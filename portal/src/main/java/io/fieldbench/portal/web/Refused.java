package io.fieldbench.portal.web;

/**
 * Thrown where an object does not exist or is not the asker's: both look the same from outside
 * (404). The error page's handler notes the second kind in the audit log.
 */
public final class Refused extends RuntimeException {
  private final String subject;
  private final boolean foreign;

  private Refused(String subject, boolean foreign) {
    super(subject);
    this.subject = subject;
    this.foreign = foreign;
  }

  /** There is no such thing; the subject as {@code enrolment/<id>}. */
  public static Refused absent(String subject) {
    return new Refused(subject, false);
  }

  /** It is another person's. */
  public static Refused foreign(String subject) {
    return new Refused(subject, true);
  }

  public String subject() {
    return subject;
  }

  public boolean isForeign() {
    return foreign;
  }
}
