package io.fieldbench.lab;

import java.util.List;

/** A lab file that cannot be used; says everything that is wrong with it. */
public final class LabSpecException extends RuntimeException {
  private final transient List<String> problems;

  /**
   * @param problems each as {@code file: path: what is wrong and what would be right}
   */
  public LabSpecException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
