package io.fieldbench.portal.catalog;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Crosswalk;
import io.fieldbench.competency.Crosswalk.Link;
import io.fieldbench.competency.Crosswalk.Match;
import io.fieldbench.competency.Crosswalk.Matched;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.RoleProfile;
import io.fieldbench.portal.catalog.Relation.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What leads from one framework to others: crosswalks, read from either end, the frameworks' own
 * links, and role profiles. Read when first asked for.
 */
@Component
public class Relations {
  private static final Logger log = LoggerFactory.getLogger(Relations.class);

  private static final String APPROVED = "approved";

  /** Until what is approved at another portal shows here; a page asks for many competencies. */
  private static final Duration KNOWN = Duration.ofSeconds(2);

  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private final EarlierVersions earlier;
  private final LoadingCache<String, Map<CompetencyRef, List<Relation>>> approved;
  private volatile @Nullable Read read;

  Relations(
      Catalog catalog, FrameworkIndexes indexes, EarlierVersions earlier, LinkProposals proposals) {
    this.catalog = catalog;
    this.indexes = indexes;
    this.earlier = earlier;
    this.approved = Caffeine.newBuilder().expireAfterWrite(KNOWN).build(key -> approved(proposals));
  }

  private record Read(
      FrameworkCatalog of,
      List<Crosswalk> crosswalks,
      List<RoleProfile> asked,
      List<RoleProfile> profiles,
      Map<CompetencyRef, List<Relation>> relations) {}

  /** What is said of a competency, by the crosswalk's order, own links and approved ones last. */
  public List<Relation> of(CompetencyRef ref) {
    List<Relation> changed = approved.get(APPROVED).get(ref);
    return List.copyOf(changed == null ? shipped(ref) : changed);
  }

  private List<Relation> shipped(CompetencyRef ref) {
    return read().relations.getOrDefault(ref, List.of());
  }

  @EventListener
  void on(LinkDecided decided) {
    approved.invalidateAll();
  }

  /**
   * What is said of those competencies that approved proposals are about. An approved link takes
   * the place of what stood between its two ends, and of a finding that nothing matches; such a
   * finding that of all links into the framework. What an edition does not have any more is not
   * told.
   */
  private Map<CompetencyRef, List<Relation>> approved(LinkProposals proposals) {
    var found = new HashMap<CompetencyRef, List<Relation>>();
    for (LinkProposal proposal : proposals.approved()) {
      CompetencyRef to = proposal.to();
      CompetencyRef from = earlier.now(proposal.from(), proposal.fromHash()).orElse(null);
      CompetencyRef match = to == null ? null : earlier.now(to, proposal.toHash()).orElse(null);
      Framework there = catalog.framework(proposal.toFramework()).orElse(null);
      if (from == null || there == null || (to == null) != (match == null)) {
        continue;
      }
      var reason = new LocalizedText(proposal.reason(), proposal.reason());
      List<Relation> here = found.computeIfAbsent(from, this::copied);
      Match type = proposal.match();
      if (match == null || type == null) {
        for (Relation relation : here) {
          if (relation.matches() && relation.framework().id().equals(there.id())) {
            found
                .computeIfAbsent(relation.ref(), this::copied)
                .removeIf(r -> r.matches() && r.ref().equals(from));
          }
        }
        here.removeIf(r -> r.framework().id().equals(there.id()));
        here.add(new Relation(there, null, null, By.APPROVED, reason));
        continue;
      }
      List<Relation> back = found.computeIfAbsent(match, this::copied);
      here.removeIf(r -> replaced(r, match));
      back.removeIf(r -> replaced(r, from));
      Competency own = indexes.find(from).orElseThrow();
      Competency other = indexes.find(match).orElseThrow();
      here.add(new Relation(there, other, type, By.APPROVED, reason));
      back.add(
          new Relation(
              catalog.framework(from.framework()).orElseThrow(),
              own,
              type.inverse(),
              By.APPROVED,
              reason));
    }
    return found;
  }

  private List<Relation> copied(CompetencyRef ref) {
    return new ArrayList<>(shipped(ref));
  }

  /** Whether a link to a competency takes the place of what is said. */
  public static boolean replaced(Relation relation, CompetencyRef by) {
    return relation.framework().id().equals(by.framework())
        && (!relation.matches() || relation.ref().equals(by));
  }

  /** Whether a crosswalk says of one framework's abilities what they are in the other. */
  public boolean compared(Framework from, Framework to) {
    return read().crosswalks.stream()
        .anyMatch(c -> c.from().equals(from.id()) && c.to().contains(to.id()));
  }

  /** What roles ask for. */
  public List<RoleProfile> profiles() {
    return read().profiles;
  }

  private Read read() {
    FrameworkCatalog frameworks = catalog.frameworkCatalog();
    Read known = read;
    if (known == null || known.of != frameworks) {
      FrameworkCatalog original = catalog.original();
      List<Crosswalk> crosswalks = fitting("crosswalks", () -> Crosswalk.shipped(original));
      List<RoleProfile> profiles = fitting("role profiles", () -> RoleProfile.shipped(original));
      known =
          new Read(
              frameworks,
              crosswalks,
              profiles,
              profiles.stream().map(this::inUse).toList(),
              relations(crosswalks, frameworks));
      read = known;
    }
    return known;
  }

  /** What a role asks for that the versions in use do not have any more, as it came. */
  public List<Competency> dropped(RoleProfile profile) {
    return read().asked.stream()
        .filter(asked -> asked.id().equals(profile.id()))
        .flatMap(asked -> asked.steps().stream())
        .flatMap(step -> step.requires().stream())
        .map(RoleProfile.Requirement::competency)
        .filter(ref -> catalog.inUse(ref).isEmpty())
        .flatMap(ref -> catalog.original().find(ref).stream())
        .toList();
  }

  /** With what the versions in use have of what it asks for. */
  private RoleProfile inUse(RoleProfile profile) {
    return new RoleProfile(
        profile.id(),
        profile.title(),
        profile.source(),
        profile.steps().stream()
            .map(step ->
                new RoleProfile.Step(
                    step.level(),
                    step.expects(),
                    step.requires().stream()
                        .flatMap(r ->
                            catalog
                                .inUse(r.competency())
                                .map(ref -> new RoleProfile.Requirement(ref, r.why()))
                                .stream())
                        .toList()))
            .toList());
  }

  /** The shipped ones lead to shipped frameworks; a content folder with others goes without. */
  private static <T> List<T> fitting(String what, Supplier<List<T>> shipped) {
    try {
      return shipped.get();
    } catch (FrameworkException e) {
      log.warn("The shipped {} do not fit the frameworks here: {}", what, e.getMessage());
      return List.of();
    }
  }

  private Map<CompetencyRef, List<Relation>> relations(
      List<Crosswalk> crosswalks, FrameworkCatalog frameworks) {
    var found = new HashMap<CompetencyRef, List<Relation>>();
    for (Crosswalk crosswalk : crosswalks) {
      crosswalk
          .links()
          .forEach(link ->
              catalog
                  .inUse(new CompetencyRef(crosswalk.from(), link.from()))
                  .ifPresent(from -> add(found, from, link)));
    }
    for (Framework framework : frameworks.all()) {
      for (Competency competency : framework.competencies()) {
        competency.links().forEach(to -> add(found, framework, competency, to));
      }
    }
    return found;
  }

  private void add(Map<CompetencyRef, List<Relation>> found, CompetencyRef from, Link link) {
    Framework there = indexes.require(link.framework()).framework();
    By by = By.valueOf(link.by().name());
    Matched match = link.match().orElse(null);
    if (match == null) {
      put(found, from, new Relation(there, null, null, by, link.reason()));
      return;
    }
    CompetencyRef to = catalog.inUse(match.to()).orElse(null);
    if (to == null) {
      return;
    }
    Framework here = indexes.require(from.framework()).framework();
    Competency other = indexes.find(to).orElseThrow();
    Competency own = indexes.find(from).orElseThrow();
    put(found, from, new Relation(there, other, match.type(), by, link.reason()));
    put(found, to, new Relation(here, own, match.type().inverse(), by, link.reason()));
  }

  private void add(
      Map<CompetencyRef, List<Relation>> found, Framework here, Competency own, CompetencyRef to) {
    Competency other = indexes.find(to).orElse(null);
    var ref = new CompetencyRef(here.id(), own.code());
    boolean said =
        found.getOrDefault(ref, List.of()).stream()
            .anyMatch(r -> r.matches() && r.ref().equals(to));
    if (other != null && !said) {
      Framework there = indexes.require(to.framework()).framework();
      put(found, ref, new Relation(there, other, null, null, null));
      put(found, to, new Relation(here, own, null, null, null));
    }
  }

  private static void put(
      Map<CompetencyRef, List<Relation>> found, CompetencyRef ref, Relation relation) {
    found.computeIfAbsent(ref, r -> new ArrayList<>()).add(relation);
  }
}
