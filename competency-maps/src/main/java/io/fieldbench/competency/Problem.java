package io.fieldbench.competency;

/**
 * One thing wrong with a framework file.
 *
 * @param file name of the file, without its folder
 * @param path place in the file, as {@code competencies[3].title.zh} or {@code line 7}; empty for
 *     the whole file
 * @param message what is wrong and what would be right
 */
record Problem(String file, String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? file + ": " + message : file + ": " + path + ": " + message;
  }
}
