package io.fieldbench.portal.training;

import io.fieldbench.assessment.Evidence;
import io.fieldbench.assessment.Observation;
import io.fieldbench.assessment.Verdict;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check;
import io.fieldbench.exercise.Variant;
import io.fieldbench.portal.web.EvidenceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One check as pages show it.
 *
 * @param passed null while there is no verdict
 * @param feedback null when it passed
 * @param rows the observations that decided it, in their order
 */
record CheckLine(
    String id,
    LocalizedText title,
    int points,
    int maximum,
    @Nullable Boolean passed,
    @Nullable LocalizedText expected,
    @Nullable LocalizedText seen,
    @Nullable LocalizedText feedback,
    List<EvidenceRow> rows) {
  private static final int ROWS = 12;

  /** The checks before there is a verdict. */
  static List<CheckLine> of(List<Check> checks) {
    return checks.stream()
        .map(c ->
            new CheckLine(
                c.about().id(),
                c.about().title(),
                0,
                c.about().points(),
                null,
                null,
                null,
                null,
                List.of()))
        .toList();
  }

  /** The checks of a verdict with their evidence, the failed ones first. */
  static List<CheckLine> of(Variant variant, Verdict verdict, Evidence evidence) {
    Collection<String> readings = variant.kit().readings().values();
    var words = new EvidenceLines(variant.scenario().phases());
    Map<String, Check.About> about =
        variant.checks().stream()
            .map(Check::about)
            .collect(Collectors.toMap(Check.About::id, Function.identity()));
    var lines = new ArrayList<CheckLine>();
    for (Verdict.CheckResult result : verdict.results()) {
      Check.About known = about.get(result.check());
      Set<Integer> cited = Set.copyOf(result.cited());
      List<EvidenceRow> rows =
          evidence.observations().stream()
              .filter(o -> cited.contains(o.number()))
              .limit(ROWS)
              .map(o -> words.of(o, !result.passed() && isOfTrainee(o, readings)))
              .toList();
      lines.add(
          new CheckLine(
              result.check(),
              known == null ? new LocalizedText(result.check(), result.check()) : known.title(),
              result.points(),
              result.maximum(),
              result.passed(),
              result.expected(),
              result.seen(),
              result.passed() || known == null ? null : known.feedback(),
              rows));
    }
    lines.sort(Comparator.comparing((CheckLine l) -> Boolean.TRUE.equals(l.passed())));
    return lines;
  }

  private static boolean isOfTrainee(Observation observation, Collection<String> readings) {
    return observation instanceof Observation.MessageSeen message
        && !readings.contains(message.topic());
  }
}
