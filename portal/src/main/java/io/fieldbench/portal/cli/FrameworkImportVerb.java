package io.fieldbench.portal.cli;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkCounts;
import io.fieldbench.competency.FrameworkDifference.Change;
import io.fieldbench.competency.FrameworkDifference.Kind;
import io.fieldbench.competency.PublishedTexts;
import io.fieldbench.competency.exchange.CaseResources;
import io.fieldbench.portal.catalog.FrameworkImport;
import io.fieldbench.portal.catalog.FrameworkImport.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code framework import}: a framework that an institution brings, into its own database. */
@Command(
    name = "import",
    description = {
      "Publishes a framework from FILE in this installation; the portal must be stopped, unless"
          + " --database is given, and uses it from its next start on.",
      "An edition that is there never changes: the same with other content is refused with its"
          + " differences. Over one that came with the product the wording may be another, as in"
          + " the official text of a standard."
    },
    mixinStandardHelpOptions = true)
final class FrameworkImportVerb implements Callable<Integer> {
  private static final int CHANGES_SHOWN = 40;

  /** What pages about frameworks are called, in the places of an id and of a code. */
  private static final String COMPARISON = "compare";

  private static final Set<String> PAGES = Set.of("coverage", "versions");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".fieldbench",
      description = "Folder for all state (default: ${DEFAULT-VALUE}); made where it is missing.")
  private Path data = Path.of("");

  @Option(
      names = "--public",
      description = {
        "Anyone may read it from this portal at /ims/case/v1p1 (CASE), signed in or not. Without",
        "this, only people who are signed in; the same file again changes that."
      })
  private boolean openToAll;

  @Option(
      names = "--accept-wording",
      description =
          "Of cn-standard: the texts are as in print, though one seems odd, or is not that of the"
              + " edition as it was published.")
  private boolean acceptWording;

  @Mixin private FrameworkFile source = new FrameworkFile();

  @Option(names = "--dry-run", description = "Only read the file, and tell what is in it.")
  private boolean dryRun;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Of cn-standard: where each part stands, by its code. */
  private Map<String, Integer> textLines = Map.of();

  @Override
  public Integer call() throws VerbFailure {
    FrameworkCatalog shipped = FrameworkCatalog.shipped();
    FrameworkFile.Read read = source.read(shipped, acceptWording);
    Framework framework = read.framework();
    textLines = read.lines();
    named(framework);
    if (source.isStandard() && !PublishedTexts.knows(framework)) {
      out()
          .printf(
              "Edition %s of %s is not known here: no text was compared with the published one."
                  + " Compare with print, since a published edition never changes.%n",
              framework.edition(), framework.id());
      out().flush();
    }
    if (openToAll) {
      FrameworkFile.refusing(() -> CaseResources.of(framework, Instant.EPOCH));
    }
    List<Change> facts = FrameworkImport.facts(framework, shipped);
    Optional<String> wording = wording(framework);
    if (wording.isPresent() || !facts.isEmpty()) {
      throw new VerbFailure(
          wording.orElse("") + (facts.isEmpty() ? "" : refusal(framework, facts)));
    }
    if (dryRun) {
      tell(framework);
      out().println("Nothing was imported (--dry-run).");
      return 0;
    }
    Fieldbench.leaveLogsToSpring();
    Outcome outcome;
    if (database.isGiven()) {
      outcome =
          FrameworkImport.run(database.settings(), framework, read.document(), openToAll, shipped);
    } else {
      try (DataFolder folder = DataFolder.open(data, true)) {
        outcome =
            FrameworkImport.run(
                List.of("--fieldbench.data=" + folder.path()),
                framework,
                read.document(),
                openToAll,
                shipped);
      }
    }
    return told(outcome, shipped);
  }

  /** One that could not be reached. */
  private static void named(Framework framework) throws VerbFailure {
    if (framework.id().equals(COMPARISON)) {
      throw new VerbFailure(
          "Nothing was imported: a framework cannot be called " + COMPARISON + ", as a page is");
    }
    List<String> taken =
        framework.competencies().stream().map(Competency::code).filter(PAGES::contains).toList();
    if (!taken.isEmpty()) {
      throw new VerbFailure(
          "Nothing was imported: pages are called as these codes: " + String.join(", ", taken));
    }
  }

  /** A text that a scan misread would stay for ever: a published edition never changes. */
  private Optional<String> wording(Framework framework) {
    if (!source.isStandard() || acceptWording) {
      return Optional.empty();
    }
    Map<String, String> differing = PublishedTexts.differing(framework);
    if (differing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ("Nothing was imported: %d texts are not those of edition %s as it was published. Compare"
                    + " them with print; then mend FILE, or give --accept-wording where FILE is"
                    + " right:")
                .formatted(differing.size(), framework.edition())
            + System.lineSeparator()
            + lines(
                differing.entrySet().stream()
                    .map(e -> place(e.getKey()) + e.getKey() + ": " + e.getValue())
                    .toList()));
  }

  /** The line of the text that was read, where there is one for the part of that code. */
  private String place(String code) {
    Integer line = textLines.get(code);
    return line == null ? "" : "line " + line + ": ";
  }

  private int told(Outcome outcome, FrameworkCatalog shipped) throws VerbFailure {
    Framework framework = outcome.framework();
    String edition = "%s, edition %s".formatted(framework.id(), framework.edition());
    switch (outcome.result()) {
      case KNOWN ->
          out()
              .println(
                  edition
                      + ", is there already, word for word; "
                      + (outcome.inUse().equals(framework.edition())
                          ? "nothing to do."
                          : "edition " + outcome.inUse() + " came later and stays in use."));
      case REOPENED ->
          out()
              .println(
                  edition
                      + ", is there already, word for word; "
                      + (openToAll ? "anyone may read it now." : "it is no longer public."));
      case REFUSED -> throw new VerbFailure(refusal(framework, outcome));
      case PUBLISHED -> published(outcome, shipped);
    }
    return 0;
  }

  private void published(Outcome outcome, FrameworkCatalog shipped) throws VerbFailure {
    Framework framework = outcome.framework();
    tell(framework);
    if (!outcome.inUse().equals(framework.edition())) {
      out()
          .printf(
              "Imported: %s, edition %s (%s). It is kept; edition %s came later and stays in"
                  + " use.%n",
              framework.id(),
              framework.edition(),
              framework.hash().substring(0, 12),
              outcome.inUse());
      out().flush();
      return;
    }
    outcome
        .before()
        .ifPresent(before -> {
          List<Change> facts = outcome.changes().stream().filter(c -> !c.wording()).toList();
          out()
              .printf(
                  "In place of edition %s (%s). Facts changed: %d, wording changed: %d.%n",
                  before.edition(),
                  before.hash().substring(0, 12),
                  facts.size(),
                  outcome.changes().size() - facts.size());
          out().print(lines(facts));
        });
    OrphanedReferences.of(framework, shipped).forEach(out()::println);
    out()
        .printf(
            "Imported: %s, edition %s (%s). A portal uses it from its next start on.%n",
            framework.id(), framework.edition(), framework.hash().substring(0, 12));
    out().flush();
  }

  private String refusal(Framework framework, Outcome outcome) {
    if (!outcome.changes().isEmpty()) {
      return refusal(framework, outcome.changes());
    }
    return ("%s, edition %s, is there of a file with something else beside the framework, and a"
                + " published edition never changes. Give it an edition of its own. Where the files"
                + " differ:")
            .formatted(framework.id(), framework.edition())
        + System.lineSeparator()
        + lines(outcome.beside());
  }

  private String refusal(Framework framework, List<Change> changes) {
    return ("%s, edition %s, is there with other content, and a published edition never changes."
                + " Mend the file%s. From what is there to FILE:")
            .formatted(
                framework.id(),
                framework.edition(),
                source.isStandard() ? "" : ", or give it an edition of its own")
        + System.lineSeparator()
        + lines(changes.stream().map(c -> place(later(c)) + c).toList());
  }

  /** What a part is called in FILE. */
  private static String later(Change change) {
    return change.kind() == Kind.MOVED && change.field().equals("code")
        ? change.after()
        : change.code();
  }

  private void tell(Framework framework) {
    out()
        .printf(
            "%s, edition %s: %s%n  %s%n",
            framework.id(), framework.edition(), framework.title().en(), framework.source().en());
    FrameworkCounts.of(framework)
        .forEach((what, count) -> out().printf("  %-44s %s%n", what, count));
    out().flush();
  }

  private static String lines(List<?> changes) {
    var lines = new ArrayList<String>();
    changes.stream().limit(CHANGES_SHOWN).forEach(c -> lines.add("  " + c));
    if (changes.size() > CHANGES_SHOWN) {
      lines.add("  and %d more".formatted(changes.size() - CHANGES_SHOWN));
    }
    return lines.stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
