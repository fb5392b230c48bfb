package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import java.util.ArrayList;
import java.util.Comparator;
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
import tools.jackson.databind.node.MissingNode;

/**
 * Makes a framework of the package of another program. An item with items below it becomes a
 * section, any other a competency; both in the order of their sequence numbers.
 */
final class CaseImport {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._:-]*";

  /** Grades in their order (CEDS); others come behind them by their letters. */
  private static final List<String> GRADES =
      List.of(
          "IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10",
          "11", "12", "13", "PS", "AP", "UG");

  private static final Set<String> ALIKE = Set.of("exactMatchOf", "isPeerOf", "isRelatedTo");

  private final CaseTree tree;
  private final Texts texts;
  private final Map<String, List<CaseItem>> below = new HashMap<>();
  private final List<CaseItem> top = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Competency> competencies = new ArrayList<>();
  private final Map<String, String> codes = new LinkedHashMap<>();

  private CaseImport(CaseTree tree, Texts texts) {
    this.tree = tree;
    this.texts = texts;
  }

  static Framework framework(CaseTree tree, Texts texts) {
    return new CaseImport(tree, texts).framework();
  }

  private Framework framework() {
    JsonNode document = tree.document();
    LocalizedText title =
        texts.text(tree.documentPath(), document, "title", MissingNode.getInstance());
    arrange();
    List<Level> levels = levels();
    Set<String> known = new HashSet<>();
    levels.forEach(level -> known.add(level.id()));
    top.forEach(item -> add(item, null, title, known));
    String id = id(title.en());
    return new Framework(
        id,
        text("version").isEmpty() ? text("lastChangeDateTime") : text("version"),
        "",
        title,
        description(title),
        new LocalizedText(
            "CASE document %s by %s".formatted(text("identifier"), text("creator")),
            "CASE 文档 %s，创建者：%s".formatted(text("identifier"), text("creator"))),
        WebAddress.parse(text("officialSourceURL"))
            .or(() -> WebAddress.parse(text("uri")))
            .orElse(null),
        null,
        null,
        levels,
        null,
        sections,
        List.of(),
        linked(id));
  }

  private String text(String field) {
    return tree.document().path(field).asString("").strip();
  }

  private LocalizedText description(LocalizedText title) {
    String description = text("description").isEmpty() ? text("notes") : text("description");
    return !description.isEmpty() && texts.isText(tree.documentPath() + ".description", description)
        ? new LocalizedText(description, description)
        : title;
  }

  private static String id(String title) {
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = slug.substring(0, Math.min(slug.length(), 60)).replaceAll("^-+|-+$", "");
    return cut.isEmpty() ? "case-" + Uuids.of(title).substring(0, 8) : cut;
  }

  private void arrange() {
    for (CaseItem item : tree.items()) {
      tree.parent(item)
          .map(parent -> below.computeIfAbsent(parent.identifier(), p -> new ArrayList<>()))
          .orElse(top)
          .add(item);
    }
    top.sort(Comparator.comparingLong(tree::sequence));
    below.values().forEach(list -> list.sort(Comparator.comparingLong(tree::sequence)));
  }

  private List<Level> levels() {
    Set<String> ids = new LinkedHashSet<>();
    tree.items().forEach(item -> ids.addAll(item.levels()));
    List<String> sorted = ids.stream().filter(id -> id.matches(NAME)).limit(1000).sorted().toList();
    List<String> ordered = new ArrayList<>(sorted);
    ordered.sort(
        Comparator.comparingInt(id -> GRADES.contains(id) ? GRADES.indexOf(id) : GRADES.size()));
    List<Level> levels = new ArrayList<>();
    for (String id : ordered) {
      levels.add(new Level(id, levels.size() + 1, new LocalizedText(id, id), null, List.of()));
    }
    return levels;
  }

  /** The one level that an item has; of several none is the item's. */
  private static @Nullable String level(CaseItem item, Set<String> known) {
    List<String> levels = item.levels();
    return levels.size() == 1 && known.contains(levels.getFirst()) ? levels.getFirst() : null;
  }

  private void add(
      CaseItem item, @Nullable Section parent, LocalizedText group, Set<String> known) {
    List<CaseItem> children = below.getOrDefault(item.identifier(), List.of());
    LocalizedText statement =
        texts.text(item.path(), item.json(), "fullStatement", MissingNode.getInstance());
    String code = item.text("humanCodingScheme");
    if (!code.matches(NAME)) {
      code = item.identifier();
    }
    if (!children.isEmpty()) {
      String above = parent == null ? null : parent.id();
      // A section's level would be that of all below it, and CASE does not say so.
      Section section = new Section(code, kind(item), above, statement, null);
      sections.add(section);
      children.forEach(child -> add(child, section, statement, known));
      return;
    }
    codes.put(item.identifier(), code);
    String title = item.text("abbreviatedStatement");
    boolean titled = !title.isEmpty() && texts.isText(item.path() + ".abbreviatedStatement", title);
    competencies.add(
        new Competency(
            code,
            type(item),
            parent == null ? null : parent.id(),
            group,
            titled ? new LocalizedText(title, title) : statement,
            statement,
            level(item, known),
            WebAddress.parse(item.text("uri")).orElse(null),
            List.of()));
  }

  private static String kind(CaseItem item) {
    String kind =
        item.text("CFItemType")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z]+", "-")
            .replaceAll("^-|-$", "");
    return kind.isEmpty() ? "heading" : kind;
  }

  private static Competency.Type type(CaseItem item) {
    String kind = item.text("CFItemType").toLowerCase(Locale.ROOT);
    if (kind.contains("knowledge")) {
      return Competency.Type.KNOWLEDGE;
    }
    return kind.contains("transversal") ? Competency.Type.TRANSVERSAL : Competency.Type.SKILL;
  }

  /** Links are those between two competencies of the package that say they are alike. */
  private List<Competency> linked(String framework) {
    Map<String, Set<CompetencyRef>> links = new HashMap<>();
    for (CaseTree.Relation relation : tree.relations()) {
      Optional<String> from = Optional.ofNullable(codes.get(relation.origin()));
      Optional<String> to = Optional.ofNullable(codes.get(relation.destination()));
      if (ALIKE.contains(relation.type())
          && from.isPresent()
          && to.isPresent()
          && !from.equals(to)) {
        links
            .computeIfAbsent(from.get(), code -> new LinkedHashSet<>())
            .add(new CompetencyRef(framework, to.get()));
      }
    }
    return competencies.stream()
        .map(c ->
            new Competency(
                c.code(),
                c.type(),
                c.section(),
                c.group(),
                c.title(),
                c.statement(),
                c.level(),
                c.uri(),
                List.copyOf(links.getOrDefault(c.code(), Set.of()))))
        .toList();
  }
}
