package io.fieldbench.competency.standard;

import io.fieldbench.competency.ExamRules;
import io.fieldbench.competency.standard.NationalStandard.Grade;
import io.fieldbench.competency.standard.StandardText.Line;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chapter 1: grades and their directions, hours, entry conditions, and how the exams are held. */
final class OverviewReader {
  private static final String GRADES = "专业技术等级";
  private static final String HOURS = "培训时间";
  private static final String ENTRY = "申报条件";
  private static final Pattern COUNTED_GRADES =
      Pattern.compile("共?设(.{1,3})个等级，分别为(.{1,200}?)[。；]");
  private static final Pattern WITH_DIRECTIONS =
      Pattern.compile("([^。；]{1,40}?)均?设(.{1,3})个职业方向[：:](.{1,200}?)[。；]");
  private static final Pattern ENTRY_HEAD =
      Pattern.compile("[—-]*取得(.{1,20}?)培训学时证明，并具备以下条件之一者，可申报(.{1,20}?)专业技术等级[：:]?");
  private static final Pattern UNCOUNTED = Pattern.compile("满(?! *[1-9])");

  /** A line that goes on may begin with a time, or with a bracket of its own. */
  private static final Pattern BAD_ITEM =
      Pattern.compile("-.*|[(（] *\\d.*|[(（](?!含).{0,3}[)）].*|\\d++(?! *(?:年|个月|名|人|分|标准学时)).*");

  private static final Pattern ITEM = Pattern.compile("(?:- *)?[(（](\\d{1,3})[)）] *(.+)");
  private static final String DIGITS = "〇一二三四五六七八九十";

  private final StandardText text;
  private final Problems problems;
  private final Map<String, Integer> lines;

  /**
   * @param lines takes the line of each condition
   */
  OverviewReader(StandardText text, Problems problems, Map<String, Integer> lines) {
    this.text = text;
    this.problems = problems;
    this.lines = lines;
  }

  /** The section of that title; where there is none, that is a problem. */
  Optional<Section> section(String title) {
    Optional<Section> section = text.section(title);
    if (section.isEmpty()) {
      problems.add(0, "has no section " + title);
    }
    return section;
  }

  List<Grade> grades() {
    Optional<Section> section = section(GRADES);
    if (section.isEmpty()) {
      return List.of();
    }
    int line = section.get().textLine();
    String prose = section.get().prose();
    Matcher counted = COUNTED_GRADES.matcher(prose);
    if (!counted.find()) {
      problems.add(line, GRADES + " does not list the grades, as 设三个等级，分别为初级、中级、高级。");
      return List.of();
    }
    List<String> titles = listed(line, counted.group(1), counted.group(2));
    Map<String, List<String>> directions = directions(line, prose, titles);
    Map<String, Integer> hours = hours(titles);
    Map<String, List<String>> entry = entry(titles);
    var grades = new ArrayList<Grade>();
    for (String title : titles) {
      grades.add(
          new Grade(
              grades.size() + 1,
              title,
              hours.getOrDefault(title, 0),
              directions.getOrDefault(title, List.of()),
              entry.getOrDefault(title, List.of())));
    }
    return grades;
  }

  private List<String> listed(int line, String count, String list) {
    List<String> items = List.of(list.split("[、，]|以及|和"));
    int said = count.equals("两") ? 2 : count.length() == 1 ? DIGITS.indexOf(count) : -1;
    if (said != items.size()) {
      problems.add(line, "says %s and lists %d: %s".formatted(count, items.size(), list));
    }
    return items;
  }

  private Map<String, List<String>> directions(int line, String prose, List<String> grades) {
    var directions = new LinkedHashMap<String, List<String>>();
    Matcher some = WITH_DIRECTIONS.matcher(prose);
    while (some.find()) {
      List<String> listed = listed(line, some.group(2), some.group(3));
      for (String grade : some.group(1).split("[、，]|和")) {
        if (grades.contains(grade)) {
          directions.put(grade, listed);
        } else {
          problems.add(line, "gives directions to '" + grade + "', which is no grade");
        }
      }
    }
    for (String grade : grades) {
      if (!directions.containsKey(grade) && !prose.contains(grade + "不分职业方向")) {
        problems.add(line, "does not say whether " + grade + " has directions");
      }
    }
    return directions;
  }

  private Map<String, Integer> hours(List<String> grades) {
    var hours = new LinkedHashMap<String, Integer>();
    section(HOURS)
        .ifPresent(section -> {
          for (String grade : grades) {
            number(
                    section,
                    Pattern.compile(grade + " *(\\d{1,4}) *标准学时(?=[，；。])"),
                    "the hours of " + grade)
                .ifPresent(n -> hours.put(grade, n));
          }
        });
    return hours;
  }

  /** Each list begins after a line that names its grade. */
  private Map<String, List<String>> entry(List<String> grades) {
    var entry = new LinkedHashMap<String, List<String>>();
    Optional<Section> section = section(ENTRY);
    if (section.isEmpty()) {
      return entry;
    }
    List<String> open = new ArrayList<>();
    String begun = "";
    for (Line line : section.get().lines()) {
      Matcher item = ITEM.matcher(line.text());
      Matcher head = ENTRY_HEAD.matcher(line.text());
      if (line.isRow()) {
        problems.add(line.number(), "a table stands where conditions should");
      } else if (head.matches()) {
        String grade = head.group(2);
        open = new ArrayList<>();
        if (!grades.contains(grade) || !grade.equals(head.group(1))) {
          problems.add(
              line.number(),
              "'%s' is not about one of the grades of 1.4, %s".formatted(line.text(), grades));
        } else if (entry.put(grade, open) != null) {
          problems.add(line.number(), "entry conditions for " + grade + " stand twice");
        }
        begun = grade;
      } else if (line.text().contains("申报") && line.text().contains("条件")) {
        problems.add(
            line.number(),
            "'%s' does not begin a list; it should read %s"
                .formatted(line.text(), "——取得X培训学时证明，并具备以下条件之一者，可申报X专业技术等级："));
      } else if (item.matches()) {
        if (Integer.parseInt(item.group(1)) != open.size() + 1) {
          problems.add(
              line.number(),
              "(%s) stands where (%d) should".formatted(item.group(1), open.size() + 1));
        }
        if (open.contains(item.group(2))) {
          problems.add(line.number(), "'" + item.group(2) + "' stands twice among the conditions");
        }
        open.add(item.group(2));
        lines.put(code(grades.indexOf(begun), open.size()), line.number());
      } else if (open.isEmpty() || BAD_ITEM.matcher(line.text()).matches()) {
        problems.add(line.number(), "'" + line.text() + "' is no condition; write (n) before it");
      } else {
        open.add(open.removeLast() + line.text());
      }
    }
    for (int grade = 0; grade < grades.size(); grade++) {
      List<String> conditions = entry.getOrDefault(grades.get(grade), List.of());
      for (int i = 0; i < conditions.size(); i++) {
        if (UNCOUNTED.matcher(conditions.get(i)).find()) {
          problems.add(
              lines.getOrDefault(code(grade, i + 1), 0),
              "'" + conditions.get(i) + "' does not say how long");
        }
      }
    }
    grades.stream()
        .filter(grade -> entry.getOrDefault(grade, List.of()).isEmpty())
        .forEach(
            grade -> problems.add(section.get().line(), "has no entry conditions for " + grade));
    return entry;
  }

  private static String code(int grade, int condition) {
    return "1.9.1-%d.%d".formatted(grade + 1, condition);
  }

  ExamRules exam() {
    Optional<Section> way = section("考核方式");
    Optional<Section> ratio = section("监考人员、考评人员与考生配比");
    Optional<Section> time = section("考核时间");
    int passMark = number(way, "均实行百分制，成绩皆", "达 *(\\d{1,4}) *分", "（含）以上者为合格", "the pass mark");
    if (passMark > 100) {
      problems.add(
          way.map(Section::textLine).orElse(0), "a pass mark of " + passMark + " is over 100");
    }
    String minutes = "考[试核][^；。，]{0,20}?不少于 *(\\d{1,4}) *分钟";
    String perPerson = "人员与考生配比不低于 *1[:：](\\d{1,4})";
    return new ExamRules(
        passMark,
        number(time, "", "理论知识" + minutes, "", "the time of the theory exam"),
        number(time, "", "专业能力" + minutes, "", "the time of the practical exam"),
        number(ratio, "理论知识考试中的", "监考" + perPerson, "，且", "candidates per invigilator"),
        number(ratio, "且每个考场", "不少于 *(\\d{1,4}) *名监考人员", "", "invigilators per room"),
        number(ratio, "专业能力考核中的", "考评" + perPerson, "，且", "candidates per examiner"),
        number(ratio, "且", "考评人员为 *(\\d{1,4}) *人", "（含）以上单数", "the number of examiners"));
  }

  /**
   * Of a sentence in which nothing but the number may differ, since we say what the number means.
   *
   * @param pattern with the number as its group; a second one in the section is a problem too
   */
  private int number(
      Optional<Section> section, String before, String pattern, String after, String what) {
    if (section.isEmpty()) {
      return 0;
    }
    Optional<Integer> told = number(section.get(), Pattern.compile(before + pattern + after), what);
    if (told.isPresent()
        && Pattern.compile(pattern).matcher(section.get().prose()).results().count() > 1) {
      tellTwice(section.get(), what);
    }
    return told.orElse(0);
  }

  private Optional<Integer> number(Section section, Pattern pattern, String what) {
    Matcher number = pattern.matcher(section.prose());
    if (!number.find() || Integer.parseInt(number.group(1)) == 0) {
      problems.add(
          section.textLine(),
          "%s %s does not tell %s".formatted(section.number(), section.title(), what));
      return Optional.empty();
    }
    int told = Integer.parseInt(number.group(1));
    if (number.find()) {
      tellTwice(section, what);
    }
    return Optional.of(told);
  }

  private void tellTwice(Section section, String what) {
    problems.add(
        section.textLine(),
        "%s %s tells twice %s".formatted(section.number(), section.title(), what));
  }
}
