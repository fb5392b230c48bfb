package io.fieldbench.competency.standard;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Competency.Type;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.PublishedTexts;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.Weights;
import io.fieldbench.competency.standard.NationalStandard.Column;
import io.fieldbench.competency.standard.NationalStandard.Grade;
import io.fieldbench.competency.standard.NationalStandard.Kind;
import io.fieldbench.competency.standard.NationalStandard.Requirement;
import io.fieldbench.competency.standard.NationalStandard.Row;
import io.fieldbench.competency.standard.NationalStandard.TopicGroup;
import io.fieldbench.competency.standard.NationalStandard.Track;
import io.fieldbench.competency.standard.NationalStandard.WorkContent;
import io.fieldbench.competency.standard.NationalStandard.WorkFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A standard as a framework: chapter 2 and each track as a tree of headings, abilities as skills,
 * knowledge and topics as knowledge, the rules of chapter 2.1 as transversal.
 */
public final class StandardFramework {
  private static final String BASICS = "B2";
  private static final String ETHICS = "B2.1";
  private static final String TOPICS = "B2.2";

  private final NationalStandard standard;
  private final Optional<Framework> shipped;

  /** What the shipped one says the same of, by that; in the first place under the same code. */
  private final Map<String, String> codes = new HashMap<>();

  private final Map<String, String> keys;
  private final List<Section> sections = new ArrayList<>();
  private final List<Competency> competencies = new ArrayList<>();

  private StandardFramework(NationalStandard standard, Optional<Framework> shipped) {
    this.standard = standard;
    this.shipped = shipped;
    keys = shipped.map(PublishedTexts::keys).orElse(Map.of());
    keys.forEach((code, key) -> codes.putIfAbsent(key, code));
  }

  /** The code that a text has in the shipped one; none where its edition does not have it. */
  private Optional<String> ours(String code, String text) {
    String key = PublishedTexts.words(text);
    boolean same = shipped.map(Framework::edition).equals(Optional.of(standard.edition()));
    return same || key.equals(keys.get(code))
        ? Optional.of(code)
        : Optional.ofNullable(codes.get(key));
  }

  /** The id of a standard's framework, as cn-2-02-10-10. */
  public static String id(NationalStandard standard) {
    return "cn-" + standard.code();
  }

  /**
   * A framework and the lines of the text that it was read from.
   *
   * @param lines from 1, by the code of what stands there, see {@link NationalStandard#lines}
   */
  public record FromText(Framework framework, Map<String, Integer> lines) {}

  /**
   * Reads the published text of a standard.
   *
   * @param shipped gives the English texts and our words for each ability, where it has this
   *     standard: of another edition those of the parts that say the same
   * @param textsAreRight whether somebody has compared the texts with print; else one that seems to
   *     hold another one, or to be cut off, is a fault
   * @throws FrameworkException with everything that is wrong, each with its line
   * @throws IOException when it cannot be read
   */
  public static FromText read(Path file, FrameworkCatalog shipped, boolean textsAreRight)
      throws IOException {
    NationalStandard standard = StandardReader.read(file, textsAreRight);
    Framework framework =
        of(standard, Framework.hash(Files.readAllBytes(file)), shipped.framework(id(standard)));
    return new FromText(framework, standard.lines());
  }

  /**
   * @param hash of the text that the standard was read from
   * @param shipped the standard as it is shipped, for the English texts and what we say of each
   *     ability; without it they are the Chinese ones
   */
  public static Framework of(NationalStandard standard, String hash, Optional<Framework> shipped) {
    return new StandardFramework(standard, shipped).build(hash);
  }

  private Framework build(String hash) {
    section(BASICS, "basics", null, "基本要求", null);
    section(ETHICS, "basics", BASICS, "职业道德", null);
    section(TOPICS, "basics", BASICS, "基础知识", null);
    topics(standard.ethics(), ETHICS, Type.TRANSVERSAL);
    standard.basics().forEach(group -> topics(group, TOPICS, Type.KNOWLEDGE));
    standard.tracks().forEach(this::track);
    var weights = new ArrayList<Weights>();
    weights.addAll(weights("theory", standard.theory()));
    weights.addAll(weights("practice", standard.practice()));
    String title = standard.title();
    return new Framework(
        id(standard),
        standard.edition(),
        hash,
        text(title, shipped.map(Framework::title)),
        shipped.map(Framework::description).orElse(new LocalizedText(title, title)),
        new LocalizedText(
            "National occupational standard %s (%s), the published text"
                .formatted(standard.code(), standard.edition()),
            "国家职业标准 %s（%s），公布的文本".formatted(standard.code(), standard.edition())),
        null,
        null,
        null,
        standard.grades().stream().map(this::level).toList(),
        standard.exam(),
        sections,
        weights,
        competencies);
  }

  private Level level(Grade grade) {
    String id = Integer.toString(grade.rank());
    Optional<Level> ours = shipped.flatMap(f -> f.level(id));
    var entry = new ArrayList<LocalizedText>();
    for (int i = 0; i < grade.entry().size(); i++) {
      String condition = grade.entry().get(i);
      entry.add(
          text(
              condition, ours("1.9.1-%s.%d".formatted(id, i + 1), condition).flatMap(this::entry)));
    }
    return new Level(
        id, grade.rank(), text(grade.title(), ours.map(Level::title)), grade.hours(), entry);
  }

  /** A condition of entry by its code, as 1.9.1-2.3. */
  private Optional<LocalizedText> entry(String code) {
    String[] place = code.replace("1.9.1-", "").split("\\.");
    int at = Integer.parseInt(place[1]) - 1;
    return shipped
        .flatMap(f -> f.level(place[0]))
        .map(Level::entry)
        .filter(all -> at < all.size())
        .map(all -> all.get(at));
  }

  private void topics(TopicGroup group, String parent, Type type) {
    Section section = section("B" + group.number(), "topics", parent, group.title(), null);
    group
        .topics()
        .forEach(t -> competency(section.id() + "." + t.number(), type, section, t.title(), null));
  }

  private void track(Track track) {
    String level = Integer.toString(track.grade());
    String direction = track.direction();
    section(id(track), "track", null, direction == null ? "不分方向" : direction, level);
    for (WorkFunction function : track.functions()) {
      Section above =
          section(
              track.code(Kind.FUNCTION, function.number()),
              "function",
              id(track),
              function.title(),
              null);
      for (WorkContent content : function.contents()) {
        String id = track.code(Kind.WORK_CONTENT, content.number());
        Section section = section(id, "work-content", above.id(), content.title(), null);
        for (Requirement ability : content.abilities()) {
          String code = track.code(Kind.ABILITY, ability.number());
          competency(code, Type.SKILL, section, ability.text(), level);
        }
        for (Requirement knowledge : content.knowledge()) {
          String code = track.code(Kind.KNOWLEDGE, knowledge.number());
          competency(code, Type.KNOWLEDGE, section, knowledge.text(), level);
        }
      }
    }
  }

  private static String id(Track track) {
    String code = track.code(Kind.FUNCTION, "");
    return code.substring(0, code.indexOf('-'));
  }

  private Section section(
      String id, String kind, @Nullable String parent, String title, @Nullable String level) {
    Optional<LocalizedText> ours =
        ours(id, title)
            .flatMap(known -> shipped.flatMap(f -> f.section(known)))
            .map(Section::title);
    var section = new Section(id, kind, parent, text(title, ours), level);
    sections.add(section);
    return section;
  }

  private void competency(
      String code, Type type, Section section, String title, @Nullable String level) {
    Optional<Competency> ours =
        ours(code, title).flatMap(known -> shipped.flatMap(f -> f.find(known)));
    LocalizedText text = text(title, ours.map(Competency::title));
    // Beside the official text of an ability stands what we say of it.
    LocalizedText statement =
        type == Type.SKILL ? ours.map(Competency::statement).orElse(text) : text;
    competencies.add(
        new Competency(
            code, type, section.id(), section.title(), text, statement, level, null, List.of()));
  }

  private List<Weights> weights(String exam, NationalStandard.Weights table) {
    List<Weights> all = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Track track = track(table.columns().get(i));
      Map<String, Integer> percent = new LinkedHashMap<>();
      for (Row row : table.rows()) {
        if (row.percent().get(i).isPresent()) {
          percent.put(weighed(track, row.title()), row.percent().get(i).orElseThrow());
        }
      }
      all.add(new Weights(exam, id(track), percent));
    }
    return all;
  }

  private Track track(Column column) {
    return standard.tracks().stream()
        .filter(t ->
            standard.grades().get(t.grade() - 1).title().equals(column.grade())
                && Objects.equals(t.direction(), column.direction()))
        .findFirst()
        .orElseThrow();
  }

  /** Id of the heading that a row of the weight tables is about. */
  private static String weighed(Track track, String title) {
    return track.functions().stream()
        .filter(f -> f.title().equals(title))
        .map(f -> track.code(Kind.FUNCTION, f.number()))
        .findFirst()
        .orElse(title.equals("职业道德") ? ETHICS : TOPICS);
  }

  private static LocalizedText text(String zh, Optional<LocalizedText> ours) {
    return new LocalizedText(ours.map(LocalizedText::en).orElse(zh), zh);
  }
}
