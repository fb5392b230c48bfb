package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkWriter;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.RandomFrameworks;
import io.fieldbench.competency.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CaseRoundTripTests {
  private static final Instant CHANGED = Instant.parse("2026-03-01T12:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  private static final Framework STANDARD =
      FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow();

  private static byte[] written(Framework framework) {
    return CaseDocument.of(framework, CaseVersion.V1_0, CHANGED).write();
  }

  private static Framework read(byte[] bytes) {
    return CaseDocument.read("case.json", bytes).framework();
  }

  /** What is read after a change that another program makes. */
  private static Framework read(Framework framework, Consumer<ObjectNode> change) {
    ObjectNode root = (ObjectNode) JSON.readTree(written(framework));
    change.accept(root);
    return read(JSON.writeValueAsBytes(root));
  }

  private static void same(Framework one, Framework other, String what) {
    assertThat(one).as(what).usingRecursiveComparison().ignoringFields("hash").isEqualTo(other);
  }

  @Test
  void everyFrameworkComesBackAsItWas() {
    for (long seed = 0; seed < 120; seed++) {
      Framework framework = RandomFrameworks.of(seed);
      for (CaseVersion version : CaseVersion.values()) {
        byte[] bytes = CaseDocument.of(framework, version, CHANGED).write();
        same(read(bytes), framework, "seed " + seed + " " + version);
      }
    }
  }

  @Test
  void soDoTheShippedOnes() {
    for (Framework framework : FrameworkCatalog.shipped().all()) {
      same(read(written(framework)), framework, framework.id());
    }
  }

  /** Else the extensions would be a second copy, and CASE's own fields for show. */
  @Test
  void caseFieldsHoldWhatTheyMeanOnceOnly() {
    JsonNode root = JSON.readTree(written(STANDARD));
    String noted = root.findValues("fieldbench").toString();
    for (Competency competency : STANDARD.competencies()) {
      assertThat(noted).doesNotContain("\"" + competency.statement().en() + "\"");
      assertThat(noted).doesNotContain("\"" + competency.code() + "\"");
    }
  }

  @Test
  void anotherProgramsChangesHold() {
    Framework read =
        read(
            STANDARD,
            root -> {
              ((ObjectNode) root.path("CFDocument")).put("title", "Renamed").put("version", "2026");
              for (JsonNode item : root.path("CFItems")) {
                if (item.path("humanCodingScheme").asString().equals("1a-A1.1.1")) {
                  ((ObjectNode) item).put("fullStatement", "Does something else.");
                  ((ObjectNode) item).putArray("educationLevel").add("3");
                }
              }
            });
    assertThat(read.title().en()).isEqualTo("Renamed");
    assertThat(read.title().zh()).isEqualTo(STANDARD.title().zh());
    assertThat(read.edition()).isEqualTo("2026");
    Competency changed = read.find("1a-A1.1.1").orElseThrow();
    Competency before = STANDARD.find("1a-A1.1.1").orElseThrow();
    assertThat(changed.statement().en()).isEqualTo("Does something else.");
    assertThat(changed.statement().zh()).isEqualTo(before.statement().zh());
    assertThat(changed.level()).isEqualTo("3");
    assertThat(read.competencies()).hasSameSizeAs(STANDARD.competencies());
  }

  @Test
  void anItemCanBeMovedAndItemsCanStandInAnyOrder() {
    Framework read =
        read(
            STANDARD,
            root -> {
              List<JsonNode> items = new ArrayList<>();
              root.path("CFItems").forEach(items::add);
              Collections.reverse(items);
              ((ArrayNode) root.path("CFItems")).removeAll().addAll(items);
              String child = identifier(root, "1a-A1.1.1");
              String parent = identifier(root, "3-W5.2");
              for (JsonNode association : root.path("CFAssociations")) {
                if (association.path("originNodeURI").path("identifier").asString().equals(child)) {
                  ((ObjectNode) association.path("destinationNodeURI")).put("identifier", parent);
                }
              }
            });
    assertThat(read.find("1a-A1.1.1").orElseThrow().section()).isEqualTo("3-W5.2");
    assertThat(read.sections())
        .hasSameSizeAs(STANDARD.sections())
        .containsExactlyInAnyOrderElementsOf(STANDARD.sections());
    for (Section section : read.sections()) {
      if (section.parent() != null) {
        assertThat(read.sections().indexOf(section))
            .isGreaterThan(read.sections().indexOf(read.section(section.parent()).orElseThrow()));
      }
    }
  }

  private static String identifier(JsonNode root, String code) {
    return root.path("CFItems")
        .valueStream()
        .filter(item -> item.path("humanCodingScheme").asString("").equals(code))
        .findFirst()
        .orElseThrow()
        .path("identifier")
        .asString();
  }

  /** What a program sees that knows nothing of us. */
  @Test
  void withoutExtensionsTheEnglishFrameworkIsStillThere() {
    Framework read =
        read(
            STANDARD,
            root -> {
              ((ObjectNode) root.path("CFDocument")).remove("extensions");
              root.path("CFItems").forEach(item -> ((ObjectNode) item).remove("extensions"));
            });
    assertThat(read.title().en()).isEqualTo(STANDARD.title().en());
    assertThat(read.edition()).isEqualTo(STANDARD.edition());
    assertThat(read.competencies())
        .extracting(CaseRoundTripTests::english)
        .containsExactlyInAnyOrderElementsOf(
            STANDARD.competencies().stream().map(CaseRoundTripTests::english).toList());
    assertThat(read.sections())
        .extracting(s -> s.id() + s.kind() + s.parent() + s.title().en())
        .containsExactlyInAnyOrderElementsOf(
            STANDARD.sections().stream()
                .map(s -> s.id() + s.kind() + s.parent() + s.title().en())
                .toList());
  }

  private static String english(Competency c) {
    return String.join(
        "|", c.code(), c.type().name(), c.section(), c.title().en(), c.statement().en(), c.level());
  }

  @Test
  void identifiersAreOfTheEditionUniqueAndAlwaysTheSame() {
    assertThat(written(STANDARD)).isEqualTo(written(STANDARD));
    List<String> all = new ArrayList<>();
    for (JsonNode node : JSON.readTree(written(STANDARD)).findValues("uri")) {
      all.add(node.asString());
    }
    JsonNode root = JSON.readTree(written(STANDARD));
    List<String> own = new ArrayList<>();
    root.path("CFItems").forEach(item -> own.add(item.path("identifier").asString()));
    root.path("CFAssociations").forEach(one -> own.add(one.path("identifier").asString()));
    assertThat(own).doesNotHaveDuplicates().hasSizeGreaterThan(1000);
    assertThat(own).allMatch(id -> id.charAt(14) == '5' && "89ab".indexOf(id.charAt(19)) >= 0);
    // RFC 9562, appendix A.4, has www.example.com in the namespace of names; this is of addresses.
    assertThat(Uuids.of("http://www.example.com/"))
        .isEqualTo("fcde3c85-2270-590f-9e7c-ee003d65e0e2");
  }

  @Test
  void onlyTheNewerVersionNamesItself() {
    JsonNode older = JSON.readTree(written(STANDARD));
    JsonNode newer = JSON.readTree(CaseDocument.of(STANDARD, CaseVersion.V1_1, CHANGED).write());
    assertThat(older.path("CFDocument").has("caseVersion")).isFalse();
    assertThat(newer.path("CFDocument").path("caseVersion").asString()).isEqualTo("1.1");
    assertThat(newer.path("CFItems")).isEqualTo(older.path("CFItems"));
  }

  static boolean schemaIsHere() {
    return Beside.isHere("case/case-v1p0-cfpackage-schema.json");
  }

  @Test
  @EnabledIf(
      value = "schemaIsHere",
      disabledReason = "CASE's schema, which is not ours to ship, does not lie in ../shared/case")
  void whatIsWrittenKeepsTheSchemaOfCase() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                Files.readString(Beside.path("case/case-v1p0-cfpackage-schema.json")),
                InputFormat.JSON);
    List<Framework> frameworks = new ArrayList<>(FrameworkCatalog.shipped().all());
    for (long seed = 0; seed < 50; seed++) {
      frameworks.add(RandomFrameworks.of(seed));
    }
    for (Framework framework : frameworks) {
      for (CaseVersion version : CaseVersion.values()) {
        String text =
            new String(
                CaseDocument.of(framework, version, CHANGED).write(), StandardCharsets.UTF_8);
        assertThat(
                schema.validate(
                    text,
                    InputFormat.JSON,
                    context -> context.executionConfig(c -> c.formatAssertionsEnabled(true))))
            .isEmpty();
      }
    }
    String bad = new String(written(STANDARD), StandardCharsets.UTF_8).replace("urn:uuid:", "a b ");
    assertThat(
            schema.validate(
                bad,
                InputFormat.JSON,
                context -> context.executionConfig(c -> c.formatAssertionsEnabled(true))))
        .as("the schema's formats are looked at")
        .isNotEmpty();
  }

  @Test
  void aControlCharacterIsNotWritten() {
    Framework f = RandomFrameworks.of(1);
    var bell =
        new Framework(
            f.id(),
            f.edition(),
            "",
            f.title(),
            f.description(),
            LocalizedText.same("the \u0007 bell"),
            f.uri(),
            f.occupation(),
            f.eqf(),
            f.levels(),
            f.exam(),
            f.sections(),
            f.weights(),
            f.competencies());
    assertThatThrownBy(() -> written(bell))
        .isInstanceOf(FrameworkException.class)
        .hasMessage(f.id() + ": has the control character U+0007 in a text; take it out");
  }

  @Test
  void anEnvelopeChangesNothingOfThePackage() {
    Framework framework = FrameworkCatalog.shipped().all().getFirst();
    for (CaseVersion version : CaseVersion.values()) {
      CaseDocument flat = CaseDocument.of(framework, version, Instant.EPOCH);
      CaseDocument read = CaseDocument.read("wrapped.json", flat.wrapped().write());
      assertThat(new String(read.write(), StandardCharsets.UTF_8))
          .contains("{\n  \"CFPackage\" : {");
      assertThat(FrameworkWriter.same(read.framework(), framework)).isTrue();
      assertThat(read.parts()).isEqualTo(flat.parts());
      assertThat(read.version()).isEqualTo(version);
    }
  }
}
