package io.fieldbench.competency.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a framework as Moodle's tool_lpimportcsv does. */
final class MoodleWriter {
  static final List<String> COLUMNS =
      List.of(
          "Parent ID number",
          "ID number",
          "Short name",
          "Description",
          "Description format",
          "Scale values",
          "Scale configuration",
          "Rule type (optional)",
          "Rule outcome (optional)",
          "Rule config (optional)",
          "Cross-referenced competency ID numbers",
          "Exported ID (optional)",
          "Is framework",
          "Taxonomy");

  /** FORMAT_HTML. */
  private static final String HTML = "1";

  private static final String SCALE = "Not yet competent,Competent";
  private static final String SCALE_CONFIGURATION =
      "[{\"scaleid\":\"1\"},{\"id\":1,\"scaledefault\":1,\"proficient\":0},"
          + "{\"id\":2,\"scaledefault\":0,\"proficient\":1}]";
  private static final String TAXONOMY = "competency,competency,competency,competency";

  private final Framework framework;
  private final CsvWriter csv;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> sections = new HashMap<>();
  private final Map<LocalizedText, String> groups = new HashMap<>();
  private final Map<String, String> competencies = new HashMap<>();
  private int row;

  private MoodleWriter(Framework framework, CsvWriter csv) {
    this.framework = framework;
    this.csv = csv;
  }

  static void write(Framework framework, CsvWriter csv) {
    new MoodleWriter(framework, csv).write();
  }

  private void write() {
    // Competencies first: their codes are what people look for.
    framework.competencies().forEach(c -> competencies.put(c.code(), idNumber(c.code())));
    framework.sections().forEach(s -> sections.put(s.id(), idNumber(s.id())));
    framework.competencies().stream()
        .filter(c -> c.section() == null)
        .map(Competency::group)
        .distinct()
        .forEach(g -> groups.put(g, idNumber("group-" + (groups.size() + 1))));
    csv.writeRecord(COLUMNS);
    framework();
    framework.sections().forEach(this::section);
    framework.competencies().stream()
        .filter(c -> c.section() == null)
        .map(Competency::group)
        .distinct()
        .forEach(this::group);
    framework.competencies().forEach(this::competency);
  }

  /**
   * One that no other row has, whatever the case of its letters, as some databases of Moodle see no
   * difference there.
   */
  private String idNumber(String wanted) {
    String id = wanted.length() <= MoodleText.LONGEST ? wanted : wanted.substring(0, 80);
    String free = id;
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = id.substring(0, Math.min(id.length(), 90)) + "~" + i;
    }
    return free;
  }

  private void framework() {
    ObjectNode note = note("framework", framework.title());
    note.put("edition", framework.edition());
    note.putObject("source").put("en", framework.source().en()).put("zh", framework.source().zh());
    optional(note, "uri", framework.uri());
    NotedParts.write(framework, note);
    String id = framework.id();
    String number = id.substring(0, Math.min(id.length(), MoodleText.LONGEST));
    named(note, number, id);
    csv.writeRecord(
        "",
        number,
        MoodleText.shortName(framework.title().en()),
        description(framework.description(), note),
        HTML,
        SCALE,
        SCALE_CONFIGURATION,
        "",
        "",
        "",
        "",
        "",
        "1",
        TAXONOMY);
  }

  private void section(Section section) {
    ObjectNode note = note("section", section.title());
    note.put("kind", section.kind());
    optional(note, "level", section.level());
    String number = sections.getOrDefault(section.id(), "");
    named(note, number, section.id());
    String parent = section.parent();
    row(
        parent == null ? "" : sections.getOrDefault(parent, ""),
        number,
        section.title(),
        MoodleText.paragraph("zh", section.title().zh()) + MoodleText.note(note),
        "");
  }

  private void group(LocalizedText title) {
    row(
        "",
        groups.getOrDefault(title, ""),
        title,
        MoodleText.paragraph("zh", title.zh()) + MoodleText.note(note("group", title)),
        "");
  }

  private void competency(Competency competency) {
    ObjectNode note = note("competency", competency.title());
    note.put("zh", competency.title().zh());
    note.put("type", competency.type().name());
    optional(note, "level", competency.level());
    optional(note, "uri", competency.uri());
    competency.links().forEach(link -> note.withArray("links").add(link.toString()));
    String number = competencies.getOrDefault(competency.code(), "");
    named(note, number, competency.code());
    String section = competency.section();
    row(
        section == null
            ? groups.getOrDefault(competency.group(), "")
            : sections.getOrDefault(section, ""),
        number,
        competency.title(),
        description(competency.statement(), note),
        competency.links().stream()
            .filter(link -> link.framework().equals(framework.id()))
            .map(CompetencyRef::code)
            .map(code -> competencies.getOrDefault(code, code).replace(",", "%2C"))
            .collect(Collectors.joining(",")));
  }

  private void row(
      String parent, String idNumber, LocalizedText title, String description, String related) {
    csv.writeRecord(
        parent,
        idNumber,
        MoodleText.shortName(title.en()),
        description,
        HTML,
        "",
        "",
        "",
        "0",
        "null",
        related,
        String.valueOf(++row),
        "",
        "");
  }

  private static String description(LocalizedText text, ObjectNode note) {
    return MoodleText.paragraph("en", text.en())
        + MoodleText.paragraph("zh", text.zh())
        + MoodleText.note(note);
  }

  private static ObjectNode note(String node, LocalizedText title) {
    ObjectNode note = JsonNodeFactory.instance.objectNode();
    note.put("node", node);
    if (!MoodleText.shortName(title.en()).equals(title.en())) {
      note.put("en", title.en());
    }
    if (node.equals("framework")) {
      note.put("zh", title.zh());
    }
    return note;
  }

  /** Notes a code that is not itself the ID number. */
  private static void named(ObjectNode note, String number, String id) {
    if (!number.equals(id)) {
      note.put("number", number).put("id", id);
    }
  }

  private static void optional(ObjectNode node, String key, @Nullable Object value) {
    if (value != null) {
      node.put(key, value.toString());
    }
  }
}
