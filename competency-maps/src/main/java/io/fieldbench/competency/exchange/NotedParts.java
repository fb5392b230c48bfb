package io.fieldbench.competency.exchange;

import io.fieldbench.competency.ExamRules;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Weights;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a framework no exchange format has a place for, as we note it in JSON: occupation, EQF,
 * levels, rules and weights of the exams.
 */
record NotedParts(
    @Nullable URI occupation,
    @Nullable String eqf,
    List<Level> levels,
    @Nullable ExamRules exam,
    List<Weights> weights) {

  static void write(Framework framework, ObjectNode node) {
    if (framework.occupation() != null) {
      node.put("occupation", framework.occupation().toString());
    }
    if (framework.eqf() != null) {
      node.put("eqf", framework.eqf());
    }
    ArrayNode levels = node.putArray("levels");
    framework.levels().forEach(level -> write(levels.addObject(), level));
    if (framework.exam() != null) {
      write(node.putObject("exam"), framework.exam());
    }
    ArrayNode weights = node.putArray("weights");
    for (Weights exam : framework.weights()) {
      ObjectNode one = weights.addObject();
      one.put("exam", exam.exam()).put("track", exam.track());
      ObjectNode percent = one.putObject("percent");
      exam.percent().forEach(percent::put);
    }
  }

  private static void write(ObjectNode node, Level level) {
    node.put("id", level.id()).put("rank", level.rank());
    node.putObject("title").put("en", level.title().en()).put("zh", level.title().zh());
    if (level.hours() != null) {
      node.put("hours", level.hours());
    }
    ArrayNode entry = node.putArray("entry");
    level.entry().forEach(text -> entry.addObject().put("en", text.en()).put("zh", text.zh()));
  }

  private static void write(ObjectNode node, ExamRules exam) {
    node.put("passMark", exam.passMark())
        .put("theoryMinutes", exam.theoryMinutes())
        .put("practiceMinutes", exam.practiceMinutes())
        .put("candidatesPerInvigilator", exam.candidatesPerInvigilator())
        .put("invigilators", exam.invigilators())
        .put("candidatesPerExaminer", exam.candidatesPerExaminer())
        .put("examiners", exam.examiners());
  }

  /**
   * @param path of the node, for the problems of its texts
   */
  static NotedParts read(JsonNode node, String path, Texts texts) {
    Optional<URI> occupation = WebAddress.parse(node.path("occupation").asString(""));
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < node.path("levels").size(); i++) {
      levels.add(level(node.path("levels").path(i), path + ".levels[" + i + "]", texts));
    }
    return new NotedParts(
        occupation.orElse(null),
        node.path("eqf").isString() ? node.path("eqf").asString() : null,
        levels,
        node.path("exam").isObject() ? exam(node.path("exam")) : null,
        node.path("weights").valueStream().map(NotedParts::weights).toList());
  }

  private static Level level(JsonNode node, String path, Texts texts) {
    List<LocalizedText> entry = new ArrayList<>();
    for (int i = 0; i < node.path("entry").size(); i++) {
      entry.add(texts.both(path + ".entry[" + i + "]", node.path("entry").path(i)));
    }
    return new Level(
        node.path("id").asString(""),
        node.path("rank").asInt(0),
        texts.both(path + ".title", node.path("title")),
        node.path("hours").isInt() ? node.path("hours").asInt() : null,
        entry);
  }

  private static ExamRules exam(JsonNode node) {
    return new ExamRules(
        node.path("passMark").asInt(0),
        node.path("theoryMinutes").asInt(0),
        node.path("practiceMinutes").asInt(0),
        node.path("candidatesPerInvigilator").asInt(0),
        node.path("invigilators").asInt(0),
        node.path("candidatesPerExaminer").asInt(0),
        node.path("examiners").asInt(0));
  }

  private static Weights weights(JsonNode node) {
    var percent = new LinkedHashMap<String, Integer>();
    node.path("percent").properties().forEach(e -> percent.put(e.getKey(), e.getValue().asInt(0)));
    return new Weights(node.path("exam").asString(""), node.path("track").asString(""), percent);
  }
}
