package io.fieldbench.competency.standard;

import io.fieldbench.competency.standard.NationalStandard.Topic;
import io.fieldbench.competency.standard.NationalStandard.TopicGroup;
import io.fieldbench.competency.standard.StandardText.Line;
import io.fieldbench.competency.standard.StandardText.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbered lists of chapter 2: the rules of conduct and the basic topics. */
final class TopicReader {
  private static final Pattern ITEM = Pattern.compile("(?:- *)?[(（](\\d{1,3})[)）] *(.+?)。?");

  private final StandardText text;
  private final Problems problems;
  private final Map<String, Integer> lines;
  private final Map<String, Integer> basic = new HashMap<>();

  /**
   * @param lines takes the line of each topic
   */
  TopicReader(StandardText text, Problems problems, Map<String, Integer> lines) {
    this.text = text;
    this.problems = problems;
    this.lines = lines;
  }

  TopicGroup ethics() {
    Optional<Section> rules = text.section("职业守则");
    if (rules.isEmpty()) {
      problems.add(0, "has no section 职业守则");
    }
    return rules.map(this::group).orElse(new TopicGroup("", "", List.of()));
  }

  List<TopicGroup> basics() {
    return text.section("基础知识")
        .map(basics -> text.below(basics).stream().map(this::group).toList())
        .orElseGet(() -> {
          problems.add(0, "has no section 基础知识");
          return List.of();
        });
  }

  private TopicGroup group(Section section) {
    return new TopicGroup(section.number(), section.title(), list(section));
  }

  private List<Topic> list(Section section) {
    var topics = new ArrayList<Topic>();
    lines.put("B" + section.number(), section.line());
    for (Line line : section.lines()) {
      Matcher item = ITEM.matcher(line.text());
      if (!item.matches()) {
        problems.add(line.number(), "'" + line.text() + "' is no item; write (n) before it");
        continue;
      }
      int number = Integer.parseInt(item.group(1));
      if (number != topics.size() + 1) {
        problems.add(
            line.number(),
            "(%s) stands where (%d) should".formatted(item.group(1), topics.size() + 1));
      }
      if (!ItemText.isText(item.group(2))) {
        problems.add(line.number(), "(%s) has no text".formatted(item.group(1)));
      }
      if (ItemText.isMarkup(item.group(2))) {
        problems.add(line.number(), "'%s' holds markup".formatted(item.group(2)));
      }
      for (String doubt : ItemText.topic(item.group(2))) {
        problems.doubt(line.number(), "'%s' %s".formatted(item.group(2), doubt));
      }
      Integer before = basic.putIfAbsent(item.group(2), line.number());
      if (before != null) {
        problems.add(
            line.number(), "'%s' stands in line %d already".formatted(item.group(2), before));
      }
      topics.add(new Topic(number, item.group(2)));
      lines.put("B" + section.number() + "." + number, line.number());
    }
    if (topics.isEmpty()) {
      problems.add(section.line(), section.number() + " " + section.title() + " has no list");
    }
    return topics;
  }
}
