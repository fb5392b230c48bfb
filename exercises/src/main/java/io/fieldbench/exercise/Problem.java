package io.fieldbench.exercise;

/**
 * Something wrong in an exercise folder.
 *
 * @param file relative to the folder
 * @param path JSON pointer into the file, or empty
 * @param message what is wrong and what would be right
 */
public record Problem(String file, String path, String message) {
  @Override
  public String toString() {
    return file + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
