package io.fieldbench.portal.kit;

/** A kit that refused a command or did not answer; the message is for people. */
public final class KitException extends Exception {
  KitException(String message) {
    super(message);
  }
}
