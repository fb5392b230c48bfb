package io.fieldbench.competency;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Writes a framework as a definition file, in the shape of {@code framework.schema.json}. What is
 * written has been read back and compared: it is the same framework but for its hash, which is that
 * of the file.
 */
public final class FrameworkWriter {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private final Framework framework;
  private final Map<LocalizedText, String> groups = new LinkedHashMap<>();

  private FrameworkWriter(Framework framework) {
    this.framework = framework;
  }

  /**
   * The definition, as UTF-8.
   *
   * @throws FrameworkException where no file can hold the framework: a rule of definitions is
   *     broken, as by two competencies of one code, or a competency says something else than its
   *     section does
   */
  public static byte[] write(Framework framework) {
    byte[] bytes =
        YAML.writeValueAsString(new FrameworkWriter(framework).tree())
            .getBytes(StandardCharsets.UTF_8);
    String name = framework.id() + ".yaml";
    Framework read = FrameworkReader.read(name, bytes);
    if (!same(read, framework)) {
      throw new FrameworkException(
          List.of(
              name
                  + ": cannot hold "
                  + RecordDifference.first(withoutHash(framework), withoutHash(read))));
    }
    return bytes;
  }

  /** Whether two frameworks are the same but for the files that they were read from. */
  public static boolean same(Framework one, Framework other) {
    return withoutHash(one).equals(withoutHash(other));
  }

  private static Framework withoutHash(Framework f) {
    return new Framework(
        f.id(),
        f.edition(),
        "",
        f.title(),
        f.description(),
        f.source(),
        f.uri(),
        f.occupation(),
        f.eqf(),
        f.levels(),
        f.exam(),
        f.sections(),
        f.weights(),
        f.competencies());
  }

  private ObjectNode tree() {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("id", framework.id()).put("edition", framework.edition());
    text(root, "title", framework.title());
    text(root, "description", framework.description());
    LocalizedText source = framework.source();
    if (source.en().equals(source.zh())) {
      root.put("source", source.en());
    } else {
      text(root, "source", source);
    }
    optional(root, "uri", framework.uri());
    optional(root, "occupation", framework.occupation());
    optional(root, "eqf", framework.eqf());
    for (Level level : framework.levels()) {
      level(root.withArray("levels").addObject(), level);
    }
    if (framework.exam() != null) {
      exam(root.putObject("exam"), framework.exam());
    }
    for (Section section : framework.sections()) {
      section(root.withArray("sections").addObject(), section);
    }
    for (Weights weights : framework.weights()) {
      ObjectNode node = root.withArray("weights").addObject();
      node.put("exam", weights.exam()).put("track", weights.track());
      ObjectNode percent = node.putObject("percent");
      weights.percent().forEach(percent::put);
    }
    nameGroups();
    groups.forEach((title, name) -> text(root.withObject("/groups"), name, title));
    ArrayNode competencies = root.putArray("competencies");
    framework.competencies().forEach(c -> competency(competencies.addObject(), c));
    return root;
  }

  private static void level(ObjectNode node, Level level) {
    node.put("id", level.id()).put("rank", level.rank());
    text(node, "title", level.title());
    if (level.hours() != null) {
      node.put("hours", level.hours());
    }
    for (LocalizedText entry : level.entry()) {
      text(node.withArray("entry").addObject(), entry);
    }
  }

  private static void exam(ObjectNode node, ExamRules exam) {
    node.put("passMark", exam.passMark())
        .put("theoryMinutes", exam.theoryMinutes())
        .put("practiceMinutes", exam.practiceMinutes())
        .put("candidatesPerInvigilator", exam.candidatesPerInvigilator())
        .put("invigilators", exam.invigilators())
        .put("candidatesPerExaminer", exam.candidatesPerExaminer())
        .put("examiners", exam.examiners());
  }

  private static void section(ObjectNode node, Section section) {
    node.put("id", section.id()).put("kind", section.kind());
    optional(node, "parent", section.parent());
    optional(node, "level", section.level());
    text(node, "title", section.title());
  }

  /** A definition names its groups; a framework has their titles alone. */
  private void nameGroups() {
    Set<String> taken = new HashSet<>();
    for (Competency competency : framework.competencies()) {
      LocalizedText title = competency.group();
      if (competency.section() == null && !groups.containsKey(title)) {
        String slug =
            title.en().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
        String stem = slug.isEmpty() ? "group" : slug;
        String name = stem;
        for (int i = 2; !taken.add(name); i++) {
          name = stem + "-" + i;
        }
        groups.put(title, name);
      }
    }
  }

  private void competency(ObjectNode node, Competency competency) {
    node.put("code", competency.code());
    node.put("type", competency.type().name().toLowerCase(Locale.ROOT));
    if (competency.section() == null) {
      node.put("group", Objects.requireNonNull(groups.get(competency.group())));
    } else {
      node.put("section", competency.section());
    }
    if (!Objects.equals(competency.level(), inherited(competency.section()))) {
      optional(node, "level", competency.level());
    }
    text(node, "title", competency.title());
    if (competency.section() == null || !competency.title().equals(competency.statement())) {
      text(node, "statement", competency.statement());
    }
    optional(node, "uri", competency.uri());
    competency.links().forEach(link -> node.withArray("links").add(link.toString()));
  }

  /** The level that a competency has which names none of its own. */
  private @Nullable String inherited(@Nullable String id) {
    Set<String> seen = new HashSet<>();
    Section section = id == null ? null : framework.section(id).orElse(null);
    while (section != null && section.level() == null && seen.add(section.id())) {
      String parent = section.parent();
      section = parent == null ? null : framework.section(parent).orElse(null);
    }
    return section == null ? null : section.level();
  }

  private static void text(ObjectNode node, String key, LocalizedText text) {
    text(node.putObject(key), text);
  }

  private static void text(ObjectNode node, LocalizedText text) {
    node.put("en", text.en()).put("zh", text.zh());
  }

  private static void optional(ObjectNode node, String key, @Nullable Object value) {
    if (value != null) {
      node.put(key, value.toString());
    }
  }
}
