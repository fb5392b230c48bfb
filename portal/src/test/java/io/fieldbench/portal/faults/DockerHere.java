package io.fieldbench.portal.faults;

import io.fieldbench.portal.lab.ChosenRuntime;

/** For tests that need real containers. */
public final class DockerHere {
  public static final String MISSING = "no Docker Engine with the images of labs answers";

  private DockerHere() {}

  public static boolean answers() {
    try {
      ChosenRuntime.requireDocker();
      return true;
    } catch (ChosenRuntime.Unavailable e) {
      return false;
    }
  }
}
