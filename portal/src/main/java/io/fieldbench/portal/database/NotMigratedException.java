package io.fieldbench.portal.database;

/** A database file could not be read or brought up to date, and is as it was. */
public final class NotMigratedException extends RuntimeException {
  private final String advice;

  /**
   * @param message for people, as is {@code advice}
   * @param advice what to do
   */
  NotMigratedException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
