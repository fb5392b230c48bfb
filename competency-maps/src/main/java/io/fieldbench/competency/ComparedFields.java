package io.fieldbench.competency;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of each part of a framework is compared, by name; without what a part does not have. */
final class ComparedFields {
  private ComparedFields() {}

  static Map<String, Object> of(Framework framework) {
    Map<String, Object> fields =
        map(
            "id", framework.id(),
            "edition", framework.edition(),
            "title", framework.title(),
            "description", framework.description(),
            "source", framework.source(),
            "uri", framework.uri(),
            "occupation", framework.occupation(),
            "eqf", framework.eqf());
    ExamRules exam = framework.exam();
    if (exam != null) {
      fields.put("pass mark", exam.passMark());
      fields.put("minutes of theory", exam.theoryMinutes());
      fields.put("minutes of practice", exam.practiceMinutes());
      fields.put("candidates per invigilator", exam.candidatesPerInvigilator());
      fields.put("invigilators", exam.invigilators());
      fields.put("candidates per examiner", exam.candidatesPerExaminer());
      fields.put("examiners", exam.examiners());
    }
    return fields;
  }

  static Map<String, Object> of(Level level) {
    return map(
        "title",
        level.title(),
        "rank",
        level.rank(),
        "hours",
        level.hours(),
        "entry",
        level.entry().isEmpty() ? null : level.entry(),
        "conditions",
        level.entry().size());
  }

  static Map<String, Object> of(Section section) {
    return map(
        "title", section.title(),
        "kind", section.kind(),
        "level", section.level(),
        "place", section.parent());
  }

  static Map<String, Object> of(Weights weights) {
    var fields = new LinkedHashMap<String, Object>();
    weights.percent().forEach(fields::put);
    return fields;
  }

  static Map<String, Object> of(Competency competency) {
    return of(competency, isNamed(competency));
  }

  /** Whether it has both a name and a statement; an ability has no name, only what it says. */
  static boolean isNamed(Competency competency) {
    return !competency.title().equals(competency.statement());
  }

  /**
   * @param named whether name and statement are told apart; else an ability has its name as its
   *     statement, and all else its name alone
   */
  static Map<String, Object> of(Competency competency, boolean named) {
    boolean ability = competency.type() == Competency.Type.SKILL;
    return map(
        "title",
        !named && ability ? null : competency.title(),
        "statement",
        named ? competency.statement() : ability ? competency.title() : null,
        "type",
        competency.type(),
        "level",
        competency.level(),
        "group",
        competency.section() == null ? competency.group() : null,
        "uri",
        competency.uri(),
        "links",
        competency.links().isEmpty() ? null : competency.links(),
        "place",
        competency.section());
  }

  private static Map<String, Object> map(@Nullable Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) {
        map.put((String) Objects.requireNonNull(pairs[i]), pairs[i + 1]);
      }
    }
    return map;
  }
}
