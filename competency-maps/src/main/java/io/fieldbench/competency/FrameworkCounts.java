package io.fieldbench.competency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much of what there is in a framework: two editions of one source can be compared by it. */
public final class FrameworkCounts {
  private final Framework framework;
  private final Map<String, String> counts = new LinkedHashMap<>();

  private FrameworkCounts(Framework framework) {
    this.framework = framework;
  }

  /** What is counted, and the count; parts of a list with commas between them, in its order. */
  public static Map<String, String> of(Framework framework) {
    return Collections.unmodifiableMap(new FrameworkCounts(framework).count());
  }

  private Map<String, String> count() {
    List<Level> levels = framework.levels();
    put("levels", levels.size());
    if (levels.stream().anyMatch(l -> l.hours() != null)) {
      put("hours of training", levels.stream().map(Level::hours));
    }
    if (levels.stream().anyMatch(l -> !l.entry().isEmpty())) {
      put("conditions of entry", levels.stream().map(l -> l.entry().size()));
    }
    Optional.ofNullable(framework.exam()).ifPresent(this::exam);
    sections().forEach((kind, sections) -> put("sections, " + kind, sections.size()));
    put("competencies", framework.competencies().size());
    framework.competencies().stream()
        .collect(
            Collectors.groupingBy(
                this::kind, LinkedHashMap::new, Collectors.<Competency>counting()))
        .forEach(this::put);
    sections().getOrDefault("topics", List.of()).stream()
        .collect(
            Collectors.groupingBy(s -> s.title().en(), LinkedHashMap::new, Collectors.toList()))
        .forEach((title, same) -> put("topics, " + title, same.stream().map(this::within)));
    sections().getOrDefault("track", List.of()).forEach(this::track);
    return counts;
  }

  private void exam(ExamRules exam) {
    put("pass mark", exam.passMark());
    put("minutes of theory, of practice", Stream.of(exam.theoryMinutes(), exam.practiceMinutes()));
    put(
        "candidates for each invigilator, examiner",
        Stream.of(exam.candidatesPerInvigilator(), exam.candidatesPerExaminer()));
    put("invigilators, examiners", Stream.of(exam.invigilators(), exam.examiners()));
  }

  private void track(Section track) {
    String below =
        Stream.concat(
                sections().entrySet().stream()
                    .map(e -> Map.entry(e.getKey(), countIn(e.getValue().stream(), track))),
                Stream.of(Competency.Type.values())
                    .map(type -> Map.entry(word(type), of(type, track))))
            .filter(e -> e.getValue() > 0)
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    put("track " + track.id(), below);
    for (Weights exam : framework.weights()) {
      if (exam.track().equals(track.id())) {
        put(
            "track %s, weights of %s".formatted(track.id(), exam.exam()),
            exam.percent().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()));
      }
    }
  }

  private int countIn(Stream<Section> sections, Section above) {
    return (int) sections.filter(s -> !s.equals(above) && isIn(s.id(), above)).count();
  }

  private int of(Competency.Type type, Section above) {
    return (int)
        framework.competencies().stream()
            .filter(c -> c.type() == type && isIn(c.section(), above))
            .count();
  }

  private int within(Section section) {
    return (int) framework.competencies().stream().filter(c -> isIn(c.section(), section)).count();
  }

  private boolean isIn(@Nullable String id, Section above) {
    while (id != null && !id.equals(above.id())) {
      id = framework.section(id).map(Section::parent).orElse(null);
    }
    return id != null;
  }

  private Map<String, List<Section>> sections() {
    return framework.sections().stream()
        .collect(Collectors.groupingBy(Section::kind, LinkedHashMap::new, Collectors.toList()));
  }

  private String kind(Competency competency) {
    String section = competency.section();
    return word(competency.type())
        + (section == null ? "" : ", in " + framework.section(section).orElseThrow().kind());
  }

  private static String word(Competency.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private void put(String what, Stream<?> parts) {
    put(what, parts.map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private void put(String what, Object count) {
    counts.put(what, count.toString());
  }
}
