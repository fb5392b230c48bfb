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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a framework of a file that Moodle wrote. */
final class MoodleImport {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._:-]*";

  /** Formats of descriptions that are no HTML: plain and Markdown. */
  private static final Set<String> AS_IT_IS = Set.of("2", "4");

  private final MoodleTree tree;
  private final String edition;
  private final Set<String> parents;
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final String id;

  private MoodleImport(MoodleTree tree, String edition) {
    this.tree = tree;
    this.edition = edition;
    parents = tree.parents();
    id = slug(tree.framework().idNumber(), tree.framework().shortName());
  }

  static Framework framework(MoodleTree tree, String edition) {
    return new MoodleImport(tree, edition).framework();
  }

  private Framework framework() {
    nameAll();
    MoodleRow row = tree.framework();
    LocalizedText title = both(row.shortName());
    tree.rows().stream().filter(r -> parents.contains(r.idNumber())).forEach(this::section);
    return new Framework(
        id,
        edition,
        "",
        title,
        description(row, title),
        new LocalizedText(
            "Moodle's competency framework " + row.idNumber(), "Moodle 能力框架 " + row.idNumber()),
        null,
        null,
        null,
        List.of(),
        null,
        List.copyOf(sections.values()),
        List.of(),
        tree.rows().stream()
            .filter(r -> !parents.contains(r.idNumber()))
            .map(r -> competency(r, title))
            .toList());
  }

  private static String slug(String idNumber, String title) {
    for (String text : List.of(idNumber, title)) {
      String slug =
          text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      if (!slug.isEmpty()) {
        return slug;
      }
    }
    return "moodle-" + Uuids.of(idNumber + title).substring(0, 8);
  }

  /** ID numbers may be any text; those that are names stay as they are. */
  private void nameAll() {
    Set<String> taken = new HashSet<>();
    for (MoodleRow row : tree.rows()) {
      if (row.idNumber().matches(NAME)) {
        codes.put(row.idNumber(), row.idNumber());
        taken.add(row.idNumber());
      }
    }
    for (MoodleRow row : tree.rows()) {
      if (!codes.containsKey(row.idNumber())) {
        String stem =
            row.idNumber().replaceAll("[^A-Za-z0-9._:-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String code = stem.isEmpty() ? "c" : stem;
        String free = code;
        for (int i = 2; !taken.add(free); i++) {
          free = code + "-" + i;
        }
        codes.put(row.idNumber(), free);
      }
    }
  }

  private String code(MoodleRow row) {
    return codes.getOrDefault(row.idNumber(), row.idNumber());
  }

  private Section section(MoodleRow row) {
    Section known = sections.get(row.idNumber());
    if (known != null) {
      return known;
    }
    Optional<MoodleRow> above = tree.parent(row);
    String parent = above.map(this::section).map(Section::id).orElse(null);
    Section section = new Section(code(row), kind(row), parent, both(row.shortName()), null);
    sections.put(row.idNumber(), section);
    return section;
  }

  /** Moodle names the ranks of its tree in the framework's taxonomy. */
  private String kind(MoodleRow row) {
    int depth = 0;
    for (Optional<MoodleRow> at = tree.parent(row); at.isPresent(); at = tree.parent(at.get())) {
      depth++;
    }
    String[] ranks = tree.framework().row().get("Taxonomy").split(",");
    String kind = depth < ranks.length ? ranks[depth].strip() : "";
    return kind.matches("[a-z]+") ? kind : "heading";
  }

  private Competency competency(MoodleRow row, LocalizedText top) {
    Section section = tree.parent(row).map(this::section).orElse(null);
    LocalizedText title = both(row.shortName());
    List<CompetencyRef> links = new ArrayList<>();
    for (String other : MoodleTree.related(row)) {
      String code = codes.get(other);
      if (code != null && !parents.contains(other) && !other.equals(row.idNumber())) {
        links.add(new CompetencyRef(id, code));
      }
    }
    return new Competency(
        code(row),
        Competency.Type.SKILL,
        id(section),
        section == null ? top : section.title(),
        title,
        description(row, title),
        null,
        null,
        links.stream().distinct().toList());
  }

  private static @Nullable String id(@Nullable Section section) {
    return section == null ? null : section.id();
  }

  private static LocalizedText both(String text) {
    return new LocalizedText(text, text);
  }

  private static LocalizedText description(MoodleRow row, LocalizedText otherwise) {
    String cell = row.description();
    String text =
        AS_IT_IS.contains(row.row().get("Description format")) ? cell : MoodleText.plain(cell);
    return EscoUri.isText(text) ? both(text) : otherwise;
  }
}
