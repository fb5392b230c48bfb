package io.fieldbench.portal.lab;

/** The runtime that was asked for cannot be had; the message is one line for people. */
public final class RuntimeUnavailable extends RuntimeException {
  RuntimeUnavailable(String message) {
    super(message);
  }
}
