package io.fieldbench.competency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one framework file that stands in no folder, as one that was handed in. */
public final class FrameworkReader {
  private static final class Shape {
    static final FrameworkSchema SCHEMA = new FrameworkSchema();
  }

  private FrameworkReader() {}

  /**
   * The framework of a definition in YAML. Of its links those into the framework itself are
   * checked; where the others lead is for {@link FrameworkCatalog} to say.
   *
   * @param name of the file, for its problems
   * @throws FrameworkException with everything that is wrong
   */
  public static Framework read(String name, byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    Optional<FrameworkDraft> parsed =
        FrameworkDraft.parse(new FrameworkFile(name, bytes), problems);
    parsed.ifPresent(draft -> {
      Shape.SCHEMA.check(draft, problems);
      FrameworkRules.check(draft, problems);
      FrameworkLinks.check(List.of(draft), false, problems);
    });
    if (!problems.isEmpty()) {
      throw new FrameworkException(problems.stream().map(Problem::toString).toList());
    }
    return FrameworkBinder.bind(parsed.orElseThrow());
  }
}
