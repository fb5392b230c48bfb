package io.fieldbench.competency;

import java.util.List;

/** Framework files that cannot be used; says everything that is wrong with them. */
public final class FrameworkException extends RuntimeException {
  private final transient List<String> problems;

  /**
   * @param problems each as {@code file: path: what is wrong and what would be right}
   */
  public FrameworkException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
