package io.fieldbench.portal.lab;

/** Which runtime is asked for: one of the two, or Docker where it can be had. */
public enum RuntimeChoice {
  AUTO,
  EMBEDDED,
  DOCKER
}
