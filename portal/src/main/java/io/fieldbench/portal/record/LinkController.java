package io.fieldbench.portal.record;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.EarlierVersions;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import io.fieldbench.portal.catalog.LinkProposal;
import io.fieldbench.portal.catalog.LinkProposal.State;
import io.fieldbench.portal.catalog.LinkProposals;
import io.fieldbench.portal.catalog.Relation;
import io.fieldbench.portal.catalog.Relations;
import io.fieldbench.portal.web.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Links between frameworks for instructors: to propose one, and to decide on those of others. */
@Controller
@RequestMapping("/instructor/links")
class LinkController {
  /** More than any framework that is shipped has; of a larger one the code is typed. */
  private static final int OFFERED = 2_000;

  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final LinkProposals proposals;
  private final Relations relations;
  private final EarlierVersions versions;

  LinkController(
      Catalog catalog,
      FrameworkIndexes indexes,
      LinkProposals proposals,
      Relations relations,
      EarlierVersions versions) {
    this.relations = relations;
    this.versions = versions;
    this.catalog = catalog;
    this.indexes = indexes;
    this.proposals = proposals;
  }

  /**
   * A proposal in the list.
   *
   * @param start what it starts from in the edition in use; as it was proposed where that has none
   * @param from null where the edition in use does not have it any more
   * @param end as {@code start}; null where nothing matches
   * @param to null as {@code from}, and where nothing matches
   * @param fromThen as it was when it was proposed; null where that version was not kept
   * @param toThen as {@code fromThen}
   * @param replaces what it will take the place of
   */
  record Item(
      LinkProposal proposal,
      CompetencyRef start,
      @Nullable Competency from,
      @Nullable Framework framework,
      @Nullable CompetencyRef end,
      @Nullable Competency to,
      @Nullable Competency fromThen,
      @Nullable Competency toThen,
      List<Relation> replaces) {
    /** Whether the editions in use have both ends. */
    public boolean stands() {
      return from != null && framework != null && (end == null || to != null);
    }
  }

  @GetMapping
  String list(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    return showList(user, null, page, model);
  }

  @GetMapping("/new")
  String form(@RequestParam String from, Model model) {
    return showForm(LinkForm.of(from, null, null, null, null), Map.of(), model);
  }

  @PostMapping
  String propose(
      @AuthenticationPrincipal SignedIn user,
      @RequestParam String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String match,
      @RequestParam(required = false) @Nullable String reason,
      HttpServletResponse response,
      Model model) {
    LinkForm form = LinkForm.of(from, to, code, match, reason);
    CompetencyRef start = form.start(indexes).orElseThrow(() -> Refused.absent("link/" + from));
    var errors = new LinkedHashMap<>(form.errors(indexes));
    if (errors.isEmpty() && stands(start, form)) {
      errors.put("match", "links.match.STANDS");
    }
    if (errors.isEmpty()
        && !proposals.propose(
            user.getUsername(),
            start,
            form.to(),
            form.target().orElse(null),
            form.type().orElse(null),
            form.reason())) {
      errors.put("code", "links.code.OPEN");
    }
    if (errors.isEmpty()) {
      return "redirect:/instructor/links";
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return showForm(form, errors, model);
  }

  private boolean stands(CompetencyRef from, LinkForm form) {
    return replaced(from, form.to(), form.target()).stream()
        .filter(r -> r.framework().id().equals(form.to()))
        .anyMatch(r ->
            r.matches() == form.target().isPresent()
                && form.type().equals(Optional.ofNullable(r.match())));
  }

  @PostMapping("/{id}/approve")
  String approve(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      HttpServletResponse response,
      Model model) {
    return decide(user, id, State.APPROVED, response, model);
  }

  @PostMapping("/{id}/reject")
  String reject(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      HttpServletResponse response,
      Model model) {
    return decide(user, id, State.REJECTED, response, model);
  }

  @PostMapping("/{id}/withdraw")
  String withdraw(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      HttpServletResponse response,
      Model model) {
    return decide(user, id, State.WITHDRAWN, response, model);
  }

  private String decide(
      SignedIn user, UUID id, State state, HttpServletResponse response, Model model) {
    LinkProposal proposal = proposals.find(id).orElseThrow(() -> Refused.absent("link/" + id));
    if (state == State.APPROVED && !item(proposal).stands()) {
      response.setStatus(HttpStatus.CONFLICT.value());
      return showList(user, "links.gone", 0, model);
    }
    if (proposals.decide(user.getUsername(), id, state)) {
      return "redirect:/instructor/links";
    }
    response.setStatus(HttpStatus.CONFLICT.value());
    return showList(user, "links.decided.not", 0, model);
  }

  private String showList(SignedIn user, @Nullable String refusal, int number, Model model) {
    Page<LinkProposal> page = proposals.page(number);
    List<Item> items = page.stream().map(this::item).toList();
    model.addAttribute("page", page);
    model.addAttribute(
        "open", items.stream().filter(i -> i.proposal().state() == State.OPEN).toList());
    model.addAttribute(
        "decided", items.stream().filter(i -> i.proposal().state() != State.OPEN).toList());
    model.addAttribute("me", user.getUsername());
    model.addAttribute("refusal", refusal);
    return "record/links";
  }

  private Item item(LinkProposal proposal) {
    CompetencyRef to = proposal.to();
    Optional<CompetencyRef> from = versions.now(proposal.from(), proposal.fromHash());
    Optional<CompetencyRef> match =
        Optional.ofNullable(to).flatMap(ref -> versions.now(ref, proposal.toHash()));
    return new Item(
        proposal,
        from.orElse(proposal.from()),
        from.flatMap(indexes::find).orElse(null),
        catalog.framework(proposal.toFramework()).orElse(null),
        match.orElse(to),
        match.flatMap(indexes::find).orElse(null),
        versions.then(proposal.from(), proposal.fromHash()).orElse(null),
        to == null ? null : versions.then(to, proposal.toHash()).orElse(null),
        proposal.state() == State.OPEN && (to == null) == match.isEmpty()
            ? from.map(ref -> replaced(ref, proposal.toFramework(), match)).orElse(List.of())
            : List.of());
  }

  private List<Relation> replaced(
      CompetencyRef from, String framework, Optional<CompetencyRef> match) {
    Stream<Relation> here =
        relations.of(from).stream()
            .filter(r -> r.framework().id().equals(framework))
            .filter(r -> match.isEmpty() || Relations.replaced(r, match.get()));
    // A link between the two is told at both ends, a finding that nothing matches at one.
    Stream<Relation> there =
        match.stream()
            .flatMap(ref -> relations.of(ref).stream())
            .filter(r -> !r.matches() && Relations.replaced(r, from));
    return Stream.concat(here, there).toList();
  }

  private String showForm(LinkForm form, Map<String, String> errors, Model model) {
    CompetencyRef start =
        form.start(indexes).orElseThrow(() -> Refused.absent("link/" + form.from()));
    List<Framework> others =
        catalog.frameworks().stream().filter(f -> !f.id().equals(start.framework())).toList();
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("start", indexes.find(start).orElseThrow());
    model.addAttribute("framework", catalog.framework(start.framework()).orElseThrow());
    model.addAttribute("others", others);
    model.addAttribute("matches", LinkForm.MATCHES);
    model.addAttribute(
        "offered", others.stream().flatMap(f -> f.competencies().stream()).limit(OFFERED).toList());
    return "record/link";
  }
}
