package io.fieldbench.competency.exchange;

import static io.fieldbench.competency.exchange.EscoFolderFiles.CHINESE;
import static io.fieldbench.competency.exchange.EscoFolderFiles.DIGITAL;
import static io.fieldbench.competency.exchange.EscoFolderFiles.OCCUPATIONS;
import static io.fieldbench.competency.exchange.EscoFolderFiles.RELATIONS;
import static io.fieldbench.competency.exchange.EscoFolderFiles.SKILL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bad file and exactly what is said about it. */
class EscoProblemTests {
  private static final String FILE = "digitalSkillsCollection_en.csv";

  @TempDir Path folder;
  EscoFolderFiles files;

  @BeforeEach
  void setUp() {
    files = new EscoFolderFiles(folder).all();
  }

  /** What is said of the table of digital skills with this content, and nothing of another file. */
  private List<String> said(byte[] content) {
    List<String> problems = files.with(FILE, content).problems();
    assertThat(problems).allMatch(p -> p.startsWith(FILE + ": "));
    return problems.stream().map(p -> p.substring(FILE.length() + 2)).toList();
  }

  private List<String> said(String content) {
    return said(content.getBytes(StandardCharsets.UTF_8));
  }

  private static String with(String passage, String change) {
    assertThat(DIGITAL).contains(passage);
    int at = DIGITAL.indexOf(passage);
    return DIGITAL.substring(0, at) + change + DIGITAL.substring(at + passage.length());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          skillType,       | kind,                 | line 1, column 1: has no column skillType; it has: conceptType, conceptUri, preferredLabel, status, kind, reuseLevel, altLabels, description, broaderConceptUri, broaderConceptPT
          reuseLevel,       | kind,                 | line 1, column 1: has no column reuseLevel; it has: conceptType, conceptUri, preferredLabel, status, skillType, kind, altLabels, description, broaderConceptUri, broaderConceptPT
          altLabels,       | kind,                 | line 1, column 1: has no column altLabels; it has: conceptType, conceptUri, preferredLabel, status, skillType, reuseLevel, kind, description, broaderConceptUri, broaderConceptPT
          description,       | kind,                 | line 1, column 1: has no column description; it has: conceptType, conceptUri, preferredLabel, status, skillType, reuseLevel, altLabels, kind, broaderConceptUri, broaderConceptPT
          broaderConceptUri,       | kind,                 | line 1, column 1: has no column broaderConceptUri; it has: conceptType, conceptUri, preferredLabel, status, skillType, reuseLevel, altLabels, description, kind, broaderConceptPT
          test sensors,    | test sensors,,        | line 3: has 11 cells in place of 10; a comma or a quote may be missing or too many
          test sensors,    | test sensors          | line 3: has 9 cells in place of 10; a comma or a quote may be missing or too many
          skill/s2         | skill/s1              | line 3, column conceptUri: 'http://data.europa.eu/esco/skill/s1' stands already in line 2
          http://data.europa.eu/esco/skill/s2 | s2 | line 3, column conceptUri: 's2' is no address of ESCO, as http://data.europa.eu/esco/skill/…
          test sensors     | ` -`                  | line 3, column preferredLabel: is '-'; a text is needed
          skill/competence | talent                | line 3, column skillType: 'talent' is no type of skill; ESCO has skill/competence and knowledge
          skill/s2         | skill/0a0b0c0d-0e0f-220g-8000-000000000001 | line 3, column conceptUri: 'http://data.europa.eu/esco/skill/0a0b0c0d-0e0f-220g-8000-000000000001' ends in no UUID and in no number of a group
          skill/s9,measuring | `skill/s9 | skill,measuring` | line 3, column broaderConceptUri: 'skill' is no address of ESCO, as http://data.europa.eu/esco/skill/…
          cross-sector     | cross-sectr           | line 2, column reuseLevel: 'cross-sectr' is no reuse level; ESCO has transversal, cross-sector, sector-specific, occupation-specific
          sensors          | `sen\u0007sors`       | line 2, column 65: has the control character U+0007; take it out
          sensors          | `传\u0000sors`        | line 2, column 63: has the control character U+0000; take it out
          sensors          | `𠮷\u0085sors`        | line 2, column 63: has the control character U+0085; take it out
          `""signal""."`   | `signal`              | line 2, column 103: has a quote that is never closed; close it
          """)
  void oneThingWrong(String passage, String change, String problem) {
    assertThat(said(with(passage, change))).containsExactly(problem);
  }

  @Test
  void aFileWithoutRowsIsTold() {
    assertThat(said(DIGITAL.lines().findFirst().orElseThrow()))
        .contains("line 1: names the columns, and no row follows; is it whole?");
  }

  @Test
  void aColumnThatStandsTwiceIsTold() {
    assertThat(said(with("reuseLevel", "status")))
        .hasSize(2)
        .anyMatch(p -> p.startsWith("line 1, column 1: has no column reuseLevel; it has:"))
        .contains("line 1, column status: stands there twice");
  }

  @Test
  void quotesThatAreLeftOpenAreFoundWhereTheyBegin() {
    assertThat(said(with("\"\"signal\"\".\"", "\"signal\".\"")))
        .containsExactly(
            "line 2, column 134: has 's' behind the quote that ends a cell; the cell begins in line"
                + " 2, column 103. Write a quote inside a cell twice");
    // A quote opened in line 2 runs up to the next one, two lines below.
    assertThat(said(with("\"\"signal\"\".\"", "signal") + "x,\"y\"\n"))
        .containsExactly(
            "line 4, column 4: has 'y' behind the quote that ends a cell; the cell begins in line"
                + " 2, column 103. Write a quote inside a cell twice");
  }

  @Test
  void aCellIsPlacedInItsOwnLineWhereOneBeforeItHasSeveral() {
    files.with("occupations_en.csv", OCCUPATIONS.replace("2512.10", "2512.9"));
    assertThat(files.problems())
        .containsExactly(
            "occupations_en.csv: line 4, column code: '2512.9' stands already in line 2");
    files.with(
        "occupations_en.csv",
        OCCUPATIONS
            .replace("2512,web", "2512,\"web\r\n\r\ndeveloper\"")
            .replace("\" developer", "\"")
            .replace("2512.10", "2512.9"));
    assertThat(files.problems())
        .containsExactly(
            "occupations_en.csv: line 6, column code: '2512.9' stands already in line 2");
  }

  @Test
  void otherEncodingsAreNamed() {
    Charset gbk = Charset.forName("GBK");
    assertThat(said(CHINESE.getBytes(gbk)))
        .containsExactly("line 2, column 62: is not UTF-8, but looks like GBK; save it as UTF-8");
    assertThat(said(with("sensors", "détecteurs à été").getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly(
            "line 2, column 63: is not UTF-8, but looks like Windows-1252 or another encoding of"
                + " one byte a letter; save it as UTF-8");
    assertThat(said(("\uFEFF" + DIGITAL).getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly(
            "line 1, column 1: is UTF-16 (little endian, says its byte order mark); save it as"
                + " UTF-8 CSV");
    assertThat(said(("\uFEFF" + DIGITAL).getBytes(StandardCharsets.UTF_16BE)))
        .containsExactly(
            "line 1, column 1: is UTF-16 (big endian, says its byte order mark); save it as UTF-8"
                + " CSV");
    assertThat(said(CHINESE.getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly(
            "line 1, column 1: looks like UTF-16 (little endian, without a byte order mark); save"
                + " it as UTF-8 CSV");
    assertThat(said(CHINESE.getBytes(StandardCharsets.UTF_16BE)))
        .containsExactly(
            "line 1, column 1: looks like UTF-16 (big endian, without a byte order mark); save it"
                + " as UTF-8 CSV");
  }

  /** Of two words, beside many characters that are UTF-8, and of those with four bytes. */
  @Test
  void littleGbkIsNamedToo() throws IOException {
    var mixed = new ByteArrayOutputStream();
    mixed.write(with("sensors", "a\u00A0".repeat(60) + "’").getBytes(StandardCharsets.UTF_8));
    mixed.write("x,物联网".getBytes(Charset.forName("GBK")));
    assertThat(said(mixed.toByteArray()))
        .singleElement()
        .asString()
        .endsWith("is not UTF-8, but looks like GBK; save it as UTF-8");
    assertThat(said(with("sensors", "a\u00A0b\u00A0c").getBytes(Charset.forName("GB18030"))))
        .singleElement()
        .asString()
        .endsWith("is not UTF-8, but looks like GBK; save it as UTF-8");
  }

  @Test
  void conceptsInACircle() {
    String round =
        DIGITAL
            .replace("skill/s9,measuring", "skill/s1,sensors")
            .replace("skill/s9,elec", "skill/s2,elec");
    String last = "http://data.europa.eu/esco/isced-f/0714 | http://data.europa.eu/esco/skill/s9";
    assertThat(said(round.replace(last, last.replace("s9", "s2"))))
        .containsExactly(
            "line 3, column broaderConceptUri: goes round in a circle: sensors under test sensors"
                + " under sensors");
    assertThat(said(with("skill/s9,measuring", "skill/s2,measuring")))
        .containsExactly(
            "line 3, column broaderConceptUri: goes round in a circle: test sensors under test"
                + " sensors");
  }

  @Test
  void aChainWithoutEndIsNoCircle() {
    var rows = new StringBuilder(DIGITAL);
    for (int i = 0; i < 20_000; i++) {
      String row = "KnowledgeSkillCompetence,%sa%d,chain,released,knowledge,,,,%sa%d,chain\n";
      rows.append(row.formatted(SKILL, i, SKILL, i + 1));
    }
    assertThat(files.with(FILE, rows.toString()).occupation().competencies()).hasSize(1);
  }

  /** A character cut by the end of the file, and one that stands across two chunks. */
  @Test
  void brokenCharactersAreFoundAtTheEndsOfChunksToo() {
    byte[] cut = (DIGITAL + "物").getBytes(StandardCharsets.UTF_8);
    assertThat(said(Arrays.copyOf(cut, cut.length - 1)))
        .singleElement()
        .asString()
        .startsWith("line 4, column 1: is not UTF-8");
    String head =
        with(
            "What turns", "x".repeat((1 << 16) - with("What turns", "").indexOf(" a q") - 1) + "物");
    files.with(FILE, head);
    assertThat(files.occupation().find("s1").orElseThrow().statement().en()).contains("x物 a q");
  }

  @Test
  void whatIsNoTextIsNamed() throws IOException {
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("xl/workbook.xml"));
      out.write(1);
    }
    assertThat(said(zip.toByteArray()))
        .containsExactly(
            "line 1, column 1: is a zip archive or a workbook (.xlsx); unpack it, or save the sheet"
                + " as CSV");
    assertThat(said(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0}))
        .containsExactly("line 1, column 1: is an old workbook (.xls); save the sheet as CSV");
    assertThat(said(new byte[] {0x1F, (byte) 0x8B, 8, 0}))
        .containsExactly("line 1, column 1: is compressed with gzip; unpack it and give the CSV");
    assertThat(said("%PDF-1.7")).containsExactly("line 1, column 1: is a PDF; give a CSV");
    assertThat(said(new byte[0])).containsExactly("is empty; give a CSV file");
    assertThat(said("\n\n")).containsExactly("has no row; the first one names the columns");
    assertThat(said(DIGITAL.replace(',', ';')))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("line 1, column 1: has no column conceptType, conceptUri, preferredLabel,")
        .contains("; it has: conceptType;conceptUri;")
        .endsWith(". Save it with commas between the cells");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    try (var huge = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw")) {
      huge.setLength((64L << 20) + 1);
    }
    assertThat(files.problems()).contains(FILE + ": has 65 MiB; at most 64 are read");
  }

  @Test
  void aHugeCellIsNotKept() {
    assertThat(said(with("sensors", "\"" + "x".repeat(2 << 20) + "\"")))
        .singleElement()
        .asString()
        .isEqualTo(
            "line 2, column 62: has a cell of more than 1048576 characters; a quote may be missing"
                + " before it");
  }

  @Test
  void aRelationToASkillThatNoFileHas() {
    files.with("occupationSkillRelations_en.csv", RELATIONS.replace("skill/s3", "skill/s8"));
    assertThat(files.problems())
        .containsExactly(
            "occupationSkillRelations_en.csv: line 4, column skillUri:"
                + " 'http://data.europa.eu/esco/skill/s8' stands in no file of skills; put"
                + " skills_en.csv beside it");
  }

  @Test
  void relationsOfAnotherKindTwiceOrWithNothingForTheOccupation() {
    files.with("occupationSkillRelations_en.csv", RELATIONS.replace("optional", "useful"));
    assertThat(files.problems())
        .containsExactly(
            "occupationSkillRelations_en.csv: line 2, column relationType: 'useful' is no relation;"
                + " ESCO has essential and optional");
    files.with("occupationSkillRelations_en.csv", RELATIONS.replace("skill/s3", "skill/s1"));
    assertThat(files.problems())
        .containsExactly(
            "occupationSkillRelations_en.csv: line 4, column skillUri:"
                + " 'http://data.europa.eu/esco/skill/s1' stands already in line 2");
    files.with(
        "occupationSkillRelations_en.csv", RELATIONS.replace("occupation/o1", "occupation/o3"));
    assertThat(files.problems())
        .containsExactly(
            "occupationSkillRelations_en.csv: column occupationUri: has no skill of 2512.9,"
                + " http://data.europa.eu/esco/occupation/o1");
  }

  @Test
  void aRelationOfAnotherTypeThanItsSkill() {
    files.with(
        "occupationSkillRelations_en.csv",
        RELATIONS.replace("optional,knowledge", "optional,skill/competence"));
    assertThat(files.problems())
        .containsExactly(
            "occupationSkillRelations_en.csv: line 2, column skillType: 'skill/competence' is not"
                + " the type of 'sensors'; the file of skills has knowledge");
    files.with(
        "occupationSkillRelations_en.csv", RELATIONS.replace("occupation/o2", "occupation/o-2"));
    assertThat(files.problems())
        .containsExactly(
            "occupationSkillRelations_en.csv: line 3, column occupationUri:"
                + " 'http://data.europa.eu/esco/occupation/o-2' ends in no UUID and in no number of"
                + " a group");
  }

  /** Its skills are missing for that alone. */
  @Test
  void ofARefusedFileNothingElseFollows() {
    files.with(FILE, "PK\u0003\u0004");
    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith(FILE + ": line 1, column 1: is a zip");
    files.with("occupationSkillRelations_en.csv", RELATIONS);
    assertThat(files.problems()).hasSize(1);
  }

  @Test
  void aSkillOfOursThatNoFileHas() {
    files.with(FILE, DIGITAL.replace("skill/s1", "skill/s7"));
    assertThat(files.problems())
        .containsExactly(
            "digitalSkillsCollection_en.csv, greenSkillsCollection_en.csv: column conceptUri: no"
                + " file has http://data.europa.eu/esco/skill/s1, to which esco-2512-9:s1 links");
  }

  @Test
  void anUnknownOccupationAndMissingFiles() throws IOException {
    files.with("occupations_en.csv", OCCUPATIONS.replace("2512.9", "2512.8"));
    assertThat(files.problems())
        .containsExactly(
            "occupations_en.csv: column code: has no occupation 2512.9; near it are: 2512.8,"
                + " 2512.10");
    Files.delete(folder.resolve("occupations_en.csv"));
    assertThat(files.problems())
        .containsExactly(
            folder
                + ": has no occupations_en.csv; it has: ISCOGroups_en.csv,"
                + " digitalSkillsCollection_en.csv, greenSkillsCollection_en.csv");
    Path none = Files.createDirectory(folder.resolve("none"));
    assertThat(new EscoFolderFiles(none).problems())
        .containsExactly(
            none
                + ": holds no file of ESCO; they are called occupations_en.csv, skills_en.csv and"
                + " so on");
  }

  @Test
  void faultsOfAllFilesAreToldAtOnceAndOfVeryManyTheFirstHundred() {
    files
        .with("occupations_en.csv", OCCUPATIONS.replace("web developer", ""))
        .with("greenSkillsCollection_en.csv", "conceptUri\n")
        .with(FILE, DIGITAL + "x\n".repeat(200));
    List<String> problems = files.problems();
    assertThat(problems)
        .hasSize(101)
        .contains(
            "occupations_en.csv: line 4, column preferredLabel: is ''; a text is needed",
            FILE
                + ": line 4: has 1 cells in place of 10; a comma or a quote may be missing or too"
                + " many");
    assertThat(problems.getLast()).isEqualTo("and 102 more");
  }
}
