package io.fieldbench.competency;

import io.fieldbench.competency.Competency.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What of a framework is exercised or asked by anything, weighed as its exams weigh it. */
public final class Coverage {
  private final FrameworkIndex index;
  private final Map<String, List<String>> sources;

  private Coverage(FrameworkIndex index, Map<String, List<String>> sources) {
    this.index = index;
    this.sources = sources;
  }

  /**
   * That something covers a competency.
   *
   * @param source what does, as the id of an exercise
   */
  public record Claim(CompetencyRef competency, String source) {}

  /**
   * A part of the framework.
   *
   * @param covered competencies that something covers
   * @param missing codes of the others
   */
  public record Part(Section section, int covered, List<String> missing) {
    public Part {
      missing = List.copyOf(missing);
    }

    public int total() {
      return covered + missing.size();
    }

    /** From 0 to 1; 0 where there is nothing to cover. */
    public double share() {
      return total() == 0 ? 0 : (double) covered / total();
    }
  }

  /** The same for a framework of which no index is kept. */
  public static Coverage of(Framework framework, Collection<Claim> claims) {
    return of(FrameworkIndex.of(framework), claims);
  }

  /** Claims on other frameworks, and on competencies that this one does not have, do not count. */
  public static Coverage of(FrameworkIndex index, Collection<Claim> claims) {
    Map<String, List<String>> sources =
        claims.stream()
            .filter(c -> c.competency().framework().equals(index.framework().id()))
            .filter(c -> index.find(c.competency().code()).isPresent())
            .collect(
                Collectors.groupingBy(
                    c -> c.competency().code(),
                    Collectors.mapping(
                        Claim::source,
                        Collectors.collectingAndThen(
                            Collectors.toCollection(TreeSet::new), List::copyOf))));
    return new Coverage(index, Map.copyOf(sources));
  }

  /** What covers a competency, in the order of their names; empty where nothing does. */
  public List<String> sources(String code) {
    return sources.getOrDefault(code, List.of());
  }

  /**
   * What an exam asks for below each heading that it weighs: in practice the skills, in theory all
   * else.
   */
  public List<Part> parts(Weights exam) {
    boolean practice = exam.exam().equals("practice");
    return exam.percent().keySet().stream()
        .map(id -> index.section(id).orElseThrow())
        .map(section -> part(section, index.below(section), c -> practice == asksInPractice(c)))
        .toList();
  }

  /** How much of an exam is covered, from 0 to 1: its parts' shares by their weights. */
  public double of(Weights exam) {
    return parts(exam).stream()
        .mapToDouble(
            part -> part.share() * exam.percent().getOrDefault(part.section().id(), 0) / 100)
        .sum();
  }

  /** Whether a practical exam asks for it, and not a theory exam. */
  public static boolean asksInPractice(Competency competency) {
    return competency.type() == Type.SKILL;
  }

  /** All below a heading. */
  public Part part(Section section) {
    return part(section, index.below(section), c -> true);
  }

  private Part part(Section section, List<Competency> below, Predicate<Competency> asked) {
    List<String> all = below.stream().filter(asked).map(Competency::code).toList();
    List<String> missing = all.stream().filter(code -> !sources.containsKey(code)).toList();
    return new Part(section, all.size() - missing.size(), missing);
  }

  /** By exam, in the framework's order. */
  public Map<Weights, Double> exams() {
    var exams = new LinkedHashMap<Weights, Double>();
    index.framework().weights().forEach(exam -> exams.put(exam, of(exam)));
    return exams;
  }
}
