package io.fieldbench.portal.database;

/** A database file could not be brought up to date, and is as it was; the message is for people. */
public final class NotMigratedException extends RuntimeException {
  NotMigratedException(String message) {
    super(message);
  }
}
