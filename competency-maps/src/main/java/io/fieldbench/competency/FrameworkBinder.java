package io.fieldbench.competency;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a draft in which nothing is wrong into a framework. */
final class FrameworkBinder {
  private FrameworkBinder() {}

  static Framework bind(FrameworkDraft draft) {
    JsonNode root = draft.root();
    return new Framework(
        root.path("id").asString(),
        root.path("edition").asString(),
        draft.file().hash(),
        text(root.path("title")),
        text(root.path("description")),
        root.path("source").asString(),
        uri(root.path("uri")),
        uri(root.path("occupation")),
        optional(root.path("eqf")),
        root.path("levels").valueStream().map(FrameworkBinder::level).toList(),
        root.path("competencies")
            .valueStream()
            .map(c -> competency(c, root.path("groups")))
            .toList());
  }

  private static Level level(JsonNode node) {
    return new Level(
        node.path("id").asString(), node.path("rank").asInt(), text(node.path("title")));
  }

  private static Competency competency(JsonNode node, JsonNode groups) {
    List<CompetencyRef> links =
        node.path("links").valueStream().map(l -> CompetencyRef.parse(l.asString())).toList();
    return new Competency(
        node.path("code").asString(),
        Competency.Type.valueOf(node.path("type").asString().toUpperCase(Locale.ROOT)),
        text(groups.path(node.path("group").asString())),
        text(node.path("title")),
        text(node.path("statement")),
        optional(node.path("level")),
        uri(node.path("uri")),
        links);
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
