package io.fieldbench.competency.exchange;

import static io.fieldbench.competency.exchange.EscoFolderFiles.CHINESE;
import static io.fieldbench.competency.exchange.EscoFolderFiles.DIGITAL;
import static io.fieldbench.competency.exchange.EscoFolderFiles.OCCUPATION;
import static io.fieldbench.competency.exchange.EscoFolderFiles.RELATIONS;
import static io.fieldbench.competency.exchange.EscoFolderFiles.SKILL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.FrameworkWriter;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscoFilesTests {
  @TempDir Path folder;
  EscoFolderFiles files;

  @BeforeEach
  void setUp() {
    files = new EscoFolderFiles(folder).all();
  }

  @Test
  void relationsGiveEssentialSkillsAndThenOptionalOnes() {
    Framework read = files.with("occupationSkillRelations_en.csv", RELATIONS).occupation();
    var uri = URI.create(OCCUPATION + "o1");
    assertThat(read)
        .isEqualTo(
            new Framework(
                "esco-2512-9",
                "v1.2.0 with relations",
                "",
                new LocalizedText("IoT developer (ESCO 2512.9)", "物联网开发人员（ESCO 2512.9）"),
                new LocalizedText(
                    "Makes <b>things</b>, that talk.", "Makes <b>things</b>, that talk."),
                new LocalizedText(
                    "ESCO v1.2.0, occupation 2512.9 of ISCO group 2512, Software developers; its"
                        + " essential and optional skills as ESCO relates them to it",
                    "ESCO v1.2.0，职业 2512.9（ISCO 职业组 2512, Software developers）；"
                        + "其必备与可选技能取自 ESCO 的对应关系"),
                uri,
                uri,
                null,
                EscoSkills.REUSE_LEVELS,
                null,
                List.of(),
                List.of(),
                List.of(
                    new Competency(
                        "s3",
                        Competency.Type.SKILL,
                        null,
                        new LocalizedText("Essential", "必备"),
                        new LocalizedText("save energy", "save energy"),
                        new LocalizedText("Uses less.", "Uses less."),
                        "transversal",
                        URI.create(SKILL + "s3"),
                        List.of()),
                    new Competency(
                        "s1",
                        Competency.Type.KNOWLEDGE,
                        null,
                        new LocalizedText("Optional", "可选"),
                        new LocalizedText("sensors", "传感"),
                        new LocalizedText("What turns a quantity into a \"signal\".", "懂传感器。"),
                        "cross-sector",
                        URI.create(SKILL + "s1"),
                        List.of()))));
  }

  @Test
  void withoutRelationsTheSkillsAreOursRefreshedAndTheSourceSaysSo() {
    Framework read = files.occupation();
    assertThat(read.source().en())
        .isEqualTo(
            "ESCO v1.2.0, occupation 2512.9 of ISCO group 2512, Software developers; the link"
                + " between the occupation and its skills is ours, not ESCO's");
    assertThat(read.competencies())
        .singleElement()
        .satisfies(c -> assertThat(c.title()).isEqualTo(new LocalizedText("sensors", "传感")))
        .satisfies(c -> assertThat(c.type()).isEqualTo(Competency.Type.KNOWLEDGE))
        .satisfies(c -> assertThat(c.group().en()).isEqualTo("Digital skills"));
    assertThat(read.description().zh()).isEqualTo("我们的");
  }

  @Test
  void chineseFilesGoBeforeOurWords() {
    files
        .with("digitalSkillsCollection_zh.csv", CHINESE)
        .with(
            "occupations_zh.csv",
            "conceptUri,preferredLabel,description,code\n" + OCCUPATION + "o1,开发人员,做东西,2512.9\n");
    Framework read = files.occupation();
    assertThat(read.title().zh()).isEqualTo("开发人员（ESCO 2512.9）");
    assertThat(read.description().zh()).isEqualTo("做东西");
    assertThat(read.find("s1").orElseThrow().title().zh()).isEqualTo("传感器");
    assertThat(read.find("s1").orElseThrow().statement().zh()).isEqualTo("把物理量变成信号。");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsDoNoHarm() {
    Framework before = files.occupation();
    files
        .with("digitalSkillsCollection_en.csv", "\uFEFF" + DIGITAL.replace("\n", "\r\n"))
        .with("occupations_en.csv", "\uFEFF" + EscoFolderFiles.OCCUPATIONS.replace("\n", "\r\n"));
    assertThat(files.occupation()).isEqualTo(before);
  }

  @Test
  void allSkillsStandUnderTheirCollectionAndWhatIsAboveThem() {
    files
        .with("digitalSkillsCollection_zh.csv", CHINESE)
        .with(
            "skills_en.csv",
            """
            conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status,description
            KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s1,knowledge,,sensors,,released,
            KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/s4,knowledge,,wine,,released,
            """);
    Framework read = EscoFiles.skills(folder, Optional.of("v1.2.0"));
    assertThat(read.id()).isEqualTo("esco-skills");
    assertThat(read.sections())
        .containsExactly(
            new Section(
                "digital", "collection", null, new LocalizedText("Digital skills", "数字技能"), null),
            new Section(
                "digital:0714", "broader", "digital", new LocalizedText("electronics", "电子"), null),
            new Section(
                "digital:s9",
                "broader",
                "digital",
                new LocalizedText("measuring", "measuring"),
                null),
            new Section(
                "green", "collection", null, new LocalizedText("Green skills", "绿色技能"), null),
            new Section("skills", "collection", null, new LocalizedText("Skills", "技能"), null));
    assertThat(read.competencies())
        .extracting(c -> c.code() + " " + c.section())
        .containsExactly("s1 digital:0714", "s2 digital:s9", "s3 green", "s4 skills");
    assertThat(FrameworkReader.read("f.yaml", FrameworkWriter.write(read)).competencies())
        .isEqualTo(read.competencies());
  }

  @Test
  void theEditionIsGivenOrToldByTheFolder() throws Exception {
    Path named = Files.createDirectory(folder.resolve("ESCO dataset - v1.2.1 - en - csv"));
    new EscoFolderFiles(named).all();
    assertThat(EscoFiles.skills(named, Optional.empty()).edition()).isEqualTo("v1.2.1");
    assertThat(EscoFiles.skills(named, Optional.of("v9")).edition()).isEqualTo("v9");
    var refused =
        catchThrowableOfType(
            FrameworkException.class, () -> EscoFiles.skills(folder, Optional.empty()));
    assertThat(refused.problems())
        .containsExactly(
            folder
                + ": does not tell ESCO's version by its name, as v1.2.0; give it by"
                + " --edition");
  }

  /** A row comes out before much of the file was read, so that a file need not fit in memory. */
  @Test
  void rowsAreHandedOverAsTheyAreRead() {
    var read = new AtomicLong();
    var file =
        new SourceFile(
            "long.csv",
            1L << 20,
            () -> {
              read.set(0);
              return new Counted("a,b\n".repeat(1 << 18).getBytes(StandardCharsets.UTF_8), read);
            });
    var rows = new ArrayList<Long>();
    var problems = new Problems();
    CsvTable.read(file, List.of("a"), problems, row -> rows.add(read.get()));
    assertThat(problems.none()).isTrue();
    assertThat(rows).hasSize((1 << 18) - 1);
    assertThat(rows.getFirst()).isLessThan(1L << 17);
  }

  private static final class Counted extends ByteArrayInputStream {
    private final AtomicLong read;

    Counted(byte[] bytes, AtomicLong read) {
      super(bytes);
      this.read = read;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      int n = super.read(into, from, most);
      read.addAndGet(Math.max(n, 0));
      return n;
    }
  }
}
