package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.RandomFrameworks;
import io.fieldbench.competency.Section;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MoodleCsvTests {
  private static final Framework STANDARD =
      FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow();

  private static String written(Framework framework) {
    return new String(MoodleCsv.of(framework).write(), StandardCharsets.UTF_8);
  }

  private static Framework read(String csv) {
    return MoodleCsv.read("moodle.csv", csv.getBytes(StandardCharsets.UTF_8), Optional.empty())
        .framework();
  }

  private static List<CsvRecord> cells(String csv) {
    return CsvReader.builder().ofCsvRecord(csv).stream().toList();
  }

  private static void same(Framework one, Framework other, String what) {
    assertThat(one).as(what).usingRecursiveComparison().ignoringFields("hash").isEqualTo(other);
  }

  @Test
  void everyFrameworkComesBackAsItWas() {
    for (long seed = 0; seed < 200; seed++) {
      Framework framework = RandomFrameworks.of(seed);
      same(read(written(framework)), framework, "seed " + seed);
    }
  }

  @Test
  void soDoTheShippedOnes() {
    for (Framework framework : FrameworkCatalog.shipped().all()) {
      same(read(written(framework)), framework, framework.id());
    }
  }

  /** Its importer finds columns by place, cuts at 100 characters, and knows one case of letters. */
  @Test
  void moodleCanTakeWhatIsWritten() {
    for (long seed = 0; seed < 80; seed++) {
      List<CsvRecord> rows = cells(written(RandomFrameworks.of(seed)));
      assertThat(rows.getFirst().getFields())
          .containsExactly(
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
      assertThat(rows.get(1).getField(12)).isEqualTo("1");
      assertThat(rows.get(1).getField(5).split(",")).hasSizeGreaterThan(1);
      Set<String> numbers = new HashSet<>();
      for (CsvRecord row : rows.subList(2, rows.size())) {
        assertThat(row.getField(12)).isEmpty();
        assertThat(row.getField(1)).isNotBlank().hasSizeLessThanOrEqualTo(100);
        assertThat(numbers.add(row.getField(1).toLowerCase(Locale.ROOT)))
            .as("seed %d, ID number %s", seed, row.getField(1))
            .isTrue();
        assertThat(row.getField(2)).isNotBlank().doesNotContain("<", "\n");
        assertThat(row.getField(2).codePointCount(0, row.getField(2).length()))
            .isLessThanOrEqualTo(100);
      }
      for (CsvRecord row : rows.subList(2, rows.size())) {
        if (!row.getField(0).isEmpty()) {
          assertThat(numbers).contains(row.getField(0).toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  /** PHP's fgetcsv lets a backslash guard a quote, and Moodle makes all line ends one. */
  @Test
  void nothingHangsOnBackslashesOrLineEnds() {
    for (long seed = 0; seed < 80; seed++) {
      Framework framework = RandomFrameworks.of(seed);
      String csv = written(framework);
      assertThat(csv).doesNotContain("\\\"");
      String unix = csv.replace("\r\n", "\n").replace('\r', '\n');
      same(read(unix), framework, "seed " + seed);
    }
  }

  @Test
  void noCellIsAFormula() {
    for (long seed = 0; seed < 80; seed++) {
      for (CsvRecord row : cells(written(RandomFrameworks.of(seed)))) {
        assertThat(row.getFields()).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r＝＋－＠].*"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+x", "-x", "@x", "＝x", "'=x", "'x", "''x", "x", "=", "a'"})
  void anApostropheGoesAndComesBack(String text) {
    String cell = MoodleText.shortName(text);
    assertThat(cell).doesNotMatch("[=+\\-@＝].*");
    assertThat(MoodleText.fromShortName(cell, "")).isEqualTo(text);
  }

  @Test
  void theNoteHasNothingThatStandsInAColumn() {
    for (CsvRecord row : cells(written(STANDARD)).subList(2, 300)) {
      JsonNode note = MoodleText.note(row.getField(3)).orElseThrow();
      assertThat(note.propertyNames())
          .isSubsetOf("node", "kind", "type", "level", "en", "zh", "uri", "links");
      String cut = note.path("en").asString("");
      assertThat(cut.isEmpty() || !MoodleText.shortName(cut).equals(cut)).isTrue();
      if (!note.path("zh").isMissingNode()) {
        assertThat(MoodleText.paragraphs(row.getField(3)).get("zh"))
            .as("its title stands in no column, its statement in the description")
            .isEqualTo(STANDARD.find(row.getField(1)).orElseThrow().statement().zh());
      }
    }
  }

  @Test
  void whatWasChangedInMoodleHolds() {
    Competency before = STANDARD.find("1a-A1.1.1").orElseThrow();
    String csv =
        written(STANDARD)
            .replace(">" + before.statement().en() + "<", ">New &amp; better<")
            .replace("IoT engineering technician (national standard 2-02-10-10)", "'=Renamed")
            .replace("1a-W1.1,1a-A1.1.1,", "1a-W1.2,moved,");
    Framework read = read(csv);
    Competency changed = read.find("moved").orElseThrow();
    assertThat(changed.statement())
        .isEqualTo(new LocalizedText("New & better", before.statement().zh()));
    assertThat(changed.section()).isEqualTo("1a-W1.2");
    assertThat(changed.level()).isEqualTo(before.level());
    assertThat(read.title().en()).isEqualTo("=Renamed");
    assertThat(read.competencies()).hasSameSizeAs(STANDARD.competencies());
  }

  @Test
  void anEditorsAttributesDoNoHarm() {
    String csv = written(STANDARD);
    String edited = csv.replace("<p lang=", "<p dir=\"\"ltr\"\" lang=").replace("<br />", "<br>");
    assertThat(edited).isNotEqualTo(csv);
    same(read(edited), STANDARD, "edited");
  }

  /** Moodle writes each relation on both sides, and its own rows in its own order. */
  @Test
  void relationsThatMoodleDoublesAreNotNew() {
    Framework framework = linked();
    List<String> lines = new ArrayList<>(written(framework).lines().toList());
    String csv = String.join("\n", lines);
    String doubled = csv.replaceFirst("(?s)(null,)(,3,,)", "$1A$2");
    assertThat(doubled).isNotEqualTo(csv);
    same(read(doubled), framework, "on both sides");
    String more = csv.replaceFirst("(?s)(null,)(,4,,)", "$1A$2");
    assertThat(read(more).find("C").orElseThrow().links())
        .containsExactly(new CompetencyRef("f", "A"));
    String less = csv.replaceFirst("null,B,2", "null,,2");
    assertThat(less).isNotEqualTo(csv);
    assertThat(read(less).find("A").orElseThrow().links())
        .containsExactly(new CompetencyRef("other", "X"));
  }

  private static Framework linked() {
    var text = new LocalizedText("Text", "文字");
    List<Competency> competencies = new ArrayList<>();
    for (String code : List.of("A", "B", "C")) {
      List<CompetencyRef> links =
          code.equals("A")
              ? List.of(new CompetencyRef("f", "B"), new CompetencyRef("other", "X"))
              : List.of();
      competencies.add(
          new Competency(
              code, Competency.Type.KNOWLEDGE, null, text, text, text, null, null, links));
    }
    return new Framework(
        "f",
        "1",
        "",
        text,
        text,
        LocalizedText.same("s"),
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        competencies);
  }

  @Test
  void aFileThatMoodleWroteBecomesAFramework() {
    Framework read = read(MoodleFiles.GOOD);
    assertThat(read)
        .isEqualTo(
            new Framework(
                "digital-2",
                "undated",
                "",
                both("Digital skills"),
                both("What <people> need\nat work"),
                new LocalizedText(
                    "Moodle's competency framework Digital 2", "Moodle 能力框架 Digital 2"),
                null,
                null,
                null,
                List.of(),
                null,
                List.of(
                    new Section("D1", "domain", null, both("Data"), null),
                    new Section("D1.1", "competency", "D1", both("Searching"), null)),
                List.of(),
                List.of(
                    new Competency(
                        "D1.1-a",
                        Competency.Type.SKILL,
                        "D1.1",
                        both("Searching"),
                        both("Finds things"),
                        both("Finds <b>things</b>"),
                        null,
                        null,
                        List.of(new CompetencyRef("digital-2", "D2"))),
                    new Competency(
                        "D2",
                        Competency.Type.SKILL,
                        null,
                        both("Digital skills"),
                        both("Safety"),
                        both("Safety"),
                        null,
                        null,
                        List.of(new CompetencyRef("digital-2", "D1.1-a"))))));
    assertThat(read(written(read))).isEqualTo(read);
  }

  private static LocalizedText both(String text) {
    return new LocalizedText(text, text);
  }

  /** A description that is long and broken takes as long as a good one, not its square. */
  @Test
  @Timeout(60)
  void hostileMarkupIsReadOnce() {
    for (String piece : List.of("<!--", "<p lang=\"\"en\"\">", "<", "<br", "</p", "&", " ")) {
      String hostile = "x" + piece.repeat((1 << 19) / piece.length()) + "x";
      String foreign = MoodleFiles.GOOD.replace("Finds <b>things</b>\",2", hostile + "\",1");
      assertThat(foreign).hasSizeGreaterThan(1 << 19);
      assertThat(read(foreign).competencies()).hasSize(2);
      String ours = written(linked()).replace("<p lang=\"\"en\"\">Text", hostile);
      assertThat(ours).hasSizeGreaterThan(1 << 20);
      assertThat(read(ours).competencies()).hasSize(3);
    }
  }

  @Test
  void sectionsOfTheStandardStandWhereTheyStood() {
    assertThat(read(written(STANDARD)).sections())
        .extracting(Section::kind)
        .contains("track", "function", "work-content");
  }

  @Test
  void aFileOfMoodlesIsKeptWhole() {
    byte[] bytes = ("\uFEFF" + MoodleFiles.GOOD).getBytes(StandardCharsets.UTF_8);
    MoodleCsv file = MoodleCsv.read("m.csv", bytes, Optional.of("2026"));
    assertThat(file.framework().edition()).isEqualTo("2026");
    assertThat(file.write()).isEqualTo(bytes);
    FrameworkDocument kept = FrameworkDocument.kept("moodle", file.framework(), file.write());
    assertThat(kept.write()).isEqualTo(bytes);

    String other =
        MoodleFiles.GOOD.replace("Not yet,Yes", "No,Yes").replace("rule_all", "rule_points");
    MoodleCsv changed =
        MoodleCsv.read("m.csv", other.getBytes(StandardCharsets.UTF_8), Optional.of("2026"));
    assertThat(changed.framework()).isEqualTo(file.framework());
    assertThat(kept.differences(file)).isEmpty();
    assertThat(kept.differences(changed))
        .containsExactly(
            "'D1.1 a', column Rule type (optional)", "'Digital 2', column Scale values");
    assertThat(kept.differences(CaseDocument.of(file.framework(), CaseVersion.V1_1, Instant.EPOCH)))
        .as("another format has other parts")
        .isEmpty();
  }

  @Test
  void ofOursTheEditionStandsInTheFile() {
    Framework framework = RandomFrameworks.of(7);
    byte[] bytes = MoodleCsv.of(framework).write();
    assertThat(
            MoodleCsv.read("m.csv", bytes, Optional.of(framework.edition())).framework().edition())
        .isEqualTo(framework.edition());
    assertThatThrownBy(() -> MoodleCsv.read("m.csv", bytes, Optional.of("another")))
        .hasMessage("m.csv: is of edition " + framework.edition() + "; leave --edition out");
  }
}
