package io.fieldbench.portal.record;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Crosswalk.Match;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.portal.catalog.FrameworkIndexes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A proposal for a link, as it was filled in.
 *
 * @param from a competency, as {@code framework:code}
 * @param to id of the framework in which a match was looked for
 * @param code of the match there; blank for none
 * @param match as {@link Match}, or {@value #NONE}
 */
record LinkForm(String from, String to, String code, String match, String reason) {
  static final String NONE = "NONE";
  static final List<String> MATCHES =
      Stream.concat(Stream.of(Match.values()).map(Match::name), Stream.of(NONE)).toList();
  private static final int SHORTEST = 10;
  private static final int LONGEST = 500;

  /** Among the letters of Korean, and they show nothing. */
  private static final String FILLERS = "\u115f\u1160\u3164\uffa0";

  static LinkForm of(
      String from,
      @Nullable String to,
      @Nullable String code,
      @Nullable String match,
      @Nullable String reason) {
    return new LinkForm(
        from,
        to == null ? "" : to.strip(),
        code == null ? "" : code.strip(),
        match == null ? "" : match.strip(),
        reason == null ? "" : reason.strip());
  }

  /** The competency that it starts from, where there is one. */
  Optional<CompetencyRef> start(FrameworkIndexes indexes) {
    try {
      CompetencyRef ref = CompetencyRef.parse(from);
      return indexes.find(ref).map(c -> ref);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Optional<CompetencyRef> target() {
    return match.equals(NONE) ? Optional.empty() : Optional.of(new CompetencyRef(to, code));
  }

  Optional<Match> type() {
    return match.equals(NONE) ? Optional.empty() : Optional.of(Match.valueOf(match));
  }

  /** All that is wrong: field to message key. */
  Map<String, String> errors(FrameworkIndexes indexes) {
    var errors = new LinkedHashMap<String, String>();
    Optional<FrameworkIndex> framework = indexes.find(to);
    if (framework.isEmpty() || from.startsWith(to + ":")) {
      errors.put("to", "links.to.BAD");
    }
    if (!MATCHES.contains(match)) {
      errors.put("match", "links.match.BAD");
    } else if (match.equals(NONE) && !code.isEmpty()) {
      errors.put("code", "links.code.NONE");
    } else if (!match.equals(NONE) && framework.flatMap(f -> f.find(code)).isEmpty()) {
      errors.put("code", "links.code.BAD");
    }
    if (reason.length() < SHORTEST
        || reason.length() > LONGEST
        || !reason.codePoints().allMatch(LinkForm::isSeen)
        || reason.codePoints().filter(LinkForm::isWritten).count() < SHORTEST / 2) {
      errors.put("reason", "links.reason.BAD");
    }
    return errors;
  }

  /** Whether one line of text may have it: nothing that breaks, turns or hides what is read. */
  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Whether it shows on a page. */
  private static boolean isWritten(int character) {
    return Character.isLetterOrDigit(character) && FILLERS.indexOf(character) < 0;
  }
}
