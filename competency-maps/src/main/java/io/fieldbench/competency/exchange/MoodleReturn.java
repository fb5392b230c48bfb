package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Makes a framework of a file that {@link MoodleWriter} wrote, also when it has been in Moodle. */
final class MoodleReturn {
  private final MoodleTree tree;
  private final Problems problems;
  private final String id;
  private final Map<String, Section> sections = new LinkedHashMap<>();

  private MoodleReturn(MoodleTree tree, Problems problems) {
    this.tree = tree;
    this.problems = problems;
    id = tree.framework().id();
  }

  static Framework framework(MoodleTree tree, Problems problems) {
    return new MoodleReturn(tree, problems).framework();
  }

  private Framework framework() {
    MoodleRow row = tree.framework();
    JsonNode note = row.note();
    LocalizedText title = title(row, note.path("zh").asString(""));
    Texts texts =
        new Texts((path, message) -> row.row().problem("Description", path + " " + message));
    NotedParts parts = NotedParts.read(note, "the note's", texts);
    Set<MoodleRow> done = new HashSet<>();
    tree.rows().forEach(one -> section(one, done));
    return new Framework(
        id,
        note.path("edition").asString(""),
        "",
        title,
        MoodleText.both(row.description(), title),
        source(note.path("source"), texts),
        WebAddress.parse(note.path("uri").asString("")).orElse(null),
        parts.occupation(),
        parts.eqf(),
        parts.levels(),
        parts.exam(),
        List.copyOf(sections.values()),
        parts.weights(),
        competencies());
  }

  /** Notes from before were in one language. */
  private static LocalizedText source(JsonNode node, Texts texts) {
    return node.isString()
        ? LocalizedText.same(node.asString())
        : texts.both("the note's source", node);
  }

  private static LocalizedText title(MoodleRow row, String zh) {
    String en = row.title();
    return new LocalizedText(en, EscoUri.isText(zh) ? zh : en);
  }

  /** In the order of the rows, but after the one above it. */
  private void section(MoodleRow row, Set<MoodleRow> done) {
    List<MoodleRow> way = new ArrayList<>();
    for (Optional<MoodleRow> at = Optional.of(row);
        at.isPresent() && at.get().node().equals("section") && done.add(at.get());
        at = tree.parent(at.get())) {
      way.addFirst(at.get());
    }
    for (MoodleRow one : way) {
      String parent =
          tree.parent(one).filter(p -> p.node().equals("section")).map(MoodleRow::id).orElse(null);
      JsonNode level = one.note().path("level");
      sections.put(
          one.idNumber(),
          new Section(
              one.id(),
              one.note().path("kind").asString("heading"),
              parent,
              title(one, zh(one)),
              level.isString() ? level.asString() : null));
    }
  }

  private static String zh(MoodleRow row) {
    return MoodleText.paragraphs(row.description()).getOrDefault("zh", "");
  }

  private List<Competency> competencies() {
    List<MoodleRow> rows =
        tree.rows().stream()
            .filter(row -> !row.node().equals("section") && !row.node().equals("group"))
            .toList();
    Map<String, Set<CompetencyRef>> noted = new HashMap<>();
    for (MoodleRow row : rows) {
      noted.put(row.idNumber(), noted(row));
    }
    List<Competency> competencies = new ArrayList<>();
    for (MoodleRow row : rows) {
      Optional<MoodleRow> parent = tree.parent(row);
      Section section = parent.map(p -> sections.get(p.idNumber())).orElse(null);
      LocalizedText title = title(row, row.note().path("zh").asString(""));
      JsonNode level = row.note().path("level");
      competencies.add(
          new Competency(
              row.id(),
              type(row),
              section == null ? null : section.id(),
              section == null
                  ? parent.map(p -> title(p, zh(p))).orElseGet(this::frameworkTitle)
                  : section.title(),
              title,
              MoodleText.both(row.description(), title),
              level.isString() ? level.asString() : null,
              WebAddress.parse(row.note().path("uri").asString("")).orElse(null),
              links(row, noted)));
    }
    return competencies;
  }

  private LocalizedText frameworkTitle() {
    return title(tree.framework(), tree.framework().note().path("zh").asString(""));
  }

  private Competency.Type type(MoodleRow row) {
    try {
      return Competency.Type.valueOf(row.note().path("type").asString("SKILL"));
    } catch (IllegalArgumentException e) {
      row.row().problem("Description", "the note's type is no type of competency");
      return Competency.Type.SKILL;
    }
  }

  private Set<CompetencyRef> noted(MoodleRow row) {
    Set<CompetencyRef> links = new LinkedHashSet<>();
    for (JsonNode link : row.note().path("links")) {
      try {
        links.add(CompetencyRef.parse(link.asString("")));
      } catch (IllegalArgumentException e) {
        row.row().problem("Description", "in its note " + e.getMessage());
      }
    }
    return links;
  }

  /**
   * Those of the note that were not taken out in Moodle, and those that were made there. Moodle
   * itself writes each relation on both sides: one is not new where the other side has noted it.
   */
  private List<CompetencyRef> links(MoodleRow row, Map<String, Set<CompetencyRef>> noted) {
    Set<CompetencyRef> related = new LinkedHashSet<>();
    for (String number : MoodleTree.related(row)) {
      tree.find(number).ifPresent(other -> related.add(new CompetencyRef(id, other.id())));
    }
    Set<CompetencyRef> mine = noted.getOrDefault(row.idNumber(), Set.of());
    Set<CompetencyRef> links = new LinkedHashSet<>();
    boolean told = row.row().has(MoodleTree.RELATED);
    mine.stream()
        .filter(link -> !told || !link.framework().equals(id) || related.contains(link))
        .forEach(links::add);
    var self = new CompetencyRef(id, row.id());
    for (String number : MoodleTree.related(row)) {
      tree.find(number)
          .filter(other -> !noted.getOrDefault(number, Set.of()).contains(self))
          .filter(other -> !other.equals(row) && noted.containsKey(number))
          .ifPresent(other -> links.add(new CompetencyRef(id, other.id())));
    }
    return List.copyOf(links);
  }
}
