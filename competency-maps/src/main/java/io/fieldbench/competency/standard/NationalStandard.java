package io.fieldbench.competency.standard;

import io.fieldbench.competency.ExamRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A national occupational standard of China (国家职业技能标准) for engineers, as its text has it. Numbers
 * begin anew in each track, and abilities and knowledge share them; {@link Track#code} makes codes
 * of them that are unique and stay.
 *
 * @param code of the occupation, as 2-02-10-10
 * @param edition year of issue
 * @param title of the occupation
 * @param grades 专业技术等级, lowest first; the requirements of a higher one include those of the lower
 *     ones (chapter 3)
 * @param ethics the rules of 职业守则
 * @param basics 基础知识, by section
 * @param tracks by grade and direction, in the order of the text
 * @param theory 理论知识权重表
 * @param practice 专业能力要求权重表
 * @param lines of the text, from 1, by the code of what stands there; conditions of entry as
 *     1.9.1-2.3, the third of the second level
 */
public record NationalStandard(
    String code,
    String edition,
    String title,
    List<Grade> grades,
    TopicGroup ethics,
    List<TopicGroup> basics,
    List<Track> tracks,
    Weights theory,
    Weights practice,
    ExamRules exam,
    Map<String, Integer> lines) {
  public NationalStandard {
    lines = Map.copyOf(lines);
    grades = List.copyOf(grades);
    basics = List.copyOf(basics);
    tracks = List.copyOf(tracks);
  }

  /**
   * What each code stands for, in the order of the text: topics of chapter 2 as B2.2.1.3, and the
   * requirements by {@link Track#code}.
   */
  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    Stream.concat(Stream.of(ethics), basics.stream())
        .forEach(group -> {
          texts.put("B" + group.number(), group.title());
          group
              .topics()
              .forEach(t -> texts.put("B" + group.number() + "." + t.number(), t.title()));
        });
    for (Track track : tracks) {
      for (WorkFunction function : track.functions()) {
        texts.put(track.code(Kind.FUNCTION, function.number()), function.title());
        for (WorkContent content : function.contents()) {
          texts.put(track.code(Kind.WORK_CONTENT, content.number()), content.title());
          content
              .abilities()
              .forEach(a -> texts.put(track.code(Kind.ABILITY, a.number()), a.text()));
          content
              .knowledge()
              .forEach(k -> texts.put(track.code(Kind.KNOWLEDGE, k.number()), k.text()));
        }
      }
    }
    return texts;
  }

  /**
   * @param rank 1 is the lowest
   * @param hours of training, 标准学时 (1.8.1)
   * @param directions 职业方向, in their order; empty where the grade has none
   * @param entry conditions of which one must hold (1.9.1)
   */
  public record Grade(
      int rank, String title, int hours, List<String> directions, List<String> entry) {
    public Grade {
      directions = List.copyOf(directions);
      entry = List.copyOf(entry);
    }
  }

  /** An item of a numbered list. */
  public record Topic(int number, String title) {}

  /**
   * @param number of the section, as 2.2.1
   */
  public record TopicGroup(String number, String title, List<Topic> topics) {
    public TopicGroup {
      topics = List.copyOf(topics);
    }
  }

  /**
   * What one grade asks for in one direction.
   *
   * @param grade its rank
   * @param direction null where the grade has no directions
   * @param place of the direction among those of its grade, from 1; 0 without one
   * @param functions 职业功能
   */
  public record Track(
      int grade, @Nullable String direction, int place, List<WorkFunction> functions) {
    public Track {
      functions = List.copyOf(functions);
    }

    /**
     * A code that no other track has: grade, letter of the direction, kind and number, as 1a-A1.1.2
     * for ability 1.1.2 of the lowest grade's first direction.
     */
    public String code(Kind kind, String number) {
      String letter = place == 0 ? "" : String.valueOf((char) ('a' + place - 1));
      return grade + letter + "-" + kind.letter + number;
    }

    private <T> List<T> each(Function<WorkContent, List<T>> part) {
      return functions.stream()
          .flatMap(f -> f.contents().stream())
          .flatMap(c -> part.apply(c).stream())
          .toList();
    }

    public List<WorkContent> contents() {
      return functions.stream().flatMap(f -> f.contents().stream()).toList();
    }

    public List<Requirement> abilities() {
      return each(WorkContent::abilities);
    }

    public List<Requirement> knowledge() {
      return each(WorkContent::knowledge);
    }
  }

  /** What a code names. */
  public enum Kind {
    FUNCTION('F'),
    WORK_CONTENT('W'),
    ABILITY('A'),
    KNOWLEDGE('K');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  /**
   * 职业功能.
   *
   * @param number as 1
   */
  public record WorkFunction(String number, String title, List<WorkContent> contents) {
    public WorkFunction {
      contents = List.copyOf(contents);
    }
  }

  /**
   * 工作内容.
   *
   * @param number as 1.1
   * @param abilities 专业能力要求
   * @param knowledge 相关知识要求
   */
  public record WorkContent(
      String number, String title, List<Requirement> abilities, List<Requirement> knowledge) {
    public WorkContent {
      abilities = List.copyOf(abilities);
      knowledge = List.copyOf(knowledge);
    }
  }

  /**
   * @param number as 1.1.1
   */
  public record Requirement(String number, String text) {}

  /** A table of percentages; each column adds up to 100. */
  public record Weights(List<Column> columns, List<Row> rows) {
    public Weights {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    /** The share of a row in a column's exam, in percent; empty where it has none. */
    public Optional<Integer> of(Column column, String title) {
      int at = columns.indexOf(column);
      return rows.stream()
          .filter(row -> at >= 0 && row.title().equals(title))
          .flatMap(row -> Stream.ofNullable(row.percent().get(at).orElse(null)))
          .findFirst();
    }
  }

  /** Names a track. */
  public record Column(String grade, @Nullable String direction) {}

  /**
   * @param line in the text, from 1
   * @param group as 基本要求
   * @param title a function, or a section of chapter 2
   * @param percent by column, empty where the table has a dash
   */
  public record Row(int line, String group, String title, List<Optional<Integer>> percent) {
    public Row {
      percent = List.copyOf(percent);
    }
  }
}
