package io.fieldbench.lab.docker;

import io.fieldbench.lab.LabException;

/** Fieldbench's images, for tests that use them: built by the product's own code, once a JVM. */
public final class BuiltImages {
  private static boolean built;

  private BuiltImages() {}

  /**
   * Builds what is missing or outdated.
   *
   * @throws IllegalStateException with the reason, when one cannot be built
   */
  public static synchronized void require() {
    if (built) {
      return;
    }
    try (var images = new Images("")) {
      for (String name : images.names()) {
        images.build(name, step -> System.out.println(name + ": " + step));
      }
    } catch (LabException e) {
      throw new IllegalStateException(e);
    }
    built = true;
  }
}
