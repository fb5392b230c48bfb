package io.fieldbench.portal.catalog;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkDifference;
import io.fieldbench.competency.FrameworkDifference.Change;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.portal.web.Pages;
import io.fieldbench.portal.web.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The versions of a framework that were ever in use here, and what each changed. */
@Controller
class FrameworkVersionController {
  private final Catalog catalog;

  FrameworkVersionController(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @param shown hash of the version to show; the one in use where it is left out
   * @param page of all that is in it; where it is left out, the one with {@code code}
   * @param changes page of what it changed
   * @param reworded page of what it only puts in other words, which is folded where it is left out
   */
  @GetMapping("/competencies/{framework}/versions")
  String versions(
      @PathVariable String framework,
      @RequestParam(defaultValue = "") String shown,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(defaultValue = "0") int changes,
      @RequestParam(required = false) @Nullable Integer reworded,
      Model model) {
    Framework inUse =
        catalog.framework(framework).orElseThrow(() -> Refused.absent("framework/" + framework));
    List<FrameworkVersion> versions =
        catalog.versions().stream().filter(v -> v.framework().equals(framework)).toList();
    Framework version =
        shown.isEmpty() || shown.equals(inUse.hash())
            ? inUse
            : versions.stream()
                .filter(v -> v.hash().equals(shown))
                .findFirst()
                .flatMap(v -> catalog.version(v.hash()))
                .orElseThrow(() -> Refused.absent("framework/" + framework + "/" + shown));
    Optional<Framework> before = before(versions, version.hash()).flatMap(catalog::version);
    List<Change> all = before.map(b -> FrameworkDifference.between(b, version)).orElse(List.of());
    model.addAttribute("framework", inUse);
    model.addAttribute("versions", versions.reversed());
    model.addAttribute("shown", version);
    model.addAttribute("before", before.orElse(null));
    model.addAttribute("facts", Pages.of(all.stream().filter(c -> !c.wording()).toList(), changes));
    model.addAttribute("titles", before.map(FrameworkVersionController::titles).orElse(Map.of()));
    model.addAttribute("unfolded", reworded != null);
    model.addAttribute(
        "wording",
        Pages.of(all.stream().filter(Change::wording).toList(), reworded == null ? 0 : reworded));
    model.addAttribute(
        "page", Pages.of(version.competencies(), page == null ? with(code, version) : page));
    model.addAttribute("casePackage", casePackage(version));
    return "catalog/versions";
  }

  /** Where everybody may read it as CASE; null where only people who are signed in may. */
  private @Nullable String casePackage(Framework version) {
    return catalog.openToAll().stream()
        .filter(f -> f.hash().equals(version.hash()))
        .map(f -> CaseController.PATH + "/CFPackages/" + catalog.caseResources(f).identifier())
        .findFirst()
        .orElse(null);
  }

  private static Map<String, LocalizedText> titles(Framework framework) {
    return framework.competencies().stream()
        .collect(Collectors.toMap(Competency::code, Competency::title, (a, b) -> a));
  }

  private static int with(String code, Framework version) {
    List<String> codes = version.competencies().stream().map(Competency::code).toList();
    return Math.max(0, codes.indexOf(code)) / Pages.SIZE;
  }

  private static Optional<String> before(List<FrameworkVersion> versions, String hash) {
    for (int i = 1; i < versions.size(); i++) {
      if (versions.get(i).hash().equals(hash)) {
        return Optional.of(versions.get(i - 1).hash());
      }
    }
    return Optional.empty();
  }
}
