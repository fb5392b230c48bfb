package io.fieldbench.portal.catalog;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Crosswalk;
import io.fieldbench.competency.Crosswalk.Link;
import io.fieldbench.competency.Crosswalk.Matched;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.RoleProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What leads from one framework to others: crosswalks, read from either end, the frameworks' own
 * links, and role profiles. Read when first asked for.
 */
@Component
public class Relations {
  private static final Logger log = LoggerFactory.getLogger(Relations.class);

  private final Catalog catalog;
  private final FrameworkIndexes indexes;
  private volatile @Nullable Read read;

  Relations(Catalog catalog, FrameworkIndexes indexes) {
    this.catalog = catalog;
    this.indexes = indexes;
  }

  private record Read(
      FrameworkCatalog of,
      List<Crosswalk> crosswalks,
      List<RoleProfile> profiles,
      Map<CompetencyRef, List<Relation>> relations) {}

  /** What is said of a competency, by the crosswalk's order, own links last. */
  public List<Relation> of(CompetencyRef ref) {
    return List.copyOf(read().relations.getOrDefault(ref, List.of()));
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
      put(found, from, new Relation(there, null, null, link.by(), link.reason()));
      return;
    }
    Framework here = indexes.require(framework).framework();
    Competency other = indexes.find(match.to()).orElseThrow();
    Competency own = indexes.find(from).orElseThrow();
    put(found, from, new Relation(there, other, match.type(), link.by(), link.reason()));
    put(
        found,
        match.to(),
        new Relation(here, own, match.type().inverse(), link.by(), link.reason()));
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
