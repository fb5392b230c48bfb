package io.fieldbench.competency;

/**
 * A framework file as it was found.
 *
 * @param name file name without its folder
 */
record FrameworkFile(String name, byte[] bytes) {
  /** Tells framework files from the README or editor back-up beside them. */
  static boolean named(String name) {
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** Of the bytes. */
  String hash() {
    return Framework.hash(bytes);
  }
}
