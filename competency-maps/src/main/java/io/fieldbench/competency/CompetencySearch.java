package io.fieldbench.competency;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds competencies by their codes and by words of both languages, whatever the case and the width
 * of the letters.
 */
public final class CompetencySearch {
  private final List<Entry> entries;

  /**
   * @param headings over a competency, whose codes and titles it is found by too
   */
  CompetencySearch(List<Competency> competencies, Function<Competency, List<Section>> headings) {
    entries = competencies.stream().map(c -> Entry.of(c, headings.apply(c))).toList();
  }

  /**
   * What was found.
   *
   * @param first the best ones, no more than were asked for
   * @param total of all that match
   * @param partly whether none has all the words, and these have half of them or more
   */
  public record Found(List<Competency> first, int total, boolean partly) {
    public Found {
      first = List.copyOf(first);
    }
  }

  /**
   * A text in which words are looked for, also where spaces or marks stand in it or in the word.
   *
   * @param plain its letters and digits alone
   */
  private record Text(String folded, String plain) {
    /** A line break keeps a word from matching across two. */
    static Text of(Stream<String> texts) {
      List<String> folded = texts.map(CompetencySearch::fold).toList();
      return new Text(
          String.join("\n", folded),
          folded.stream().map(Text::plain).collect(Collectors.joining("\n")));
    }

    static Text of(LocalizedText text) {
      return of(Stream.of(text.en(), text.zh()));
    }

    private static String plain(String folded) {
      return folded
          .codePoints()
          .filter(Character::isLetterOrDigit)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }

    /** Letters of an alphabet alone must stand together: "api" is not in "data pins". */
    boolean has(String word) {
      String letters = plain(word);
      boolean mixed =
          letters.length() < word.length() || !letters.codePoints().allMatch(Text::isAlphabetic);
      return folded.contains(word) || mixed && letters.length() > 2 && plain.contains(letters);
    }

    private static boolean isAlphabetic(int c) {
      return Character.isLetter(c) && UnicodeScript.of(c) != UnicodeScript.HAN;
    }
  }

  /** The texts of a competency. */
  private record Entry(
      Competency competency, String code, Text title, Text statement, Text headings) {
    static Entry of(Competency c, List<Section> headings) {
      return new Entry(
          c,
          fold(c.code()),
          Text.of(c.title()),
          Text.of(c.statement()),
          Text.of(
              headings.stream().flatMap(s -> Stream.of(s.id(), s.title().en(), s.title().zh()))));
    }

    boolean has(String word) {
      return title.has(word) || code.contains(word) || statement.has(word) || headings.has(word);
    }

    /**
     * 0 for the code's beginning, 1 for the title, 2 for the statement, 3 for the headings; {@value
     * #NONE} where a word is in none.
     */
    int rank(String whole, List<String> words) {
      if (code.startsWith(whole)) {
        return 0;
      }
      int rank = 1;
      for (String word : words) {
        int its =
            title.has(word) || code.contains(word)
                ? 1
                : statement.has(word) ? 2 : headings.has(word) ? 3 : NONE;
        rank = Math.max(rank, its);
      }
      return rank;
    }
  }

  private static final int NONE = 4;

  /**
   * Those in which every word stands: first the ones whose code begins so, then those with all in
   * the title, then in the statement, then those under a heading that has it; each in the
   * framework's order. No word matches all.
   *
   * <p>Where no competency has every word, those that have most of them, and half at least. A word
   * of Chinese counts by its pairs of characters then, since nothing tells its words apart.
   *
   * @param among what else must hold
   * @param most how many to return
   */
  public Found find(String text, Predicate<Competency> among, int most) {
    String whole = fold(text).strip();
    List<String> words = Stream.of(whole.split("\\s+")).filter(w -> !w.isEmpty()).toList();
    List<List<Competency>> ranked =
        Stream.<List<Competency>>generate(ArrayList::new).limit(NONE).toList();
    int total = 0;
    for (Entry entry : entries) {
      int rank = among.test(entry.competency) ? entry.rank(whole, words) : ranked.size();
      if (rank < ranked.size()) {
        total++;
        if (ranked.get(rank).size() < most) {
          ranked.get(rank).add(entry.competency);
        }
      }
    }
    return total > 0
        ? new Found(ranked.stream().flatMap(List::stream).limit(most).toList(), total, false)
        : partly(words, among, most);
  }

  private Found partly(List<String> words, Predicate<Competency> among, int most) {
    List<String> tokens = words.stream().flatMap(CompetencySearch::tokens).distinct().toList();
    List<List<Competency>> byMissing = new ArrayList<>();
    for (int i = 0; i <= tokens.size() / 2; i++) {
      byMissing.add(new ArrayList<>());
    }
    for (Entry entry : entries) {
      int missing = (int) tokens.stream().filter(token -> !entry.has(token)).count();
      if (missing < byMissing.size() && missing < tokens.size() && among.test(entry.competency)) {
        byMissing.get(missing).add(entry.competency);
      }
    }
    List<Competency> found = byMissing.stream().flatMap(List::stream).toList();
    return new Found(found.stream().limit(most).toList(), found.size(), !found.isEmpty());
  }

  /** Shorter words of an alphabet stand in too many others. */
  private static Stream<String> tokens(String word) {
    if (word.codePoints().noneMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN)) {
      return word.length() < 3 ? Stream.empty() : Stream.of(word);
    }
    return word.length() < 3
        ? Stream.of(word)
        : IntStream.range(0, word.length() - 1).mapToObj(i -> word.substring(i, i + 2));
  }

  private static String fold(String text) {
    String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return Normalizer.normalize(narrow.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }
}
