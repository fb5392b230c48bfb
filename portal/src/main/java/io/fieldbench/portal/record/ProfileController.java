package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.RoleProfile;
import io.fieldbench.competency.RoleProfile.Requirement;
import io.fieldbench.competency.RoleProfile.Step;
import io.fieldbench.portal.account.Role;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import io.fieldbench.portal.catalog.Relations;
import io.fieldbench.portal.web.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What roles ask for, and for trainees how much of it they have proven. */
@Controller
class ProfileController {
  private final Relations relations;
  private final FrameworkIndexes indexes;
  private final Records records;

  ProfileController(Relations relations, FrameworkIndexes indexes, Records records) {
    this.relations = relations;
    this.indexes = indexes;
    this.records = records;
  }

  /** A role with its levels, lowest first. */
  record Line(RoleProfile profile, List<Reached> levels) {}

  /**
   * A level of a role, and how far the reader is.
   *
   * @param proven of the competencies that it asks for, those of the lower levels included
   * @param items what it asks for on top of the level below
   */
  record Reached(Step step, int proven, int required, List<Item> items) {}

  /** A competency that is asked for. */
  record Item(
      CompetencyRef ref,
      Competency competency,
      Framework framework,
      @Nullable Level level,
      Requirement requirement,
      @Nullable Standing standing) {}

  @GetMapping("/profiles")
  String list(@AuthenticationPrincipal SignedIn user, Model model) {
    Map<CompetencyRef, Standing> standings = records.of(user.id());
    model.addAttribute("own", user.has(Role.TRAINEE));
    model.addAttribute(
        "profiles", relations.profiles().stream().map(p -> line(p, standings)).toList());
    return "record/profiles";
  }

  @GetMapping("/profiles/{id}")
  String one(@AuthenticationPrincipal SignedIn user, @PathVariable String id, Model model) {
    RoleProfile profile =
        relations.profiles().stream()
            .filter(p -> p.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refused.absent("profile/" + id));
    Line line = line(profile, records.of(user.id()));
    model.addAttribute("own", user.has(Role.TRAINEE));
    model.addAttribute("profile", profile);
    model.addAttribute("levels", line.levels());
    model.addAttribute("dropped", relations.dropped(profile));
    return "record/profile";
  }

  private Line line(RoleProfile profile, Map<CompetencyRef, Standing> standings) {
    return new Line(
        profile, profile.steps().stream().map(s -> reached(profile, s, standings)).toList());
  }

  private Reached reached(RoleProfile profile, Step step, Map<CompetencyRef, Standing> standings) {
    List<Requirement> required = profile.required(step.level());
    long proven =
        required.stream()
            .flatMap(r -> Optional.ofNullable(standings.get(r.competency())).stream())
            .filter(Standing::proven)
            .count();
    return new Reached(
        step,
        Math.toIntExact(proven),
        required.size(),
        step.requires().stream().flatMap(r -> item(r, standings).stream()).toList());
  }

  private Optional<Item> item(Requirement requirement, Map<CompetencyRef, Standing> standings) {
    CompetencyRef ref = requirement.competency();
    return indexes
        .find(ref.framework())
        .flatMap(index ->
            index
                .find(ref.code())
                .map(c ->
                    new Item(
                        ref,
                        c,
                        index.framework(),
                        c.level() == null ? null : index.framework().level(c.level()).orElse(null),
                        requirement,
                        standings.get(ref))));
  }
}
