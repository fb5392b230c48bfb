package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Packages of other programs. */
class CaseImportTests {
  private static final JsonMapper JSON = new JsonMapper();

  private static CaseDocument read(String json) {
    return CaseDocument.read("case.json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aForeignPackageBecomesAFramework() {
    Framework read = read(CasePackages.GOOD).framework();
    assertThat(read)
        .isEqualTo(
            new Framework(
                "mathematics-grade-6",
                "2017-05-25",
                "",
                new LocalizedText("Mathematics, grade 6", "Mathematics, grade 6"),
                new LocalizedText("What <b>pupils</b> learn", "What <b>pupils</b> learn"),
                new LocalizedText(
                    "CASE document 00000000-0000-0000-0000-00000000000d by A state",
                    "CASE 文档 00000000-0000-0000-0000-00000000000d，创建者：A state"),
                URI.create("https://example.org/d"),
                null,
                null,
                List.of(
                    new Level("KG", 1, new LocalizedText("KG", "KG"), null, List.of()),
                    new Level("06", 2, new LocalizedText("06", "06"), null, List.of())),
                null,
                List.of(new Section("R", "sub-cluster", null, both("Ratios"), null)),
                List.of(),
                List.of(
                    new Competency(
                        "R.2",
                        Competency.Type.KNOWLEDGE,
                        "R",
                        both("Ratios"),
                        both("Rates"),
                        both("Know rates."),
                        "06",
                        URI.create("https://example.org/2"),
                        List.of(new CompetencyRef("mathematics-grade-6", "R.1"))),
                    new Competency(
                        "R.1",
                        Competency.Type.SKILL,
                        "R",
                        both("Ratios"),
                        both("Compute ratios."),
                        both("Compute ratios."),
                        null,
                        null,
                        List.of()),
                    new Competency(
                        "00000000-0000-0000-0000-000000000004",
                        Competency.Type.SKILL,
                        null,
                        both("Mathematics, grade 6"),
                        both("Stands alone."),
                        both("Stands alone."),
                        null,
                        URI.create("https://example.org/4"),
                        List.of()))));
  }

  private static LocalizedText both(String text) {
    return new LocalizedText(text, text);
  }

  @Test
  void whatAFrameworkHasNoPlaceForIsKeptInTheDocument() {
    assertThat(JSON.readTree(read(CasePackages.GOOD).write()))
        .isEqualTo(JSON.readTree(CasePackages.GOOD));
  }

  @Test
  void envelopesAreOpenedAndKept() {
    for (String envelope :
        List.of(
            "{\"CFPackage\": %s}",
            "{\"CFPackages\": [%s]}",
            "{\"status\": 200, \"data\": {\"CFPackage\": %s}, \"links\": []}",
            "[%s]")) {
      String json = envelope.formatted(CasePackages.GOOD);
      CaseDocument document = read(json);
      assertThat(document.framework()).isEqualTo(read(CasePackages.GOOD).framework());
      assertThat(JSON.readTree(document.write())).isEqualTo(JSON.readTree(json));
    }
  }

  @Test
  void theOtherNamesOfAnAssociationsEndsAreRead() {
    String json =
        CasePackages.GOOD
            .replace("originNodeURI", "CFOriginNodeURI")
            .replace("destinationNodeURI", "CFDestinationNodeURI");
    assertThat(read(json).framework()).isEqualTo(read(CasePackages.GOOD).framework());
  }

  @Test
  void aByteOrderMarkDoesNoHarm() {
    assertThat(read("\uFEFF" + CasePackages.GOOD).framework())
        .isEqualTo(read(CasePackages.GOOD).framework());
  }

  @Test
  void anotherDocumentOfTheSameFrameworkIsToldApart() {
    CaseDocument document = read(CasePackages.RICH);
    CaseDocument kept = CaseDocument.kept(document.framework(), document.write());
    assertThat(JSON.readTree(kept.write())).isEqualTo(JSON.readTree(CasePackages.RICH));
    assertThat(kept.differences(document)).isEmpty();
    assertThat(
            read("{\"CFPackage\": %s}".formatted(CasePackages.RICH.replace("2017-02", "2018-02")))
                .differences(document))
        .as("an envelope and times of change are no difference")
        .isEmpty();
    CaseDocument other =
        read(CasePackages.RICH.replace("\"Good\"", "\"Fair\"").replace("\"part|whole\"", "null"));
    assertThat(other.framework()).isEqualTo(document.framework());
    assertThat(kept.differences(other))
        .containsExactly(
            "CFDefinitions.CFConcepts[00000000-0000-4000-8000-0000000000b2].keywords",
            "CFRubrics[00000000-0000-4000-8000-0000000000c1]"
                + ".CFRubricCriteria[00000000-0000-4000-8000-0000000000c2]"
                + ".CFRubricCriterionLevels[00000000-0000-4000-8000-0000000000c3].quality");
  }

  static boolean sampleIsHere() {
    return Beside.isHere("case/sample-framework.json");
  }

  @Test
  @EnabledIf(
      value = "sampleIsHere",
      disabledReason = "the published sample does not lie in ../shared/case")
  void thePublishedSampleLosesNothing() throws IOException {
    JsonNode sample = JSON.readTree(Files.readAllBytes(Beside.path("case/sample-framework.json")));
    CaseDocument document = CaseDocument.read(Beside.path("case/sample-framework.json"));
    assertThat(JSON.readTree(document.write())).isEqualTo(sample);

    // And the framework has of it what can be counted without this program.
    Framework read = document.framework();
    assertThat(read.id()).isEqualTo("what-standards-could-be");
    assertThat(read.levels()).extracting(Level::id).containsExactly("06", "07");
    Map<String, String> statements = new TreeMap<>();
    read.sections().forEach(s -> statements.put(s.id(), s.title().en()));
    read.competencies().forEach(c -> statements.put(c.code(), c.statement().en()));
    Map<String, String> expected = new TreeMap<>();
    sample
        .path("CFItems")
        .forEach(item ->
            expected.put(
                item.path("humanCodingScheme").asString(),
                item.path("fullStatement").asString().strip()));
    assertThat(expected).hasSize(16);
    assertThat(statements).isEqualTo(expected);
    assertThat(read.find("CCSS.Math.Content.7.RP.A.2a").orElseThrow())
        .satisfies(c -> assertThat(c.level()).isEqualTo("07"))
        .satisfies(c ->
            assertThat(read.path(c))
                .extracting(Section::id)
                .containsExactly("CCSS.Math.Content.7.RP.A", "CCSS.Math.Content.7.RP.A.2"));
    assertThat(read.find("CCSS.Math.Content.7.RP.A.2a").orElseThrow().uri())
        .hasToString(
            "http://opensalt-staging.opened.com/uri/"
                + identifier(sample, "CCSS.Math.Content.7.RP.A.2a"));
  }

  private static String identifier(JsonNode sample, String code) {
    return sample
        .path("CFItems")
        .valueStream()
        .filter(item -> item.path("humanCodingScheme").asString().equals(code))
        .findFirst()
        .orElseThrow()
        .path("identifier")
        .asString();
  }
}
