package io.fieldbench.portal.cli;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Counterparts;
import io.fieldbench.competency.Coverage;
import io.fieldbench.competency.Coverage.Claim;
import io.fieldbench.competency.Coverage.Part;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.Weights;
import io.fieldbench.exercise.ExerciseCatalog;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says what of a framework the published exercises cover, and what nothing does. */
@Command(
    name = "coverage",
    description =
        "What of a framework's exams the published exercises cover, by the exams' weights.",
    mixinStandardHelpOptions = true)
final class CoverageVerb implements Callable<Integer> {
  /** How it is said. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  @Option(
      names = "--framework",
      paramLabel = "ID",
      defaultValue = "cn-2-02-10-10",
      description = "A framework with exams (default: ${DEFAULT-VALUE}).")
  private String framework = "";

  @Option(
      names = "--track",
      paramLabel = "ID",
      description = "One track alone, as 1a, with what is missing.")
  private @Nullable String track;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "table",
      description = "table, json or csv (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Mixin private Installation installation = new Installation();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws VerbFailure {
    Framework chosen = chosen(installation.frameworks());
    List<Claim> claims = claims(chosen, FrameworkCatalog.shipped());
    Coverage coverage = Coverage.of(chosen, claims);
    List<Weights> exams =
        chosen.weights().stream().filter(w -> track == null || w.track().equals(track)).toList();
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> table(out, chosen, coverage, exams);
      case JSON ->
          out.println(
              JsonMapper.builder()
                  .build()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(rows(coverage, exams)));
      case CSV -> csv(out, rows(coverage, exams));
    }
    out.flush();
    return 0;
  }

  /** Exercises name what came with the product; of another version that is what says the same. */
  private static List<Claim> claims(Framework chosen, FrameworkCatalog shipped) {
    Optional<Counterparts> counterparts =
        shipped.framework(chosen.id()).map(came -> Counterparts.of(came, chosen));
    return ExerciseCatalog.shipped(shipped).entries().stream()
        .flatMap(entry -> entry.exercise().stream())
        .flatMap(exercise -> exercise.claims().stream())
        .filter(claim -> claim.competency().framework().equals(chosen.id()))
        .flatMap(claim ->
            counterparts.flatMap(c -> c.of(claim.competency().code())).stream()
                .map(c -> new Claim(new CompetencyRef(chosen.id(), c.code()), claim.source())))
        .toList();
  }

  private Framework chosen(FrameworkCatalog frameworks) {
    Framework chosen =
        frameworks
            .framework(framework)
            .filter(f -> !f.weights().isEmpty())
            .orElseThrow(() ->
                refused(
                    "There is no framework '%s' with exams. There are: %s"
                        .formatted(
                            framework,
                            frameworks.all().stream()
                                .filter(f -> !f.weights().isEmpty())
                                .map(Framework::id)
                                .collect(Collectors.joining(", ")))));
    List<String> tracks = chosen.weights().stream().map(Weights::track).distinct().toList();
    if (track != null && !tracks.contains(track)) {
      throw refused(
          "There is no track '%s'. There are: %s".formatted(track, String.join(", ", tracks)));
    }
    return chosen;
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private void table(PrintWriter out, Framework chosen, Coverage coverage, List<Weights> exams) {
    for (Weights exam : exams) {
      Section section = chosen.section(exam.track()).orElseThrow();
      out.printf(
          Locale.ROOT,
          "%-3s %-9s %5.1f %% of the exam covered  (%s)%n",
          exam.track(),
          exam.exam(),
          100 * coverage.of(exam),
          section.title().en());
      for (Part part : coverage.parts(exam)) {
        out.printf(
            "    %-8s %3d %%  %3d of %3d  %s%n",
            part.section().id(),
            exam.percent().getOrDefault(part.section().id(), 0),
            part.covered(),
            part.total(),
            part.section().title().en());
        if (track != null && !part.missing().isEmpty()) {
          out.printf("             nothing covers %s%n", String.join(", ", part.missing()));
        }
      }
    }
  }

  private static List<Map<String, Object>> rows(Coverage coverage, List<Weights> exams) {
    var rows = new ArrayList<Map<String, Object>>();
    for (Weights exam : exams) {
      for (Part part : coverage.parts(exam)) {
        var row = new LinkedHashMap<String, Object>();
        row.put("track", exam.track());
        row.put("exam", exam.exam());
        row.put("exam_share", coverage.of(exam));
        row.put("section", part.section().id());
        row.put("title", part.section().title().en());
        row.put("title_zh", part.section().title().zh());
        row.put("weight", exam.percent().getOrDefault(part.section().id(), 0));
        row.put("total", part.total());
        row.put("covered", part.covered());
        row.put("share", part.total() == 0 ? 0 : (double) part.covered() / part.total());
        row.put("missing", part.missing());
        rows.add(row);
      }
    }
    return rows;
  }

  /** As RFC 4180 has it; lists with spaces between their parts. */
  private static void csv(PrintWriter out, List<Map<String, Object>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.print(String.join(",", rows.getFirst().keySet()) + "\r\n");
    for (Map<String, Object> row : rows) {
      out.print(row.values().stream().map(CoverageVerb::field).collect(Collectors.joining(",")));
      out.print("\r\n");
    }
  }

  private static String field(Object value) {
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
            : value.toString();
    return text.matches("[\\w.-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
