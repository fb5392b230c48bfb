package io.fieldbench.competency;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes frameworks that keep every rule of definitions and are otherwise as awkward as can be: the
 * same seed makes the same one.
 */
public final class RandomFrameworks {
  private static final String[] AWKWARD = {
    "null",
    "~",
    "yes",
    "No",
    "0x1F",
    "1_000",
    "12:30",
    "2021-01-01",
    "1e3",
    ".5",
    "é",
    "e\u0301",
    "物联网",
    "𠮷",
    "🛰 7",
    "#x",
    "- x",
    "? x",
    "a: b",
    "a #b",
    "{x}",
    "[x",
    "\"x\"",
    "'x",
    "''x",
    "x,y",
    "x;y",
    "x\ty",
    "x\ny",
    "x\n\n y",
    "x\r\ny",
    "x\\\"y",
    "\\",
    "%2C x",
    "`x`",
    "@x",
    "=1+1",
    "+x",
    "-x",
    "＝x",
    "'=x",
    "|x",
    ">x",
    "&x",
    "!x",
    "<b>x</b>",
    "<!-- x -->",
    "--> x",
    "&amp; x",
    "]]> x",
    "</p><p lang=\"zh\">x",
    "<i>alert(1)</i> < x > y",
    "x\u00A0y",
    "x\u2028y",
    "x\uFEFFy",
    "\u200Bx",
    "x\u202Ey",
    "x'",
    "x\u00AD",
    "x  y",
    "end --",
    "a:b",
    "%s %d",
    "${x}",
    "ÅÄÖ ß",
    "ｘ",
    "A".repeat(120),
    "长".repeat(150)
  };

  private static final String NAME =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";

  private final Random random;

  private RandomFrameworks(long seed) {
    random = new Random(seed);
  }

  public static Framework of(long seed) {
    return new RandomFrameworks(seed).framework();
  }

  private Framework framework() {
    List<Level> levels = levels();
    List<Section> sections = sections(levels);
    String id = pick("f", "a-1", "0", "esco-2512-9", "x".repeat(40) + "-2");
    return new Framework(
        id,
        pick("1", "v1.2.0", "undated", "2021", " 1 ", word()),
        "",
        text(),
        text(),
        text(),
        maybe(this::uri),
        maybe(this::uri),
        maybe(() -> pick("1", "5-6", "8-1")),
        levels,
        maybe(this::exam),
        sections,
        weights(sections),
        competencies(id, levels, sections));
  }

  private List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<Integer> ranks = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String id = name();
      int rank = 1 + random.nextInt(1000);
      if (ids.add(id) & ranks.add(rank)) {
        levels.add(
            new Level(
                id, rank, text(), maybe(() -> 1 + random.nextInt(10_000)), several(3, this::text)));
      }
    }
    return levels;
  }

  private ExamRules exam() {
    return new ExamRules(
        1 + random.nextInt(100), count(), count(), count(), count(), count(), count());
  }

  private int count() {
    return 1 + random.nextInt(100_000);
  }

  private List<Section> sections(List<Level> levels) {
    List<Section> sections = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = random.nextInt(9); i > 0; i--) {
      String id = name();
      if (ids.add(id)) {
        String parent =
            sections.isEmpty() || random.nextInt(3) == 0
                ? null
                : sections.get(random.nextInt(sections.size())).id();
        sections.add(
            new Section(id, pick("track", "work-content", "group"), parent, text(), level(levels)));
      }
    }
    return sections;
  }

  private List<Weights> weights(List<Section> sections) {
    List<Weights> weights = new ArrayList<>();
    Set<String> exams = new HashSet<>();
    for (int i = sections.isEmpty() ? 0 : random.nextInt(4); i > 0; i--) {
      String exam = pick("theory", "practice", "viva-voce");
      String track = sections.get(random.nextInt(sections.size())).id();
      if (exams.add(exam + " of " + track)) {
        Map<String, Integer> percent = new LinkedHashMap<>();
        int left = 100;
        for (Section section : sections) {
          int part = 1 + random.nextInt(60);
          if (random.nextBoolean() && part < left) {
            percent.put(section.id(), part);
            left -= part;
          }
        }
        percent.merge(sections.get(random.nextInt(sections.size())).id(), left, Integer::sum);
        weights.add(new Weights(exam, track, percent));
      }
    }
    return weights;
  }

  private List<Competency> competencies(String id, List<Level> levels, List<Section> sections) {
    List<LocalizedText> groups = List.of(text(), text(), text());
    List<Competency> competencies = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (int i = 1 + random.nextInt(9); i > 0; i--) {
      // A section and a competency may well have one name.
      String code =
          !sections.isEmpty() && random.nextInt(6) == 0
              ? sections.get(random.nextInt(sections.size())).id()
              : name();
      if (codes.add(code)) {
        competencies.add(competency(id, code, List.copyOf(codes), levels, sections, groups));
      }
    }
    return competencies;
  }

  private Competency competency(
      String id,
      String code,
      List<String> codes,
      List<Level> levels,
      List<Section> sections,
      List<LocalizedText> groups) {
    Section section =
        sections.isEmpty() || random.nextInt(5) == 0
            ? null
            : sections.get(random.nextInt(sections.size()));
    LocalizedText title = text();
    String level = level(levels);
    Set<CompetencyRef> links = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      links.add(new CompetencyRef(pick("other", "iiot-specialist"), name()));
    }
    String own = codes.get(random.nextInt(codes.size()));
    if (!own.equals(code)) {
      links.add(new CompetencyRef(id, own));
    }
    return new Competency(
        code,
        Competency.Type.values()[random.nextInt(3)],
        section == null ? null : section.id(),
        section == null ? groups.get(random.nextInt(groups.size())) : section.title(),
        title,
        random.nextInt(3) == 0 ? title : text(),
        level == null ? inherited(section, sections) : level,
        maybe(this::uri),
        List.copyOf(links));
  }

  /** A competency without a level of its own has that of the nearest heading. */
  private static @Nullable String inherited(@Nullable Section section, List<Section> sections) {
    while (section != null && section.level() == null) {
      String parent = section.parent();
      section = sections.stream().filter(s -> s.id().equals(parent)).findFirst().orElse(null);
    }
    return section == null ? null : section.level();
  }

  private @Nullable String level(List<Level> levels) {
    return levels.isEmpty() || random.nextBoolean()
        ? null
        : levels.get(random.nextInt(levels.size())).id();
  }

  private URI uri() {
    return URI.create(
        pick(
            "http://data.europa.eu/esco/skill/0037c821-2898-4919-b96e-7ed1cd89554c",
            "https://example.org/a?b=c&d=%22e%22#f",
            "https://example.org/" + random.nextInt(1000),
            "https://example.org/路径/%E7%89%A9?x=物"));
  }

  private String name() {
    if (random.nextInt(4) == 0) {
      return pick(
          "1",
          "02",
          "1a-F1",
          "A:b:",
          "a.",
          "null",
          "true",
          "1e3",
          "x".repeat(130),
          "A1",
          "a1",
          "-1".substring(1));
    }
    StringBuilder name = new StringBuilder();
    name.append(NAME.charAt(random.nextInt(62)));
    for (int i = random.nextInt(8); i > 0; i--) {
      name.append(NAME.charAt(random.nextInt(NAME.length())));
    }
    return name.toString();
  }

  private LocalizedText text() {
    return new LocalizedText(word(), word());
  }

  /** Has a letter or figure, and no blank at either end. */
  private String word() {
    StringBuilder text = new StringBuilder();
    do {
      text.append(AWKWARD[random.nextInt(AWKWARD.length)]);
      if (random.nextInt(3) == 0) {
        text.append(' ').append(AWKWARD[random.nextInt(AWKWARD.length)]);
      }
    } while (text.chars().noneMatch(Character::isLetterOrDigit));
    return text.toString().strip();
  }

  private String pick(String... choice) {
    return choice[random.nextInt(choice.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> some) {
    return random.nextBoolean() ? some.get() : null;
  }

  private <T> List<T> several(int most, Supplier<T> some) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      list.add(some.get());
    }
    return list;
  }
}
