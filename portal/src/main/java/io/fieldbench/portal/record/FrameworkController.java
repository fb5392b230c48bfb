package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Competency.Type;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.CompetencySearch.Found;
import io.fieldbench.competency.Coverage;
import io.fieldbench.competency.Coverage.Claim;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.Section;
import io.fieldbench.portal.account.Role;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import io.fieldbench.portal.web.Pages;
import io.fieldbench.portal.web.Refused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The frameworks: part by part with the reader's own standing, or what a search finds in one. */
@Controller
class FrameworkController {
  private static final int LONGEST_QUERY = 100;

  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final Records records;

  FrameworkController(Catalog catalog, FrameworkIndexes indexes, Records records) {
    this.catalog = catalog;
    this.indexes = indexes;
    this.records = records;
  }

  /**
   * A competency in a list.
   *
   * @param path the headings over it, the topmost first
   */
  record Item(
      CompetencyRef ref,
      Competency competency,
      List<Section> path,
      @Nullable Standing standing,
      int exercises) {}

  /** One that people are examined by, before others. */
  @GetMapping("/competencies")
  String first() {
    return catalog.frameworks().isEmpty()
        ? "record/competencies"
        : "redirect:/competencies/"
            + catalog.frameworks().stream()
                .filter(f -> f.exam() != null)
                .findFirst()
                .orElse(catalog.frameworks().getFirst())
                .id();
  }

  @GetMapping("/competencies/{framework}")
  String list(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable String framework,
      @RequestParam(defaultValue = "") String part,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String level,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    FrameworkIndex index = indexes.require(framework);
    Framework chosen = index.framework();
    Section shown = SectionGroups.part(index, part);
    Map<CompetencyRef, Standing> standings = records.of(user.id());
    Function<Competency, Item> item = items(index, standings);
    String text = q.strip();
    model.addAttribute("frameworks", catalog.frameworks());
    model.addAttribute("framework", chosen);
    model.addAttribute("parts", index.roots());
    model.addAttribute("part", shown);
    model.addAttribute("q", text);
    model.addAttribute("level", level);
    model.addAttribute("own", user.has(Role.TRAINEE));
    model.addAttribute(
        "sizes",
        chosen.competencies().stream()
            .collect(
                Collectors.groupingBy(
                    Competency::type, () -> new EnumMap<>(Type.class), Collectors.counting())));
    if (text.isEmpty() && level.isEmpty()) {
      Page<Competency> listed = Pages.of(SectionGroups.competencies(index, shown), page);
      model.addAttribute("page", listed);
      model.addAttribute("included", shown == null ? List.of() : index.included(shown));
      model.addAttribute(
          "branches", SectionGroups.tree(SectionGroups.of(index, shown, listed, item)));
      if (user.has(Role.TRAINEE) && shown != null) {
        model.addAttribute("progress", progress(index, shown, standings));
      }
    } else {
      Found found = search(index, text, level);
      Page<Competency> listed = Pages.of(found.first(), page);
      model.addAttribute("hits", listed.map(item));
      model.addAttribute("total", found.total());
      model.addAttribute("partly", found.partly());
    }
    return "record/competencies";
  }

  private static Found search(FrameworkIndex index, String text, String level) {
    if (!level.isEmpty() && index.framework().level(level).isEmpty()) {
      throw Refused.absent("level/" + level);
    }
    String words = text.length() > LONGEST_QUERY ? text.substring(0, LONGEST_QUERY) : text;
    return index
        .search()
        .find(words, c -> level.isEmpty() || level.equals(c.level()), Integer.MAX_VALUE);
  }

  private Function<Competency, Item> items(
      FrameworkIndex index, Map<CompetencyRef, Standing> standings) {
    Coverage exercises = Coverage.of(index, catalog.claims());
    return c -> {
      var ref = new CompetencyRef(index.framework().id(), c.code());
      return new Item(
          ref, c, index.path(c), standings.get(ref), exercises.sources(c.code()).size());
    };
  }

  /** What the person has proven, as the exams of a track weigh it; null where it has none. */
  private static @Nullable TrackShares progress(
      FrameworkIndex index, Section track, Map<CompetencyRef, Standing> standings) {
    List<Claim> proven =
        standings.values().stream()
            .filter(Standing::proven)
            .map(s -> new Claim(s.competency(), s.best().exercise()))
            .toList();
    TrackShares shares = TrackShares.of(index.framework(), Coverage.of(index, proven), track);
    return shares.exams().isEmpty() ? null : shares;
  }
}
