package io.fieldbench.competency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one framework file that stands in no folder, as one that was handed in. */
public final class FrameworkReader {
  private static final class Shape {
    static final FrameworkSchema SCHEMA = new FrameworkSchema();
  }

  private static final int TOLD = 100;

  private FrameworkReader() {}

  /** Of very many the first hundred, and how many more there are at least. */
  private static final class FirstProblems extends ArrayList<Problem> {
    private int more;

    @Override
    public boolean add(Problem problem) {
      if (size() < TOLD) {
        return super.add(problem);
      }
      more++;
      return false;
    }

    void refuse() {
      if (isEmpty()) {
        return;
      }
      List<String> all = new ArrayList<>(stream().map(Problem::toString).toList());
      if (more > 0) {
        all.add("and %d more".formatted(more));
      }
      throw new FrameworkException(all);
    }
  }

  /**
   * The framework of a definition in YAML. Of its links those into the framework itself are
   * checked; where the others lead is for {@link FrameworkCatalog} to say.
   *
   * @param name of the file, for its problems
   * @throws FrameworkException with everything that is wrong; of very many faults the first hundred
   */
  public static Framework read(String name, byte[] bytes) {
    var problems = new FirstProblems();
    Optional<FrameworkDraft> parsed =
        FrameworkDraft.parse(new FrameworkFile(name, bytes), problems);
    parsed.ifPresent(draft -> {
      Shape.SCHEMA.check(draft, problems);
      FrameworkRules.check(draft, problems);
      FrameworkLinks.check(List.of(draft), false, problems);
    });
    problems.refuse();
    return FrameworkBinder.bind(parsed.orElseThrow());
  }
}
