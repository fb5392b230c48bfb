package io.fieldbench.portal.cli;

/** A verb could not do its work; the message is the one line that people read. */
final class VerbFailure extends Exception {
  VerbFailure(String message) {
    super(message);
  }
}
