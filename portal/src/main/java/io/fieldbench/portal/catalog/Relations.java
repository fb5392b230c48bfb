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
  private final LoadingCache<String, Map<CompetencyRef, List<Relation>>> approved;
  private volatile @Nullable Read read;

  Relations(Catalog catalog, FrameworkIndexes indexes, LinkProposals proposals) {
    this.catalog = catalog;
    this.indexes = indexes;
    this.approved = Caffeine.newBuilder().expireAfterWrite(KNOWN).build(key -> approved(proposals));
  }

  private record Read(
      FrameworkCatalog of,
      List<Crosswalk> crosswalks,
      List<RoleProfile> profiles,
      Map<CompetencyRef, List<Relation>> relations) {}

  /** What is said of a competency, by the crosswalk's order, own links last. */
  public List<Relation> of(CompetencyRef ref) {
    var all = new ArrayList<>(read().relations.getOrDefault(ref, List.of()));
    all.addAll(approved.get(APPROVED).getOrDefault(ref, List.of()));
    return List.copyOf(all);
  }

  @EventListener
  void on(LinkDecided decided) {
    approved.invalidateAll();
  }

  /** What an edition does not have any more is not told. */
  private Map<CompetencyRef, List<Relation>> approved(LinkProposals proposals) {
    var found = new HashMap<CompetencyRef, List<Relation>>();
    for (LinkProposal proposal : proposals.approved()) {
      CompetencyRef from = proposal.from();
      CompetencyRef to = proposal.to();
      Match match = proposal.match();
      Framework here = catalog.framework(from.framework()).orElse(null);
      Framework there = catalog.framework(proposal.toFramework()).orElse(null);
      Competency own = indexes.find(from).orElse(null);
      Competency other = to == null ? null : indexes.find(to).orElse(null);
      if (here == null || there == null || own == null || (to != null && other == null)) {
        continue;
      }
      var reason = new LocalizedText(proposal.reason(), proposal.reason());
      put(found, from, new Relation(there, other, match, By.APPROVED, reason));
      if (to != null && match != null) {
        put(found, to, new Relation(here, own, match.inverse(), By.APPROVED, reason));
      }
    }
    return found;
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
      List<Crosswalk> crosswalks = fitting("crosswalks", () -> Crosswalk.shipped(frameworks));
      List<RoleProfile> profiles = fitting("role profiles", () -> RoleProfile.shipped(frameworks));
      known = new Read(frameworks, crosswalks, profiles, relations(crosswalks, frameworks));
      read = known;
    }
    return known;
  }

  /** The shipped ones lead to shipped frameworks; a portal with others goes without them. */
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
      crosswalk.links().forEach(link -> add(found, crosswalk.from(), link));
    }
    for (Framework framework : frameworks.all()) {
      for (Competency competency : framework.competencies()) {
        competency.links().forEach(to -> add(found, framework, competency, to));
      }
    }
    return found;
  }

  private void add(Map<CompetencyRef, List<Relation>> found, String framework, Link link) {
    var from = new CompetencyRef(framework, link.from());
    Framework there = indexes.require(link.framework()).framework();
    Matched match = link.match().orElse(null);
    if (match == null) {
      put(
          found,
          from,
          new Relation(there, null, null, By.valueOf(link.by().name()), link.reason()));
      return;
    }
    Framework here = indexes.require(framework).framework();
    Competency other = indexes.find(match.to()).orElseThrow();
    Competency own = indexes.find(from).orElseThrow();
    put(
        found,
        from,
        new Relation(there, other, match.type(), By.valueOf(link.by().name()), link.reason()));
    put(
        found,
        match.to(),
        new Relation(
            here, own, match.type().inverse(), By.valueOf(link.by().name()), link.reason()));
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
