package io.fieldbench.competency.standard;

import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.standard.NationalStandard.Grade;
import io.fieldbench.competency.standard.NationalStandard.Kind;
import io.fieldbench.competency.standard.NationalStandard.Track;
import io.fieldbench.competency.standard.NationalStandard.WorkFunction;
import io.fieldbench.competency.standard.StandardText.Line;
import io.fieldbench.competency.standard.StandardText.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the published text of a national occupational standard as it stands, with the marks that
 * page breaks and the conversion from print have left in it. It knows the outline that all such
 * standards share (国家职业技能标准编制技术规程), and no count of any of them.
 */
public final class StandardReader {
  /** Bytes of the longest text; the longest published ones have a tenth of it. */
  public static final int LONGEST = 2 << 20;

  private static final Pattern CODE = Pattern.compile("\\d(?:-\\d{2}){3}");
  private static final Pattern EDITION = Pattern.compile("[(（](\\d{4}) *年版[)）]");
  private static final Pattern FUNCTIONS_OF =
      Pattern.compile("([^；。]{1,40}?)方向的职业功能包括([^；。]{1,400})[；。]");

  /** Chapter 3 of each standard says so, in one wording or another. */
  private static final Pattern INCLUDING = Pattern.compile("高级别[^。；不]{0,10}涵盖低级别");

  private final Problems problems;
  private final StandardText text;
  private final Map<String, Integer> lines = new HashMap<>();

  private StandardReader(StandardText text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @throws FrameworkException with everything that is wrong, each with its line
   * @throws IOException when it cannot be read
   */
  public static NationalStandard read(Path file) throws IOException {
    return read(file, false);
  }

  /**
   * As {@link #read(Path)}.
   *
   * @param textsAreRight whether somebody has compared the texts with print; else one that seems to
   *     hold another one, or to be cut off, is a fault
   */
  static NationalStandard read(Path file, boolean textsAreRight) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (Files.size(file) > LONGEST) {
      throw new FrameworkException(
          List.of(
              name + ": is longer than " + (LONGEST >> 20) + " MiB; that is no standard's text"));
    }
    return read(name, Files.readAllBytes(file), textsAreRight);
  }

  /**
   * Reads a text.
   *
   * @param name of the file, for its problems
   * @throws FrameworkException with everything that is wrong, each with its line
   */
  public static NationalStandard read(String name, byte[] bytes) {
    return read(name, bytes, false);
  }

  static NationalStandard read(String name, byte[] bytes, boolean textsAreRight) {
    var problems = new Problems(name, textsAreRight);
    Optional<NationalStandard> standard =
        StandardText.of(bytes, problems).map(text -> new StandardReader(text, problems).read());
    if (!problems.all().isEmpty()) {
      throw new FrameworkException(problems.all());
    }
    return standard.orElseThrow();
  }

  private NationalStandard read() {
    var overview = new OverviewReader(text, problems, lines);
    List<Grade> grades = overview.grades();
    new Outline(text, grades, problems).check();
    var topics = new TopicReader(text, problems, lines);
    List<Track> tracks = tracks(grades);
    Optional<Section> theorySection = overview.section("理论知识权重表");
    Optional<Section> practiceSection = overview.section("专业能力要求权重表");
    WeightTable theory = theorySection.map(this::weights).orElse(WeightTable.NONE);
    WeightTable practice = practiceSection.map(this::weights).orElse(WeightTable.NONE);
    var standard =
        new NationalStandard(
            code(overview),
            edition(),
            title(overview),
            grades,
            topics.ethics(),
            topics.basics(),
            tracks,
            theory.weights(),
            practice.weights(),
            overview.exam(),
            lines);
    var weights = new WeightCheck(standard, problems);
    theorySection.ifPresent(s -> weights.check(s, theory));
    practiceSection.ifPresent(s -> weights.check(s, practice));
    return standard;
  }

  private WeightTable weights(Section section) {
    return WeightReader.read(section, problems);
  }

  private String code(OverviewReader overview) {
    Optional<Section> section = overview.section("职业编码");
    String code = section.map(Section::prose).orElse("");
    List<Line> others =
        text.pageHeads().stream()
            .filter(head -> !head.text().split("[：:] *")[1].equals(code))
            .toList();
    if (section.isPresent() && !others.isEmpty() && others.size() == text.pageHeads().size()) {
      problems.add(
          section.get().textLine(),
          "'%s' is not the code of the page heads, '%s'".formatted(code, others.getFirst().text()));
    } else {
      others.forEach(head ->
          problems.add(head.number(), "'" + head.text() + "' is not the code of 1.2, " + code));
    }
    if (section.isPresent() && !CODE.matcher(code).matches()) {
      problems.add(
          section.get().textLine(), "'" + code + "' is no code of an occupation, as 2-02-10-10");
    }
    return code;
  }

  private String edition() {
    var told = new TreeMap<Integer, String>();
    for (Line line : text.front()) {
      Matcher edition = EDITION.matcher(line.text());
      if (edition.find()) {
        told.put(line.number(), edition.group(1));
      }
    }
    if (told.isEmpty()) {
      problems.add(0, "does not tell its edition before chapter 1, as (2021 年版)");
      return "";
    }
    if (Set.copyOf(told.values()).size() > 1) {
      problems.add(told.firstKey(), "the lines do not tell one edition: " + told);
    }
    return told.firstEntry().getValue();
  }

  /** It stands on the title page too. */
  private String title(OverviewReader overview) {
    Optional<Section> section = overview.section("职业名称");
    String title = section.map(Section::prose).orElse("");
    if (section.isPresent() && text.front().stream().noneMatch(l -> l.text().equals(title))) {
      problems.add(section.get().textLine(), "'" + title + "' is not the title of the first page");
    }
    return title;
  }

  private List<Track> tracks(List<Grade> grades) {
    var tracks = new ArrayList<Track>();
    Optional<Section> chapter = text.section("工作要求");
    if (chapter.isEmpty()) {
      problems.add(0, "has no chapter 工作要求");
      return tracks;
    }
    List<Section> below = text.below(chapter.get());
    if (!INCLUDING.matcher(chapter.get().prose()).find()) {
      problems.add(
          chapter.get().textLine(),
          "chapter 工作要求 does not say that higher levels include the lower ones");
    }
    compareOrder(below, grades.stream().map(Grade::title).toList());
    for (Grade grade : grades) {
      Optional<Section> section =
          below.stream().filter(s -> s.title().equals(grade.title())).findFirst();
      if (section.isEmpty()) {
        problems.add(chapter.get().line(), "has no section for " + grade.title());
      } else if (grade.directions().isEmpty()) {
        tracks.add(track(grade, null, 0, section.get()));
      } else {
        addDirections(grade, section.get(), tracks);
      }
    }
    return tracks;
  }

  private void addDirections(Grade grade, Section section, List<Track> tracks) {
    List<Section> below = text.below(section);
    compareOrder(below, grade.directions().stream().map(d -> d + "方向").toList());
    for (int i = 0; i < grade.directions().size(); i++) {
      String direction = grade.directions().get(i);
      Optional<Section> own =
          below.stream().filter(s -> s.title().equals(direction + "方向")).findFirst();
      if (own.isEmpty()) {
        problems.add(section.line(), section.title() + " has no section " + direction + "方向");
      } else {
        tracks.add(track(grade, direction, i + 1, own.get()));
      }
    }
    compareAnnounced(grade, section, tracks);
  }

  /** Section 1.4 and chapter 3 list the same in one order. */
  private void compareOrder(List<Section> below, List<String> listed) {
    List<String> titles = below.stream().map(Section::title).toList();
    if (!titles.equals(listed) && Set.copyOf(titles).equals(Set.copyOf(listed))) {
      text.section("专业技术等级")
          .ifPresent(section ->
              problems.add(
                  section.textLine(),
                  "%s stand in another order in chapter 3: %s".formatted(listed, titles)));
    }
  }

  private Track track(Grade grade, @Nullable String direction, int place, Section section) {
    var track = new Track(grade.rank(), direction, place, List.of());
    lines.put(track.code(Kind.FUNCTION, "").replaceFirst("-.*", ""), section.line());
    return new Track(
        grade.rank(),
        direction,
        place,
        TrackReader.read(
            section,
            problems,
            (kind, one) -> lines.put(track.code(kind, one.getKey()), one.getValue())));
  }

  /** The paragraph before the tables names the functions of each direction. */
  private void compareAnnounced(Grade grade, Section section, List<Track> tracks) {
    Matcher announced = FUNCTIONS_OF.matcher(section.prose());
    var missing = new ArrayList<>(grade.directions());
    while (announced.find()) {
      String direction = announced.group(1);
      missing.remove(direction);
      List<String> titles = List.of(announced.group(2).split("、"));
      tracks.stream()
          .filter(t -> t.grade() == grade.rank() && direction.equals(t.direction()))
          .filter(t -> !titles(t).equals(titles))
          .forEach(t ->
              problems.add(
                  section.textLine(),
                  "%s %s announces the functions %s and has %s"
                      .formatted(grade.title(), direction, titles, titles(t))));
    }
    missing.forEach(direction ->
        problems.add(
            section.textLine(), "does not announce the functions of %s方向".formatted(direction)));
  }

  private static List<String> titles(Track track) {
    return track.functions().stream().map(WorkFunction::title).toList();
  }
}
