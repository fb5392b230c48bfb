package io.fieldbench.competency;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All frameworks that are shipped or stand in a content folder. */
public final class FrameworkCatalog {
  private final List<Framework> frameworks;
  private final @Nullable FrameworkCatalog otherwise;

  FrameworkCatalog(List<Framework> frameworks) {
    this(frameworks, null);
  }

  private FrameworkCatalog(List<Framework> frameworks, @Nullable FrameworkCatalog otherwise) {
    this.frameworks = List.copyOf(frameworks);
    this.otherwise = otherwise;
  }

  /**
   * The frameworks packed into this module's jar. That nothing is wrong with them is for its tests
   * to say: to check them takes longer than to read them, and each start reads them.
   */
  public static FrameworkCatalog shipped() {
    List<Problem> problems = new ArrayList<>();
    return bound(drafts(ShippedFiles.read("frameworks", problems), problems), problems);
  }

  /**
   * The frameworks of a folder, one YAML file each, in the order of their file names. A link may
   * lead only to another framework of the folder.
   *
   * @throws FrameworkException listing every problem of every file
   */
  public static FrameworkCatalog load(Path folder) {
    List<Problem> problems = new ArrayList<>();
    return of(FrameworkFolder.read(folder, problems), problems);
  }

  private static FrameworkCatalog of(List<FrameworkFile> files, List<Problem> problems) {
    FrameworkSchema schema = new FrameworkSchema();
    List<FrameworkDraft> drafts = drafts(files, problems);
    boolean complete = problems.isEmpty();
    for (FrameworkDraft draft : drafts) {
      schema.check(draft, problems);
      FrameworkRules.check(draft, problems);
    }
    FrameworkLinks.check(drafts, complete, problems);
    return bound(drafts, problems);
  }

  private static List<FrameworkDraft> drafts(List<FrameworkFile> files, List<Problem> problems) {
    List<FrameworkDraft> drafts = new ArrayList<>();
    for (FrameworkFile file : files) {
      FrameworkDraft.parse(file, problems).ifPresent(drafts::add);
    }
    return drafts;
  }

  private static FrameworkCatalog bound(List<FrameworkDraft> drafts, List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new FrameworkException(problems.stream().map(Problem::toString).toList());
    }
    return new FrameworkCatalog(drafts.stream().map(FrameworkBinder::bind).toList());
  }

  /** The same, with those in the places of what has their ids; new ones at the end. */
  public FrameworkCatalog with(Collection<Framework> others) {
    var all = new LinkedHashMap<String, Framework>();
    frameworks.forEach(f -> all.put(f.id(), f));
    others.forEach(f -> all.put(f.id(), f));
    return new FrameworkCatalog(List.copyOf(all.values()));
  }

  /** The same, where a competency that it does not have is looked for in another version of it. */
  public FrameworkCatalog orElse(FrameworkCatalog otherwise) {
    return new FrameworkCatalog(frameworks, otherwise);
  }

  public List<Framework> all() {
    return frameworks;
  }

  public Optional<Framework> framework(String id) {
    return frameworks.stream().filter(f -> f.id().equals(id)).findFirst();
  }

  public Optional<Competency> find(CompetencyRef ref) {
    Optional<Competency> found = framework(ref.framework()).flatMap(f -> f.find(ref.code()));
    return found.isEmpty() && otherwise != null ? otherwise.find(ref) : found;
  }
}
