package io.fieldbench.lab.docker;

import io.fieldbench.lab.LabException;

/** Fieldbench's images, for tests that use them: built by the product's own code, once a JVM. */
public final class BuiltImages {
  private BuiltImages() {}

  /**
   * Builds what is missing or outdated.
   *
   * @throws IllegalStateException with the reason, when one cannot be built
   */
  public static void require() {
    if (!Built.ALL) {
      throw new IllegalStateException("the images are not built");
    }
  }

  private static final class Built {
    private static final boolean ALL = build();

    private static boolean build() {
      try (var images = new Images("")) {
        for (String name : images.names()) {
          images.build(name, step -> System.out.println(name + ": " + step));
        }
        return true;
      } catch (LabException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
