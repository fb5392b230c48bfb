package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.LocalizedText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small ESCO, with the columns of the published files, in a folder of a test. */
record EscoFolderFiles(Path folder) {
  static final String SKILL = "http://data.europa.eu/esco/skill/";
  static final String OCCUPATION = "http://data.europa.eu/esco/occupation/";

  static final String OCCUPATIONS =
      """
      conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code
      Occupation,http://data.europa.eu/esco/occupation/o1,2512,IoT developer,"IoT person
      maker",,released,,,,,,"Makes <b>things</b>, that talk.",2512.9
      Occupation,http://data.europa.eu/esco/occupation/o2,2512,web developer,,,released,,,,,,,2512.10
      """;
  static final String ISCO =
      """
      conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description
      ISCOGroup,http://data.europa.eu/esco/isco/C2512,2512,Software developers,released,,,
      """;
  static final String DIGITAL =
      """
      conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,broaderConceptUri,broaderConceptPT
      KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s1,sensors,released,knowledge,cross-sector,,"What turns a quantity into a ""signal"".",http://data.europa.eu/esco/isced-f/0714 | http://data.europa.eu/esco/skill/s9,electronics | measuring
      KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s2,test sensors,released,skill/competence,cross-sector,,,http://data.europa.eu/esco/skill/s9,measuring
      """;
  static final String GREEN =
      """
      conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,broaderConceptUri,broaderConceptPT
      KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s2,test sensors,released,skill/competence,cross-sector,,,http://data.europa.eu/esco/skill/s9,measuring
      KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s3,save energy,released,skill/competence,transversal,,Uses less.,,
      """;
  static final String RELATIONS =
      """
      occupationUri,relationType,skillType,skillUri
      http://data.europa.eu/esco/occupation/o1,optional,knowledge,http://data.europa.eu/esco/skill/s1
      http://data.europa.eu/esco/occupation/o2,essential,knowledge,http://data.europa.eu/esco/skill/unknown
      http://data.europa.eu/esco/occupation/o1,essential,skill/competence,http://data.europa.eu/esco/skill/s3
      """;
  static final String CHINESE =
      """
      conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,broaderConceptUri,broaderConceptPT
      KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s1,传感器,released,knowledge,cross-sector,,把物理量变成信号。,http://data.europa.eu/esco/isced-f/0714 | http://data.europa.eu/esco/skill/s9,电子 | 测量
      """;

  /** Links s2 to the occupation, as a framework of ours would. */
  static Framework ours() {
    var text = new LocalizedText("Ours", "我们的");
    return new Framework(
        "esco-2512-9",
        "v1.0",
        "",
        new LocalizedText("Old title", "物联网开发人员（ESCO 2512.9）"),
        text,
        LocalizedText.same("ours"),
        null,
        URI.create(OCCUPATION + "o1"),
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(
            new Competency(
                "s1",
                Competency.Type.SKILL,
                null,
                new LocalizedText("Digital skills", "数字技能"),
                new LocalizedText("old label", "传感"),
                new LocalizedText("Knows sensors", "懂传感器。"),
                null,
                URI.create(SKILL + "s1"),
                List.of())));
  }

  EscoFolderFiles with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  EscoFolderFiles with(String name, String text, Charset charset) {
    return with(name, text.getBytes(charset));
  }

  EscoFolderFiles with(String name, byte[] bytes) {
    try {
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** Everything but relations and Chinese files. */
  EscoFolderFiles all() {
    return with("occupations_en.csv", OCCUPATIONS)
        .with("ISCOGroups_en.csv", ISCO)
        .with("digitalSkillsCollection_en.csv", DIGITAL)
        .with("greenSkillsCollection_en.csv", GREEN);
  }

  Framework occupation() {
    return EscoFiles.occupation(folder, Optional.of("v1.2.0"), "2512.9", Optional.of(ours()));
  }

  List<String> problems() {
    FrameworkException refused = catchThrowableOfType(FrameworkException.class, this::occupation);
    assertThat(refused).as("the folder should be refused").isNotNull();
    return refused.problems();
  }
}
