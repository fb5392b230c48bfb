package io.fieldbench.competency;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What distinguishes two editions of a framework, or two versions of one edition. */
public final class FrameworkDifference {
  private final List<Change> changes = new ArrayList<>();

  private FrameworkDifference() {}

  /** What happened to a part. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** Stands elsewhere, or under another code. */
    MOVED
  }

  /** What kind of part; in the order in which changes are told. */
  public enum Part {
    FRAMEWORK,
    LEVEL,
    SECTION,
    WEIGHTS,
    COMPETENCY
  }

  /**
   * @param code of the part in the earlier one; of what was added, in the later one
   * @param field what of it, as "title"; empty where the whole part is meant
   * @param before empty where there was nothing
   * @param after empty where there is nothing; of a competency that has another code now, that
   */
  public record Change(
      Kind kind, Part part, String code, String field, String before, String after) {
    /**
     * Whether it is only about how something is put: the statement of an ability, a condition of
     * entry, what we call the framework. Codes, tree, levels, other titles and figures are facts.
     */
    public boolean wording() {
      return kind == Kind.CHANGED
          && (WORDING.contains(field) || part == Part.FRAMEWORK && field.equals("title"));
    }

    @Override
    public String toString() {
      String what = field.isEmpty() ? "" : " " + field;
      return "%s %s %s%s: %s"
          .formatted(
              part.name().toLowerCase(Locale.ROOT),
              code,
              kind.name().toLowerCase(Locale.ROOT),
              what,
              before.isEmpty() ? after : after.isEmpty() ? before : before + " → " + after);
    }
  }

  private static final Set<String> WORDING =
      Set.of("statement", "entry", "description", "source", "links");

  /** All changes that lead from one to the other, by part, then in the order of the frameworks. */
  public static List<Change> between(Framework before, Framework after) {
    var difference = new FrameworkDifference();
    difference.changed(
        Part.FRAMEWORK, before.id(), ComparedFields.of(before), ComparedFields.of(after));
    difference.parts(
        Part.LEVEL,
        byCode(before.levels(), Level::id),
        byCode(after.levels(), Level::id),
        ComparedFields::of);
    difference.parts(
        Part.SECTION,
        byCode(before.sections(), Section::id),
        byCode(after.sections(), Section::id),
        ComparedFields::of);
    difference.parts(
        Part.WEIGHTS,
        byCode(before.weights(), w -> w.track() + " " + w.exam()),
        byCode(after.weights(), w -> w.track() + " " + w.exam()),
        ComparedFields::of);
    difference.competencies(before, after);
    return List.copyOf(difference.changes);
  }

  private <T> void parts(
      Part part,
      Map<String, T> before,
      Map<String, T> after,
      Function<T, Map<String, Object>> fields) {
    for (String code : both(before, after)) {
      T was = before.get(code);
      T is = after.get(code);
      if (was == null || is == null) {
        T there = Objects.requireNonNull(was == null ? is : was);
        whole(was == null ? Kind.ADDED : Kind.REMOVED, part, code, fields.apply(there));
      } else {
        changed(part, code, fields.apply(was), fields.apply(is));
      }
    }
  }

  private void competencies(Framework before, Framework after) {
    Counterparts counterparts = Counterparts.of(before, after);
    Map<String, Competency> old = byCode(before.competencies(), Competency::code);
    Map<String, Competency> young = byCode(after.competencies(), Competency::code);
    Set<String> known =
        old.keySet().stream()
            .flatMap(code -> counterparts.of(code).stream())
            .map(Competency::code)
            .collect(Collectors.toSet());
    for (String code : both(old, young)) {
      Competency was = old.get(code);
      Competency here = known.contains(code) ? null : young.get(code);
      Competency is = counterparts.of(code).orElse(null);
      if (was != null && is != null) {
        if (!is.code().equals(code)) {
          changes.add(new Change(Kind.MOVED, Part.COMPETENCY, code, "code", code, is.code()));
        }
        same(was, is);
      } else if (was != null && here != null) {
        another(was, here);
        continue;
      } else if (was != null) {
        whole(Kind.REMOVED, Part.COMPETENCY, code, ComparedFields.of(was));
      }
      if (here != null) {
        whole(Kind.ADDED, Part.COMPETENCY, code, ComparedFields.of(here));
      }
    }
  }

  /** An ability may have its text alone in one, and words of ours beside it in the other. */
  private void same(Competency was, Competency is) {
    boolean explained = ComparedFields.isNamed(was) && ComparedFields.isNamed(is);
    changed(
        Part.COMPETENCY,
        was.code(),
        ComparedFields.of(was, explained),
        ComparedFields.of(is, explained));
  }

  /** One that has its code only: what it says is no other wording but another fact. */
  private void another(Competency was, Competency is) {
    var before = new LinkedHashMap<>(ComparedFields.of(was));
    var after = new LinkedHashMap<>(ComparedFields.of(is));
    for (var fields : List.of(before, after)) {
      Object text = fields.containsKey("title") ? null : fields.remove("statement");
      if (text != null) {
        fields.put("title", text);
      }
    }
    changed(Part.COMPETENCY, was.code(), before, after);
  }

  private static boolean same(@Nullable Object was, @Nullable Object is) {
    return was instanceof LocalizedText a && is instanceof LocalizedText b
        ? a.zh().equals(b.zh()) && (a.en().equals(b.en()) || isUntranslated(a) || isUntranslated(b))
        : Objects.equals(was, is);
  }

  private static boolean isUntranslated(LocalizedText text) {
    return text.en().equals(text.zh());
  }

  private void whole(Kind kind, Part part, String code, Map<String, Object> fields) {
    Object name = fields.getOrDefault("title", fields.getOrDefault("statement", ""));
    String text = name.equals("") ? fields.toString() : text(name);
    changes.add(
        kind == Kind.ADDED
            ? new Change(kind, part, code, "", "", text)
            : new Change(kind, part, code, "", text, ""));
  }

  private void changed(
      Part part, String code, Map<String, Object> before, Map<String, Object> after) {
    for (String field : both(before, after)) {
      Object was = before.get(field);
      Object is = after.get(field);
      if (!same(was, is)) {
        Kind kind = field.equals("place") ? Kind.MOVED : Kind.CHANGED;
        changes.add(new Change(kind, part, code, field, text(was), text(is)));
      }
    }
  }

  private static <T> Set<String> both(Map<String, T> before, Map<String, T> after) {
    var codes = new LinkedHashSet<>(before.keySet());
    codes.addAll(after.keySet());
    return codes;
  }

  private static <T> Map<String, T> byCode(List<T> parts, Function<T, String> code) {
    return parts.stream().collect(toMap(code, p -> p, (a, b) -> a, LinkedHashMap::new));
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case LocalizedText t -> isUntranslated(t) ? t.zh() : t.en() + " / " + t.zh();
      case List<?> l -> l.stream().map(FrameworkDifference::text).collect(Collectors.joining("; "));
      default -> value.toString();
    };
  }
}
