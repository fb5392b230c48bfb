package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.exercise.Exercise;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.EarlierVersions;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A person's own competency record. */
@Controller
class RecordController {
  private final Records records;
  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final EarlierVersions versions;

  RecordController(
      Records records, Catalog catalog, FrameworkIndexes indexes, EarlierVersions versions) {
    this.versions = versions;
    this.records = records;
    this.catalog = catalog;
    this.indexes = indexes;
  }

  /** A standing with its competency. */
  record Line(Competency competency, Standing standing) {}

  /**
   * A standing in what is in use no more.
   *
   * @param competency as it was; null where that version was not kept
   */
  record Earlier(@Nullable Competency competency, Standing standing) {}

  @GetMapping("/record")
  String record(@AuthenticationPrincipal SignedIn user, Model model) {
    Records.All all = records.all(user.id());
    List<Line> lines =
        all.now().values().stream()
            .flatMap(s -> indexes.find(s.competency()).map(c -> new Line(c, s)).stream())
            .sorted(java.util.Comparator.comparing(l -> l.standing().competency().toString()))
            .toList();
    model.addAttribute("lines", lines);
    model.addAttribute(
        "earlier",
        all.earlier().stream()
            .map(s ->
                new Earlier(versions.then(s.competency(), s.best().framework()).orElse(null), s))
            .toList());
    model.addAttribute("proven", lines.stream().filter(l -> l.standing().proven()).count());
    model.addAttribute(
        "titles",
        catalog.exercises().stream()
            .collect(java.util.stream.Collectors.toMap(Exercise::id, Exercise::title)));
    return "record/record";
  }
}
