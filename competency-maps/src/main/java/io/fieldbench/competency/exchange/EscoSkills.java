package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.LocalizedText;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The skills of an ESCO folder by their addresses, English ones with what other files add. */
final class EscoSkills {
  private static final List<String> COLUMNS =
      List.of(
          "conceptType",
          "conceptUri",
          "preferredLabel",
          "status",
          "skillType",
          "reuseLevel",
          "altLabels",
          "description");

  /** Those of collections; ESCO's table of all skills has none, but a file of its own for them. */
  private static final List<String> BROADER = List.of("broaderConceptUri", "broaderConceptPT");

  /** ESCO's reuse levels, the widest first; in a framework they are its levels. */
  static final List<Level> REUSE_LEVELS =
      List.of(
          new Level(
              "transversal", 1, new LocalizedText("Reuse: transversal", "复用：通用"), null, List.of()),
          new Level(
              "cross-sector",
              2,
              new LocalizedText("Reuse: cross-sector", "复用：跨行业"),
              null,
              List.of()),
          new Level(
              "sector-specific",
              3,
              new LocalizedText("Reuse: sector-specific", "复用：限本行业"),
              null,
              List.of()),
          new Level(
              "occupation-specific",
              4,
              new LocalizedText("Reuse: occupation-specific", "复用：限本职业"),
              null,
              List.of()));

  private static final Pattern SEVERAL = Pattern.compile(" \\| ");

  private final Map<String, Skill> skills = new LinkedHashMap<>();
  private final Map<String, Translation> chinese = new HashMap<>();
  private final EscoBroader above = new EscoBroader();
  private final Problems problems;

  private EscoSkills(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param collection the first file that it stands in, as digital
   * @param description empty where the file has none
   * @param reuse its reuse level, where the file has one
   * @param broader the first concept above it, where the file has any
   */
  record Skill(
      String uri,
      String label,
      Competency.Type type,
      @Nullable String reuse,
      String description,
      String collection,
      @Nullable Broader broader) {
    /** As ESCO calls it. */
    String skillType() {
      return type == Competency.Type.KNOWLEDGE ? "knowledge" : "skill/competence";
    }

    /** The last part of its address. */
    String code() {
      return EscoUri.code(uri);
    }
  }

  /** A concept above a skill: another skill or a field of education. */
  record Broader(String uri, String label) {}

  /** What a file in another language says of a skill. */
  private record Translation(String label, String description, String broader) {}

  /** Reads all tables of skills in English, and in Chinese where they are. */
  static EscoSkills of(EscoFolder folder, Problems problems) {
    var all = new EscoSkills(problems);
    for (SourceFile file : folder.skills("en")) {
      Map<String, Long> lines = new HashMap<>();
      String collection = EscoFolder.collection(file.name());
      CsvTable.read(
          file, columns(collection), problems, row -> all.english(row, collection, lines));
    }
    for (SourceFile file : folder.skills("zh")) {
      Map<String, Long> lines = new HashMap<>();
      CsvTable.read(
          file,
          List.of("conceptUri", "preferredLabel", "description"),
          problems,
          row -> all.chinese(row, lines));
    }
    all.above.tellCircles(problems);
    return all;
  }

  private static List<String> columns(String collection) {
    return collection.equals(EscoFolder.ALL)
        ? COLUMNS
        : Stream.concat(COLUMNS.stream(), BROADER.stream()).toList();
  }

  private void english(CsvRow row, String collection, Map<String, Long> lines) {
    if (!EscoUri.isNew(row, "conceptUri", lines) || !EscoUri.hasText(row, "preferredLabel")) {
      return;
    }
    String reuse = row.get("reuseLevel");
    List<String> levels = REUSE_LEVELS.stream().map(Level::id).toList();
    if (!reuse.isEmpty() && !levels.contains(reuse)) {
      row.problem(
          "reuseLevel",
          "'%s' is no reuse level; ESCO has %s".formatted(reuse, String.join(", ", levels)));
    }
    above.add(row);
    Optional<Competency.Type> type = type(row);
    if (type.isPresent()) {
      String uri = row.get("conceptUri");
      skills.putIfAbsent(
          uri,
          new Skill(
              uri,
              row.get("preferredLabel"),
              type.get(),
              reuse.isEmpty() ? null : reuse,
              row.get("description"),
              collection,
              broader(row)));
    }
  }

  private static Optional<Competency.Type> type(CsvRow row) {
    return switch (row.get("skillType")) {
      case "skill/competence" -> Optional.of(Competency.Type.SKILL);
      case "knowledge" -> Optional.of(Competency.Type.KNOWLEDGE);
      default -> {
        row.problem(
            "skillType",
            "'%s' is no type of skill; ESCO has skill/competence and knowledge"
                .formatted(row.get("skillType")));
        yield Optional.empty();
      }
    };
  }

  private static @Nullable Broader broader(CsvRow row) {
    String uri = SEVERAL.split(row.get("broaderConceptUri"))[0].strip();
    String label = SEVERAL.split(row.get("broaderConceptPT"))[0].strip();
    return EscoUri.isConcept(uri) && EscoUri.isText(label) ? new Broader(uri, label) : null;
  }

  private void chinese(CsvRow row, Map<String, Long> lines) {
    if (EscoUri.isNew(row, "conceptUri", lines) && EscoUri.hasText(row, "preferredLabel")) {
      chinese.putIfAbsent(
          row.get("conceptUri"),
          new Translation(
              row.get("preferredLabel"),
              row.get("description"),
              SEVERAL.split(row.get("broaderConceptPT"))[0].strip()));
    }
  }

  Optional<Skill> find(String uri) {
    return Optional.ofNullable(skills.get(uri));
  }

  Collection<Skill> all() {
    return skills.values();
  }

  Problems problems() {
    return problems;
  }

  /**
   * A skill as a competency. Titles and statements are ESCO's label and description; in Chinese, of
   * the Chinese files, else of {@code ours}, else in English once more.
   *
   * @param ours what we say of the skill, where we do
   */
  Competency competency(
      Skill skill, @Nullable String section, LocalizedText group, Optional<Competency> ours) {
    Translation zh = chinese.get(skill.uri());
    LocalizedText title =
        new LocalizedText(
            skill.label(),
            zh != null ? zh.label() : ours.map(c -> c.title().zh()).orElse(skill.label()));
    LocalizedText statement = title;
    if (EscoUri.isText(skill.description())) {
      String other =
          zh != null && EscoUri.isText(zh.description())
              ? zh.description()
              : ours.map(c -> c.statement().zh()).orElse(skill.description());
      statement = new LocalizedText(skill.description(), other);
    }
    return new Competency(
        skill.code(),
        skill.type(),
        section,
        group,
        title,
        statement,
        skill.reuse(),
        EscoUri.of(skill.uri()),
        List.of());
  }

  /** The title of the concept above a skill. */
  LocalizedText title(Skill skill, Broader broader) {
    Translation zh = chinese.get(skill.uri());
    String other = zh != null && EscoUri.isText(zh.broader()) ? zh.broader() : broader.label();
    return new LocalizedText(broader.label(), other);
  }
}
