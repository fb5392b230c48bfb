package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes a framework of a package that {@link CaseWriter} has written, also where another program
 * has changed it since: what stands in CASE's own fields is what holds.
 */
final class CaseReturn {
  private final JsonFile file;
  private final CaseTree tree;
  private final Texts texts;
  private final JsonNode ours;
  private final Map<String, Section> sections = new LinkedHashMap<>();

  private CaseReturn(JsonFile file, CaseTree tree, Texts texts) {
    this.file = file;
    this.tree = tree;
    this.texts = texts;
    ours = ours(tree);
  }

  static boolean isOurs(CaseTree tree) {
    return ours(tree).path("id").isString();
  }

  private static JsonNode ours(CaseTree tree) {
    return tree.document().path(CaseWriter.EXTENSIONS).path(CaseWriter.OURS);
  }

  static Framework framework(JsonFile file, CaseTree tree, Texts texts) {
    return new CaseReturn(file, tree, texts).framework();
  }

  private Framework framework() {
    JsonNode document = tree.document();
    String path = tree.documentPath();
    String noted = path + "." + CaseWriter.EXTENSIONS + "." + CaseWriter.OURS;
    NotedParts parts = NotedParts.read(ours, noted, texts);
    Set<CaseItem> done = new HashSet<>();
    tree.items().forEach(item -> section(item, done));
    String id = ours.path("id").asString();
    return new Framework(
        id,
        document.path("version").asString(""),
        "",
        texts.text(path, document, "title", ours.path("title")),
        texts.text(path, document, "description", ours.path("description")),
        texts.text(path, document, "notes", ours.path("source")),
        WebAddress.parse(
                document.path("officialSourceURL").asString(""), ours.path("uri").asString(""))
            .orElse(null),
        parts.occupation(),
        parts.eqf(),
        parts.levels(),
        parts.exam(),
        List.copyOf(sections.values()),
        parts.weights(),
        competencies(id));
  }

  /** In the order of the items, but after the one above it. */
  private void section(CaseItem item, Set<CaseItem> done) {
    var way = new ArrayList<CaseItem>();
    for (Optional<CaseItem> at = Optional.of(item);
        at.isPresent() && at.get().node().equals(CaseWriter.SECTION) && done.add(at.get());
        at = tree.parent(at.get())) {
      way.addFirst(at.get());
    }
    for (CaseItem one : way) {
      String parent =
          tree.parent(one)
              .filter(p -> p.node().equals(CaseWriter.SECTION))
              .map(p -> p.text("humanCodingScheme"))
              .orElse(null);
      sections.put(
          one.identifier(),
          new Section(
              one.text("humanCodingScheme"),
              one.text("CFItemType"),
              parent,
              statement(one),
              level(one)));
    }
  }

  private LocalizedText statement(CaseItem item) {
    return texts.text(item.path(), item.json(), "fullStatement", item.ours().path("statement"));
  }

  private static @Nullable String level(CaseItem item) {
    List<String> levels = item.levels();
    return levels.isEmpty() ? null : levels.getFirst();
  }

  private List<Competency> competencies(String id) {
    Map<String, Set<CompetencyRef>> links = links(id);
    List<Competency> competencies = new ArrayList<>();
    for (CaseItem item : tree.items()) {
      if (item.node().equals(CaseWriter.SECTION) || item.node().equals(CaseWriter.GROUP)) {
        continue;
      }
      Optional<CaseItem> parent = tree.parent(item);
      Section section = parent.map(p -> sections.get(p.identifier())).orElse(null);
      LocalizedText group =
          section != null
              ? section.title()
              : parent
                  .map(this::statement)
                  .orElseGet(() ->
                      texts.text(
                          tree.documentPath(), tree.document(), "title", ours.path("title")));
      LocalizedText statement = statement(item);
      competencies.add(
          new Competency(
              item.text("humanCodingScheme"),
              type(item),
              section == null ? null : section.id(),
              group,
              item.text("abbreviatedStatement").isEmpty()
                  ? statement
                  : texts.text(
                      item.path(),
                      item.json(),
                      "abbreviatedStatement",
                      item.ours().path("abbreviated")),
              statement,
              level(item),
              address(item),
              List.copyOf(links.getOrDefault(item.identifier(), Set.of()))));
    }
    return competencies;
  }

  /** Its own; one that ends as this is where a service of ours answers for it. */
  private static @Nullable URI address(CaseItem item) {
    String uri = item.text("uri");
    return uri.endsWith("/CFItems/" + item.identifier())
        ? null
        : WebAddress.parse(uri, item.ours().path("uri").asString("")).orElse(null);
  }

  private Competency.Type type(CaseItem item) {
    try {
      return Competency.Type.valueOf(item.text("CFItemType").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      file.add(
          item.path() + ".CFItemType",
          "'%s' is no type; there are Skill, Knowledge and Transversal"
              .formatted(item.text("CFItemType")));
      return Competency.Type.SKILL;
    }
  }

  private Map<String, Set<CompetencyRef>> links(String id) {
    Map<String, Set<CompetencyRef>> links = new HashMap<>();
    for (CaseTree.Relation relation : tree.relations()) {
      if (!relation.type().equals("isRelatedTo")) {
        continue;
      }
      Set<CompetencyRef> from =
          links.computeIfAbsent(relation.origin(), o -> new LinkedHashSet<>());
      Optional<CaseItem> to = tree.find(relation.destination());
      if (to.isPresent()) {
        from.add(new CompetencyRef(id, to.get().text("humanCodingScheme")));
      } else if (relation.uri().startsWith(CaseWriter.REFERENCE)) {
        String encoded = relation.uri().substring(CaseWriter.REFERENCE.length());
        try {
          from.add(CompetencyRef.parse(URLDecoder.decode(encoded, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
          file.add(relation.path() + ".destinationNodeURI.uri", String.valueOf(e.getMessage()));
        }
      }
    }
    return links;
  }
}
