package io.fieldbench.portal.catalog;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkDifference;
import io.fieldbench.competency.FrameworkDifference.Change;
import io.fieldbench.competency.FrameworkDifference.Kind;
import io.fieldbench.competency.FrameworkDifference.Part;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.FrameworkWriter;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.PublishedTexts;
import io.fieldbench.competency.exchange.FrameworkDocument;
import io.fieldbench.portal.audit.AuditLog;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes a framework that an institution brings: with the database alone, no page starts. A
 * portal uses it from its next start on.
 */
public final class FrameworkImport {
  private final FrameworkVersions versions;
  private final AuditLog audit;
  private final FrameworkCatalog shipped;

  private FrameworkImport(FrameworkVersions versions, AuditLog audit, FrameworkCatalog shipped) {
    this.versions = versions;
    this.audit = audit;
    this.shipped = shipped;
  }

  /** What became of it. */
  public enum Result {
    PUBLISHED,
    /** It was there already, but for spaces and widths. */
    KNOWN,
    /** So too, and who may read it has changed. */
    REOPENED,
    /** The edition is there with other content. */
    REFUSED
  }

  /**
   * @param framework as it was published
   * @param before the version that was in use, or that stands in the way
   * @param changes that lead from that one to this one
   * @param inUse the edition that a portal uses from now on
   * @param beside where the file of the same framework has something else
   */
  public record Outcome(
      Result result,
      Framework framework,
      Optional<Framework> before,
      List<Change> changes,
      List<String> beside,
      String inUse) {}

  /**
   * Of an edition that is there nothing may change; over one that came with the product its wording
   * may, for there the product has words of its own.
   *
   * @param settings for Spring, which name the database; a file must not be open elsewhere
   * @param document the file that it is of, kept beside it
   * @param openToAll whether people who are not signed in may read it
   */
  public static Outcome run(
      List<String> settings,
      Framework framework,
      Optional<FrameworkDocument> document,
      boolean openToAll,
      FrameworkCatalog shipped) {
    Framework given =
        FrameworkReader.read(framework.id() + ".yaml", FrameworkWriter.write(framework));
    return FrameworkDatabase.use(
        settings,
        context -> {
          var job =
              new FrameworkImport(
                  context.getBean(FrameworkVersions.class),
                  context.getBean(AuditLog.class),
                  shipped);
          return context
              .getBean(TransactionTemplate.class)
              .execute(status -> job.publish(given, document, openToAll));
        });
  }

  /** The facts in which a framework differs from the same edition as it came with the product. */
  public static List<Change> facts(Framework given, FrameworkCatalog shipped) {
    return shipped
        .framework(given.id())
        .filter(f -> f.edition().equals(given.edition()))
        .map(f ->
            Stream.concat(
                    changes(f, given).stream().filter(c -> !c.wording()),
                    exchanged(f, given).stream())
                .toList())
        .orElse(List.of());
  }

  /** Without those that are of spaces and widths alone, which another copy of a text may have. */
  private static List<Change> changes(Framework before, Framework after) {
    return FrameworkDifference.between(before, after).stream()
        .filter(c ->
            c.kind() != Kind.CHANGED
                || !PublishedTexts.sum(c.before()).equals(PublishedTexts.sum(c.after())))
        .toList();
  }

  /** What says what another part says: that is no other wording. */
  private static List<Change> exchanged(Framework shipped, Framework given) {
    var changes = new LinkedHashMap<String, Change>();
    PublishedTexts.exchanged(given)
        .forEach((code, of) -> {
          if (given.find(code).isPresent()) {
            changes.put(code, moved(of, code));
          } else if (code.startsWith(PublishedTexts.ENTRY)) {
            changes.put(code, new Change(Kind.MOVED, Part.LEVEL, of, "entry", of, code));
          }
        });
    for (Function<LocalizedText, String> language :
        List.<Function<LocalizedText, String>>of(LocalizedText::zh, LocalizedText::en)) {
      var said = new HashMap<String, String>();
      shipped
          .competencies()
          .forEach(c -> said.merge(words(c, language), c.code(), (one, other) -> ""));
      for (Competency competency : given.competencies()) {
        String code = said.getOrDefault(words(competency, language), "");
        boolean known = shipped.find(competency.code()).isPresent();
        if (known && !code.isEmpty() && !code.equals(competency.code())) {
          changes.putIfAbsent(competency.code(), moved(code, competency.code()));
        }
      }
    }
    return List.copyOf(changes.values());
  }

  private static String words(Competency competency, Function<LocalizedText, String> language) {
    return PublishedTexts.words(language.apply(competency.statement()));
  }

  private static Change moved(String from, String to) {
    return new Change(Kind.MOVED, Part.COMPETENCY, from, "code", from, to);
  }

  private Outcome publish(
      Framework given, Optional<FrameworkDocument> document, boolean openToAll) {
    // Those of the product are older than what is imported now.
    shipped.all().forEach(versions::keep);
    Optional<FrameworkVersion> known =
        versions.all().stream()
            .filter(FrameworkVersion::imported)
            .filter(v -> v.framework().equals(given.id()) && v.edition().equals(given.edition()))
            .findFirst();
    if (known.isPresent()) {
      Framework same = versions.read(known.get().hash()).orElseThrow();
      List<Change> changes = changes(same, given);
      List<String> beside =
          document
              .flatMap(d -> versions.document(same).map(kept -> kept.differences(d)))
              .orElse(List.of());
      Result result = Result.REFUSED;
      if (changes.isEmpty() && beside.isEmpty()) {
        document.ifPresent(d -> versions.keep(same, d));
        result = reopen(known.get(), openToAll);
      }
      return new Outcome(result, given, Optional.of(same), changes, beside, inUse(given));
    }
    Optional<Framework> came =
        shipped
            .framework(given.id())
            .filter(f -> document.isEmpty() && FrameworkWriter.same(f, given));
    if (came.isPresent()) {
      return new Outcome(Result.KNOWN, given, came, List.of(), List.of(), inUse(given));
    }
    Optional<Framework> inUse =
        Optional.ofNullable(versions.inUse().get(given.id()))
            .flatMap(v -> versions.read(v.hash()))
            .or(() -> shipped.framework(given.id()));
    List<Change> facts = facts(given, shipped);
    if (!facts.isEmpty()) {
      return new Outcome(
          Result.REFUSED, given, shipped.framework(given.id()), facts, List.of(), inUse(given));
    }
    if (!versions.publish(given, openToAll, null)) {
      throw new IllegalStateException(
          "another process has just imported edition " + given.edition());
    }
    document.ifPresent(d -> versions.keep(given, d));
    audit.noteChange(
        null,
        "framework-imported",
        "framework/" + given.id(),
        "edition %s, %s".formatted(given.edition(), given.hash()));
    return new Outcome(
        Result.PUBLISHED,
        given,
        inUse,
        inUse.map(f -> changes(f, given)).orElse(List.of()),
        List.of(),
        inUse(given));
  }

  private String inUse(Framework given) {
    FrameworkVersion version = versions.inUse().get(given.id());
    return version == null ? given.edition() : version.edition();
  }

  private Result reopen(FrameworkVersion version, boolean openToAll) {
    if (version.openToAll() == openToAll) {
      return Result.KNOWN;
    }
    versions.open(version.hash(), openToAll);
    audit.noteChange(
        null,
        openToAll ? "framework-opened" : "framework-closed",
        "framework/" + version.framework(),
        "edition %s, %s".formatted(version.edition(), version.hash()));
    return Result.REOPENED;
  }
}
