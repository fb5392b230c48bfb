package io.fieldbench.competency;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the competencies of one version of a framework are in another. Within an edition a code
 * stays what it is. In another edition it may have come to mean something else: there a competency
 * is the one that says the same at the same level, or has the same address at its source, under the
 * same code; or, where only one says the same, under another.
 */
public final class Counterparts {
  private final Map<String, Competency> now = new HashMap<>();

  private Counterparts() {}

  public static Counterparts of(Framework before, Framework after) {
    var found = new Counterparts();
    boolean sameEdition = before.edition().equals(after.edition());
    Map<String, String> old = keys(before);
    Map<String, String> young = keys(after);
    var byCode = new HashMap<String, Competency>();
    after.competencies().forEach(c -> byCode.putIfAbsent(c.code(), c));
    for (Competency then : before.competencies()) {
      Competency now = byCode.get(then.code());
      if (now != null
          && (sameEdition
              || Objects.equals(old.get(then.code()), young.get(then.code()))
              || then.uri() != null && then.uri().equals(now.uri()))) {
        found.now.put(then.code(), now);
      }
    }
    Set<String> known = Set.copyOf(found.now.keySet());
    Map<String, String> gone = once(old, known);
    Map<String, String> come = once(young, known);
    gone.forEach((key, code) -> {
      if (come.containsKey(key)) {
        found.now.put(code, byCode.get(come.get(key)));
      }
    });
    return found;
  }

  /** The later version's competency that is the earlier one's of that code; empty where none is. */
  public Optional<Competency> of(String code) {
    return Optional.ofNullable(now.get(code));
  }

  private static Map<String, String> keys(Framework framework) {
    var keys = new LinkedHashMap<String, String>();
    framework
        .competencies()
        .forEach(
            c -> keys.putIfAbsent(c.code(), PublishedTexts.key(framework, c) + " " + c.level()));
    return keys;
  }

  /**
   * Codes that have no counterpart under the same code, by what they say; without what is said
   * twice.
   */
  private static Map<String, String> once(Map<String, String> keys, Set<String> known) {
    var codes = new LinkedHashMap<String, String>();
    var twice = new HashSet<String>();
    keys.forEach((code, key) -> {
      if (!known.contains(code) && codes.put(key, code) != null) {
        twice.add(key);
      }
    });
    codes.keySet().removeAll(twice);
    return codes;
  }
}
