package io.fieldbench.competency;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What the competencies of one version of a framework are in another. Within an edition a code
 * stays what it is. In another edition it may have come to mean something else: there a competency
 * is the one that says the same at the same level, or has the same address at its source, under the
 * same code; or, where only one says the same, in its track or at all, under another.
 */
public final class Counterparts {
  private final Map<String, Competency> now = new HashMap<>();

  private Counterparts() {}

  public static Counterparts of(Framework before, Framework after) {
    var found = new Counterparts();
    boolean sameEdition = before.edition().equals(after.edition());
    List<Said> ways = ways(before, after);
    var byCode = new HashMap<String, Competency>();
    after.competencies().forEach(c -> byCode.putIfAbsent(c.code(), c));
    for (Competency then : before.competencies()) {
      String code = then.code();
      Competency now = byCode.get(code);
      if (now != null
          && (sameEdition
              || ways.stream().anyMatch(said -> said.sameUnder(code))
              || then.uri() != null && then.uri().equals(now.uri()))) {
        found.now.put(code, now);
      }
    }
    for (Said said : ways) {
      found.follow(said, byCode, true);
      found.follow(said, byCode, false);
    }
    return found;
  }

  /**
   * @param withinTracks whether only where the code begins alike, as 1a-…: what two tracks ask for
   *     stays with each
   */
  private void follow(Said said, Map<String, Competency> byCode, boolean withinTracks) {
    Map<String, String> gone = once(said.old, Set.copyOf(now.keySet()), withinTracks);
    Map<String, String> come =
        once(
            said.young,
            now.values().stream().map(Competency::code).collect(Collectors.toSet()),
            withinTracks);
    gone.forEach((key, code) -> {
      if (come.containsKey(key)) {
        now.put(code, Objects.requireNonNull(byCode.get(come.get(key))));
      }
    });
  }

  /** What the competencies of two versions say, by code. */
  private record Said(Map<String, String> old, Map<String, String> young) {
    static Said of(
        Framework before, Framework after, BiFunction<Framework, Competency, String> key) {
      return new Said(keys(before, after, key), keys(after, before, key));
    }

    boolean sameUnder(String code) {
      return Objects.equals(old.get(code), young.get(code));
    }
  }

  /**
   * By what they are called, and by the statement too where that name stands for several. Of a
   * standard by the texts that were published; where those of one of the two are not known, an
   * ability can be the same in our words too.
   */
  private static List<Said> ways(Framework before, Framework after) {
    if (!PublishedTexts.knows(before) && !PublishedTexts.knows(after)) {
      Set<String> shared = shared(before);
      shared.addAll(shared(after));
      return List.of(Said.of(before, after, (f, c) -> named(c, shared)));
    }
    Said published = Said.of(before, after, PublishedTexts::key);
    return PublishedTexts.knows(before) == PublishedTexts.knows(after)
        ? List.of(published)
        : List.of(published, Said.of(before, after, PublishedTexts::ourKey));
  }

  /** The names that stand for more than one thing in a framework. */
  private static Set<String> shared(Framework framework) {
    var statements = new HashMap<String, String>();
    var shared = new HashSet<String>();
    for (Competency competency : framework.competencies()) {
      String name = PublishedTexts.words(competency.title().zh());
      String statement = PublishedTexts.words(competency.statement().zh());
      String other = statements.putIfAbsent(name, statement);
      if (other != null && !other.equals(statement)) {
        shared.add(name);
      }
    }
    return shared;
  }

  private static String named(Competency competency, Set<String> shared) {
    String name = PublishedTexts.words(competency.title().zh());
    return shared.contains(name)
        ? name + " " + PublishedTexts.words(competency.statement().zh())
        : name;
  }

  /** The later version's competency that is the earlier one's of that code; empty where none is. */
  public Optional<Competency> of(String code) {
    return Optional.ofNullable(now.get(code));
  }

  private static Map<String, String> keys(
      Framework framework, Framework other, BiFunction<Framework, Competency, String> key) {
    Map<String, String> levels = levels(framework, other);
    var keys = new LinkedHashMap<String, String>();
    framework
        .competencies()
        .forEach(c -> {
          String level = String.valueOf(c.level());
          keys.putIfAbsent(
              c.code(), key.apply(framework, c) + " " + levels.getOrDefault(level, level));
        });
    return keys;
  }

  /** By their titles where the other has them: a new lowest one moves the ids of the rest. */
  private static Map<String, String> levels(Framework framework, Framework other) {
    var levels = new HashMap<String, String>();
    for (Level level : framework.levels()) {
      String title = level.title().zh();
      boolean known = other.levels().stream().anyMatch(l -> l.title().zh().equals(title));
      levels.put(level.id(), known ? title : level.id());
    }
    return levels;
  }

  /**
   * Codes that have no counterpart under the same code, by what they say; without what is said
   * twice.
   */
  private static Map<String, String> once(
      Map<String, String> keys, Set<String> known, boolean withinTracks) {
    var codes = new LinkedHashMap<String, String>();
    var twice = new HashSet<String>();
    keys.forEach((code, said) -> {
      String track = code.substring(0, code.indexOf('-') + 1);
      String key = withinTracks ? track + said : said;
      if (!known.contains(code) && codes.put(key, code) != null) {
        twice.add(key);
      }
    });
    codes.keySet().removeAll(twice);
    return codes;
  }
}
