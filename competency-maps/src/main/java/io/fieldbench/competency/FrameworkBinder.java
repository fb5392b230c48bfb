package io.fieldbench.competency;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a draft in which nothing is wrong into a framework. */
final class FrameworkBinder {
  private FrameworkBinder() {}

  static Framework bind(FrameworkDraft draft) {
    JsonNode root = draft.root();
    Map<String, Section> sections =
        root.path("sections")
            .valueStream()
            .map(FrameworkBinder::section)
            .collect(toMap(Section::id, s -> s, (a, b) -> a, LinkedHashMap::new));
    return new Framework(
        root.path("id").asString(),
        root.path("edition").asString(),
        draft.file().hash(),
        text(root.path("title")),
        text(root.path("description")),
        source(root.path("source")),
        uri(root.path("uri")),
        uri(root.path("occupation")),
        optional(root.path("eqf")),
        root.path("levels").valueStream().map(FrameworkBinder::level).toList(),
        root.path("exam").isObject() ? exam(root.path("exam")) : null,
        List.copyOf(sections.values()),
        root.path("weights").valueStream().map(FrameworkBinder::weights).toList(),
        root.path("competencies")
            .valueStream()
            .map(c -> competency(c, root.path("groups"), sections))
            .toList());
  }

  private static Level level(JsonNode node) {
    JsonNode hours = node.path("hours");
    return new Level(
        node.path("id").asString(),
        node.path("rank").asInt(),
        text(node.path("title")),
        hours.isInt() ? hours.asInt() : null,
        node.path("entry").valueStream().map(FrameworkBinder::text).toList());
  }

  private static Section section(JsonNode node) {
    return new Section(
        node.path("id").asString(),
        node.path("kind").asString(),
        optional(node.path("parent")),
        text(node.path("title")),
        optional(node.path("level")));
  }

  private static Weights weights(JsonNode node) {
    var percent = new LinkedHashMap<String, Integer>();
    node.path("percent").properties().forEach(e -> percent.put(e.getKey(), e.getValue().asInt()));
    return new Weights(node.path("exam").asString(), node.path("track").asString(), percent);
  }

  private static ExamRules exam(JsonNode node) {
    return new ExamRules(
        node.path("passMark").asInt(),
        node.path("theoryMinutes").asInt(),
        node.path("practiceMinutes").asInt(),
        node.path("candidatesPerInvigilator").asInt(),
        node.path("invigilators").asInt(),
        node.path("candidatesPerExaminer").asInt(),
        node.path("examiners").asInt());
  }

  private static Competency competency(
      JsonNode node, JsonNode groups, Map<String, Section> sections) {
    List<CompetencyRef> links =
        node.path("links").valueStream().map(l -> CompetencyRef.parse(l.asString())).toList();
    Section section = sections.get(node.path("section").asString(""));
    JsonNode title = node.path(node.has("title") ? "title" : "statement");
    return new Competency(
        node.path("code").asString(),
        Competency.Type.valueOf(node.path("type").asString().toUpperCase(Locale.ROOT)),
        section == null ? null : section.id(),
        section == null ? text(groups.path(node.path("group").asString())) : section.title(),
        text(title),
        text(node.path(node.has("statement") ? "statement" : "title")),
        node.has("level") ? optional(node.path("level")) : level(section, sections),
        uri(node.path("uri")),
        links);
  }

  /** That of the nearest heading which has one. */
  private static @Nullable String level(@Nullable Section section, Map<String, Section> sections) {
    while (section != null && section.level() == null) {
      section = section.parent() == null ? null : sections.get(section.parent());
    }
    return section == null ? null : section.level();
  }

  private static LocalizedText source(JsonNode node) {
    return node.isString() ? LocalizedText.same(node.asString()) : text(node);
  }

  private static LocalizedText text(JsonNode node) {
    return new LocalizedText(
        node.path("en").asString().strip(), node.path("zh").asString().strip());
  }

  private static @Nullable URI uri(JsonNode node) {
    return node.isString() ? URI.create(node.asString()) : null;
  }

  private static @Nullable String optional(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}
