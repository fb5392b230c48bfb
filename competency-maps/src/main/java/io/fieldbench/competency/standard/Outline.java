package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.NationalStandard.Grade;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which sections a standard has, by title, and that their numbers go on without a gap. */
final class Outline {
  private static final List<String> CHAPTERS = List.of("职业概况", "基本要求", "工作要求", "权重表", "附录");

  /** Below the chapter, or below another section of it, in their order. */
  private static final Map<String, List<String>> BELOW =
      Map.of(
          "职业概况",
          List.of(
              "职业名称", "职业编码", "职业定义", "专业技术等级", "职业环境条件", "职业能力特征", "普通受教育程度", "培训要求", "专业技术考核要求"),
          "培训要求",
          List.of("培训时间", "培训教师", "培训场所设备"),
          "专业技术考核要求",
          List.of("申报条件", "考核方式", "监考人员、考评人员与考生配比", "考核时间", "考核场所设备"),
          "基本要求",
          List.of("职业道德", "基础知识"),
          "职业道德",
          List.of("职业道德基本知识", "职业守则"),
          "权重表",
          List.of("理论知识权重表", "专业能力要求权重表"),
          "附录",
          List.of("中英文术语对照表"));

  /** What a standard may leave out. */
  private static final Set<String> OPTIONAL = Set.of("中英文术语对照表");

  /** Whose sections each standard names itself. */
  private static final String OPEN = "基础知识";

  private final List<Section> sections;
  private final List<Grade> grades;
  private final Problems problems;

  Outline(StandardText text, List<Grade> grades, Problems problems) {
    this.sections = text.sections();
    this.grades = grades;
    this.problems = problems;
  }

  void check() {
    tellMissing();
    Map<String, Section> byNumber = new HashMap<>();
    Map<String, Integer> last = new HashMap<>();
    for (Section section : sections) {
      String parent = parent(section.number());
      int own =
          Integer.parseInt(section.number().substring(parent.isEmpty() ? 0 : parent.length() + 1));
      int expected = last.getOrDefault(parent, 0) + 1;
      if (byNumber.putIfAbsent(section.number(), section) != null) {
        problems.add(section.line(), "section " + section.number() + " stands twice");
      } else if (own != expected) {
        String dot = parent.isEmpty() ? "" : parent + ".";
        problems.add(
            section.line(),
            "section %s stands where %s%d should".formatted(section.number(), dot, expected));
      }
      last.put(parent, own);
      tellRepeatedTitle(section, parent);
      Section above = byNumber.get(parent);
      if (!isKnown(section, above)) {
        problems.add(section.line(), "unknown section " + section.number() + " " + section.title());
      } else {
        tellOtherPlace(section, own, above == null ? CHAPTERS : BELOW.get(above.title()));
      }
    }
  }

  private void tellOtherPlace(Section section, int own, @Nullable List<String> order) {
    int place = order == null ? own : order.indexOf(section.title()) + 1;
    if (place != own) {
      problems.add(
          section.line(),
          "%s stands as number %d; its place is %d".formatted(section.title(), own, place));
    }
  }

  private void tellRepeatedTitle(Section section, String parent) {
    boolean repeated =
        sections.stream()
            .takeWhile(earlier -> earlier != section)
            .anyMatch(s -> parent(s.number()).equals(parent) && s.title().equals(section.title()));
    if (repeated) {
      problems.add(section.line(), "section " + section.title() + " stands twice");
    }
  }

  /** Those that each standard has. */
  private void tellMissing() {
    BELOW.forEach((parent, titles) ->
        sections.stream()
            .filter(s -> s.title().equals(parent))
            .findFirst()
            .ifPresent(s ->
                titles.stream()
                    .filter(title -> !OPTIONAL.contains(title))
                    .filter(title ->
                        sections.stream()
                            .noneMatch(below -> below.isIn(s) && below.title().equals(title)))
                    .forEach(title -> problems.add(0, "has no section " + title))));
  }

  private static String parent(String number) {
    int dot = number.lastIndexOf('.');
    return dot < 0 ? "" : number.substring(0, dot);
  }

  private boolean isKnown(Section section, @Nullable Section parent) {
    if (section.depth() == 1) {
      return CHAPTERS.contains(section.title());
    }
    if (parent == null) {
      return false;
    }
    if (parent.title().equals("工作要求")) {
      return grades.stream().anyMatch(g -> g.title().equals(section.title()));
    }
    return OPEN.equals(parent.title())
        || BELOW.getOrDefault(parent.title(), List.of()).contains(section.title())
        || grades.stream()
            .filter(g -> g.title().equals(parent.title()))
            .anyMatch(g -> g.directions().stream().anyMatch(d -> section.title().equals(d + "方向")));
  }
}
