package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.exchange.EscoOccupations.Occupation;
import io.fieldbench.competency.exchange.EscoSkills.Broader;
import io.fieldbench.competency.exchange.EscoSkills.Skill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes frameworks of a folder with the CSV files that ESCO publishes (classification, CSV; columns
 * as in v1.2.0). Of the files occupations_en.csv is needed for an occupation; skills are taken from
 * every ...SkillsCollection_en.csv and from skills_en.csv. Files in Chinese (…_zh.csv) give the
 * Chinese texts where they are there; ESCO itself publishes none.
 *
 * <p>Taken are labels, addresses, types of skills, descriptions and the first broader concept; a
 * code is the last part of the address. Reuse levels are the levels. Further broader concepts are
 * checked; like alternative labels they have no place in a framework and are left out. HTML in a
 * text stays text.
 *
 * <p>Either all of a framework comes out, or an exception that lists what is wrong.
 */
public final class EscoFiles {
  private static final LocalizedText ESSENTIAL = new LocalizedText("Essential", "必备");
  private static final LocalizedText OPTIONAL = new LocalizedText("Optional", "可选");
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "digital", "数字技能",
          "digComp", "数字素养技能",
          "green", "绿色技能",
          "transversal", "通用技能",
          "language", "语言技能",
          "research", "研究技能",
          "skills", "技能");

  private final EscoFolder folder;
  private final Problems problems;
  private final String edition;

  private static final String WITH_RELATIONS = " with relations";

  private EscoFiles(Path folder, Optional<String> edition) {
    problems = new Problems();
    this.folder = EscoFolder.of(folder, problems);
    this.edition = edition.orElseGet(this.folder::version);
  }

  /**
   * One occupation and its skills, as the framework esco-2512-9 for code 2512.9. Where the folder
   * has occupationSkillRelations_en.csv, the skills are those, essential ones before optional ones.
   * Where it has none, they are those of {@code linked}, and the source says that the link between
   * occupation and skill is ours. The two are editions of their own, as "v1.2.0 with relations",
   * for an institution may have the relations later.
   *
   * @param edition as v1.2.0; without it the folder's name must tell it
   * @param code of the occupation, as 2512.9
   * @param linked our own framework of the occupation; it gives Chinese texts where no file does
   * @throws FrameworkException with everything that is wrong, by file, line and column
   */
  public static Framework occupation(
      Path folder, Optional<String> edition, String code, Optional<Framework> linked) {
    return new EscoFiles(folder, edition).occupation(code, linked);
  }

  /**
   * All skills of the folder, as the framework esco-skills: under their collection, and there under
   * the first concept that ESCO has above them.
   *
   * @param edition as v1.2.0; without it the folder's name must tell it
   * @throws FrameworkException with everything that is wrong, by file, line and column
   */
  public static Framework skills(Path folder, Optional<String> edition) {
    return new EscoFiles(folder, edition).skills();
  }

  private Framework occupation(String code, Optional<Framework> linked) {
    problems.refuse();
    Optional<Occupation> occupation = EscoOccupations.find(folder, code, problems);
    long before = problems.count();
    EscoSkills skills = EscoSkills.of(folder, problems);
    boolean whole = problems.count() == before;
    Optional<SourceFile> relations = folder.file("occupationSkillRelations", "en");
    List<Competency> competencies = new ArrayList<>();
    if (relations.isPresent()) {
      occupation.ifPresent(o -> related(relations.get(), o, skills, whole, linked, competencies));
    } else if (linked.isPresent()) {
      linked(linked.get(), skills, whole, competencies);
    } else {
      problems.add(
          "occupationSkillRelations_en.csv",
          "",
          "is not in the folder, and no framework was given that links skills to " + code);
    }
    Optional<Occupation> chinese =
        occupation.flatMap(o -> EscoOccupations.chinese(folder, o.uri(), problems));
    problems.refuse();
    return framework(
        occupation.orElseThrow(), chinese, linked, relations.isPresent(), competencies);
  }

  /**
   * @param whole whether nothing of the skills was refused; else a skill may be missing for that
   */
  private void related(
      SourceFile relations,
      Occupation occupation,
      EscoSkills skills,
      boolean whole,
      Optional<Framework> linked,
      List<Competency> competencies) {
    List<Competency> optional = new ArrayList<>();
    Map<String, Long> lines = new LinkedHashMap<>();
    CsvTable.read(
        relations,
        List.of("occupationUri", "relationType", "skillUri"),
        problems,
        row -> {
          if (!EscoUri.hasConcept(row, "occupationUri")
              || !row.get("occupationUri").equals(occupation.uri())
              || !EscoUri.isNew(row, "skillUri", lines)) {
            return;
          }
          Optional<Skill> skill = skills.find(row.get("skillUri"));
          String type = row.get("skillType");
          if (skill.isEmpty()) {
            if (whole) {
              row.problem(
                  "skillUri",
                  "'%s' stands in no file of skills; put skills_en.csv beside it"
                      .formatted(row.get("skillUri")));
            }
          } else if (!type.isEmpty() && !type.equals(skill.get().skillType())) {
            row.problem(
                "skillType",
                "'%s' is not the type of '%s'; the file of skills has %s"
                    .formatted(type, skill.get().label(), skill.get().skillType()));
          } else if (row.get("relationType").equals("essential")) {
            competencies.add(
                skills.competency(skill.get(), null, ESSENTIAL, ours(skill.get(), linked)));
          } else if (row.get("relationType").equals("optional")) {
            optional.add(skills.competency(skill.get(), null, OPTIONAL, ours(skill.get(), linked)));
          } else {
            row.problem(
                "relationType",
                "'%s' is no relation; ESCO has essential and optional"
                    .formatted(row.get("relationType")));
          }
        });
    competencies.addAll(optional);
    if (lines.isEmpty() && problems.none()) {
      problems.add(
          relations.name(),
          "column occupationUri",
          "has no skill of " + occupation.code() + ", " + occupation.uri());
    }
  }

  private static Optional<Competency> ours(Skill skill, Optional<Framework> linked) {
    return linked.flatMap(f -> f.find(skill.code()));
  }

  private void linked(
      Framework ours, EscoSkills skills, boolean whole, List<Competency> competencies) {
    for (Competency competency : ours.competencies()) {
      Optional<Skill> skill = skills.find(String.valueOf(competency.uri()));
      if (skill.isEmpty() && whole) {
        problems.add(
            String.join(", ", folder.skills("en").stream().map(SourceFile::name).toList()),
            "column conceptUri",
            "no file has %s, to which %s links"
                .formatted(competency.uri(), ours.id() + ":" + competency.code()));
      } else if (skill.isPresent()) {
        competencies.add(
            skills.competency(skill.get(), null, competency.group(), Optional.of(competency)));
      }
    }
  }

  private Framework framework(
      Occupation occupation,
      Optional<Occupation> chinese,
      Optional<Framework> linked,
      boolean related,
      List<Competency> competencies) {
    String suffix = " (ESCO " + occupation.code() + ")";
    Optional<Framework> ours =
        linked.filter(f -> occupation.uri().equals(String.valueOf(f.occupation())));
    String zh =
        chinese
            .map(o -> o.label() + "（ESCO " + occupation.code() + "）")
            .or(() -> ours.map(f -> f.title().zh()))
            .orElse(occupation.label() + suffix);
    String described =
        EscoUri.isText(occupation.description()) ? occupation.description() : occupation.label();
    String describedZh =
        chinese
            .map(Occupation::description)
            .filter(EscoUri::isText)
            .or(() -> ours.filter(f -> !related).map(f -> f.description().zh()))
            .orElse(described);
    String sourceEn =
        "ESCO %s, occupation %s%s; %s"
            .formatted(
                edition,
                occupation.code(),
                occupation.group().isEmpty() ? "" : " of ISCO group " + occupation.group(),
                related
                    ? "its essential and optional skills as ESCO relates them to it"
                    : "the link between the occupation and its skills is ours, not ESCO's");
    String sourceZh =
        "ESCO %s，职业 %s%s；%s"
            .formatted(
                edition,
                occupation.code(),
                occupation.group().isEmpty() ? "" : "（ISCO 职业组 " + occupation.group() + "）",
                related ? "其必备与可选技能取自 ESCO 的对应关系" : "职业与技能的对应关系由本项目建立，并非 ESCO 的官方关联");
    return new Framework(
        "esco-" + occupation.code().replace('.', '-'),
        related ? edition + WITH_RELATIONS : edition,
        "",
        new LocalizedText(occupation.label() + suffix, zh),
        new LocalizedText(described, describedZh),
        new LocalizedText(sourceEn, sourceZh),
        EscoUri.of(occupation.uri()),
        EscoUri.of(occupation.uri()),
        null,
        EscoSkills.REUSE_LEVELS,
        null,
        List.of(),
        List.of(),
        competencies);
  }

  private Framework skills() {
    problems.refuse();
    EscoSkills skills = EscoSkills.of(folder, problems);
    if (skills.all().isEmpty() && problems.none()) {
      problems.add(
          String.join(", ", folder.names()),
          "",
          "none of these holds skills; put skills_en.csv or a …SkillsCollection_en.csv there");
    }
    problems.refuse();
    Map<String, Section> sections = new LinkedHashMap<>();
    List<Competency> competencies = new ArrayList<>();
    for (Skill skill : skills.all()) {
      String collection = skill.collection();
      Section section = sections.computeIfAbsent(collection, EscoFiles::collection);
      Broader broader = skill.broader();
      if (broader != null) {
        section =
            sections.computeIfAbsent(
                collection + ":" + EscoUri.code(broader.uri()),
                id -> new Section(id, "broader", collection, skills.title(skill, broader), null));
      }
      competencies.add(skills.competency(skill, section.id(), section.title(), Optional.empty()));
    }
    return all(List.copyOf(sections.values()), competencies);
  }

  private static Section collection(String id) {
    String words = id.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    String name = words.equals("skills") ? words : words + " skills";
    String title = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return new Section(
        id,
        "collection",
        null,
        new LocalizedText(title, COLLECTIONS.getOrDefault(id, title)),
        null);
  }

  private Framework all(List<Section> sections, List<Competency> competencies) {
    List<String> files = folder.skills("en").stream().map(SourceFile::name).toList();
    return new Framework(
        "esco-skills",
        edition,
        "",
        new LocalizedText("ESCO skills", "ESCO 技能"),
        new LocalizedText(
            "Skills and knowledge that ESCO lists, by its collections and broader concepts.",
            "ESCO 列出的技能与知识，按其技能集与上位概念编排。"),
        new LocalizedText(
            "ESCO %s, %s".formatted(edition, String.join(", ", files)),
            "ESCO %s，%s".formatted(edition, String.join("、", files))),
        EscoUri.of("http://data.europa.eu/esco/concept-scheme/skills"),
        null,
        null,
        EscoSkills.REUSE_LEVELS,
        null,
        sections,
        List.of(),
        competencies);
  }
}
