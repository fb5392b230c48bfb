package io.fieldbench.competency.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.RandomFrameworks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Field names and what must be there are those of CASE 1.1's OpenAPI description. */
class CaseResourcesTests {
  private static final Instant CHANGED = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ADDRESS = "https://example.org/ims/case/v1p1";
  private static final JsonMapper JSON = new JsonMapper();

  private static final Framework STANDARD =
      FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow();

  private static final List<String> DOCUMENT =
      List.of("identifier", "uri", "creator", "title", "lastChangeDateTime");
  private static final List<String> ITEM =
      List.of("identifier", "uri", "fullStatement", "lastChangeDateTime");
  private static final List<String> ASSOCIATION =
      List.of(
          "identifier",
          "uri",
          "associationType",
          "originNodeURI",
          "destinationNodeURI",
          "lastChangeDateTime");
  private static final List<String> ITEM_TYPE =
      List.of("identifier", "uri", "title", "description", "hierarchyCode", "lastChangeDateTime");

  private static final Set<String> MORE_OF_DOCUMENT =
      Set.of(
          "caseVersion",
          "description",
          "language",
          "notes",
          "officialSourceURL",
          "version",
          "extensions");
  private static final Set<String> MORE_OF_ITEM =
      Set.of(
          "CFItemType",
          "CFItemTypeURI",
          "abbreviatedStatement",
          "educationLevel",
          "humanCodingScheme",
          "language",
          "extensions");

  private static Stream<Framework> frameworks() {
    return Stream.concat(
        FrameworkCatalog.shipped().all().stream(),
        Stream.iterate(0L, seed -> seed < 40, seed -> seed + 1).map(RandomFrameworks::of));
  }

  private static JsonNode answer(CaseResources resources, String resource, String identifier) {
    return resources.find(resource, identifier, ADDRESS).orElseThrow();
  }

  private static String identifier(CaseResources resources) {
    return resources.identifier();
  }

  private static void shaped(JsonNode node, List<String> required, Set<String> more) {
    assertThat(node.propertyNames()).as("%s", node).containsAll(required);
    assertThat(node.propertyNames()).allMatch(n -> required.contains(n) || more.contains(n));
    assertThat(node.path("identifier").asString())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(node.values()).noneMatch(JsonNode::isNull);
  }

  private static void named(JsonNode link) {
    assertThat(link.propertyNames()).containsExactlyInAnyOrder("title", "identifier", "uri");
  }

  @Test
  void everyAnswerHasTheShapeOfItsResource() {
    frameworks()
        .forEach(framework -> {
          CaseResources resources = CaseResources.of(framework, CHANGED);
          String document = identifier(resources);
          shaped(
              answer(resources, "CFDocuments", document),
              Stream.concat(DOCUMENT.stream(), Stream.of("CFPackageURI")).toList(),
              MORE_OF_DOCUMENT);
          JsonNode whole = answer(resources, "CFPackages", document);
          shaped(whole.path("CFDocument"), DOCUMENT, MORE_OF_DOCUMENT);
          for (JsonNode item : whole.path("CFItems")) {
            String id = item.path("identifier").asString();
            shaped(item, ITEM, MORE_OF_ITEM);
            JsonNode alone = answer(resources, "CFItems", id);
            shaped(
                alone,
                Stream.concat(ITEM.stream(), Stream.of("CFDocumentURI")).toList(),
                MORE_OF_ITEM);
            named(alone.path("CFDocumentURI"));
            JsonNode set = answer(resources, "CFItemAssociations", id);
            assertThat(set.propertyNames()).containsExactly("CFItem", "CFAssociations");
            assertThat(set.path("CFItem")).isEqualTo(alone);
            assertThat(set.path("CFAssociations")).isNotEmpty();
          }
          for (JsonNode association : whole.path("CFAssociations")) {
            shaped(association, ASSOCIATION, Set.of("sequenceNumber"));
            named(association.path("originNodeURI"));
            named(association.path("destinationNodeURI"));
            JsonNode alone =
                answer(resources, "CFAssociations", association.path("identifier").asString());
            shaped(alone, ASSOCIATION, Set.of("sequenceNumber", "CFDocumentURI"));
          }
          for (JsonNode type : whole.path("CFDefinitions").path("CFItemTypes")) {
            shaped(type, ITEM_TYPE, Set.of());
            assertThat(answer(resources, "CFItemTypes", type.path("identifier").asString()))
                .isEqualTo(
                    JSON.createObjectNode().set("CFItemTypes", JSON.createArrayNode().add(type)));
          }
        });
  }

  @Test
  void everyAddressOfTheServiceIsAnswered() {
    frameworks()
        .forEach(framework -> {
          CaseResources resources = CaseResources.of(framework, CHANGED);
          var addresses = new ArrayList<String>();
          JsonNode document = resources.document(ADDRESS);
          addresses.add(document.path("CFPackageURI").path("uri").asString());
          JsonNode whole = answer(resources, "CFPackages", identifier(resources));
          whole.findValues("uri").forEach(uri -> addresses.add(uri.asString()));
          assertThat(addresses).noneMatch(uri -> uri.startsWith("urn:uuid:"));
          List<String> ours = addresses.stream().filter(uri -> uri.startsWith(ADDRESS)).toList();
          assertThat(ours).hasSizeGreaterThan(framework.competencies().size());
          for (String uri : ours) {
            String[] path = uri.substring(ADDRESS.length() + 1).split("/", -1);
            JsonNode found = answer(resources, path[0], path[1]);
            assertThat(
                    Stream.of(found, found.path("CFDocument"), found.path("CFItemTypes").path(0))
                        .map(node -> node.path("identifier").asString("")))
                .as(uri)
                .contains(path[1]);
          }
        });
  }

  @Test
  void aServedPackageIsTheFramework() {
    frameworks()
        .forEach(framework -> {
          CaseResources resources = CaseResources.of(framework, CHANGED);
          JsonNode whole = answer(resources, "CFPackages", identifier(resources));
          assertThat(CaseDocument.read("case.json", JSON.writeValueAsBytes(whole)).framework())
              .as(framework.id())
              .usingRecursiveComparison()
              .ignoringFields("hash")
              .isEqualTo(framework);
        });
  }

  private static CaseResources rich() {
    return CaseResources.of(CaseDocument.read("rich.json", CasePackages.RICH.getBytes(UTF_8)));
  }

  @Test
  void aPackageOfOthersIsServedWithItsOwnIdentifiersAndAllItsParts() {
    CaseResources resources = rich();
    String prefix = "00000000-0000-4000-8000-0000000000";
    assertThat(resources.identifier()).isEqualTo(prefix + "0d");
    Map<String, String> found =
        Map.of(
            "CFDocuments", "0d",
            "CFPackages", "0d",
            "CFItems", "02",
            "CFAssociations", "a1",
            "CFLicenses", "b4",
            "CFAssociationGroupings", "b5",
            "CFRubrics", "c1");
    found.forEach((resource, end) -> {
      JsonNode answer = answer(resources, resource, prefix + end);
      JsonNode part = resource.equals("CFPackages") ? answer.path("CFDocument") : answer;
      assertThat(part.path("identifier").asString()).as(resource).isEqualTo(prefix + end);
      assertThat(part.path("uri").asString()).startsWith("https://example.org/");
    });
    Map.of("CFItemTypes", "b1", "CFConcepts", "b2", "CFSubjects", "b3")
        .forEach((resource, end) -> {
          JsonNode answer = answer(resources, resource, prefix + end);
          assertThat(answer.propertyNames()).containsExactly(resource);
          assertThat(answer.path(resource)).hasSize(1);
          assertThat(answer.path(resource).path(0).path("identifier").asString())
              .isEqualTo(prefix + end);
        });
    assertThat(resources.find("CFLicenses", prefix + "b5", ADDRESS)).isEmpty();
    // What has no address of its own has one of the service.
    assertThat(answer(resources, "CFSubjects", prefix + "b3").findValue("uri").asString())
        .isEqualTo(ADDRESS + "/CFSubjects/" + prefix + "b3");
    assertThat(answer(resources, "CFItems", prefix + "02").path("CFDocumentURI").path("identifier"))
        .isEqualTo(JSON.getNodeFactory().stringNode(prefix + "0d"));
  }

  @Test
  void aPackageOfOthersIsToldInTheShapeOfCase11() {
    JsonNode whole = answer(rich(), "CFPackages", "00000000-0000-4000-8000-00000000000d");
    JsonNode document = whole.path("CFDocument");
    shaped(document, DOCUMENT, Set.of("caseVersion", "description", "extensions"));
    assertThat(document.path("caseVersion").asString()).isEqualTo("1.1");
    assertThat(document.path("lastChangeDateTime").asString()).isEqualTo("2017-05-25T00:00:00Z");
    // An identifier that is no UUID makes no link of CASE 1.1.
    assertThat(document.path("extensions").path("licenseURI").path("identifier").asString())
        .isEqualTo("x");
    JsonNode item = whole.path("CFItems").path(0);
    shaped(
        item,
        ITEM,
        Set.of(
            "conceptKeywords",
            "educationLevel",
            "extensions",
            "humanCodingScheme",
            "notes",
            "statusStartDate"));
    assertThat(item.path("statusStartDate").asString()).isEqualTo("2016-01-02");
    assertThat(item.path("conceptKeywords").isArray()).isTrue();
    assertThat(item.path("lastChangeDateTime").asString()).isEqualTo("2017-05-25T18:05:33Z");
    assertThat(item.path("extensions").propertyNames())
        .containsExactlyInAnyOrder("licenseURI", "colour");
    assertThat(whole.path("CFAssociations").path(4).path("associationType").asString())
        .isEqualTo("ext:shown-by");
    JsonNode definitions = whole.path("CFDefinitions");
    shaped(definitions.path("CFItemTypes").path(0), ITEM_TYPE, Set.of("typeCode"));
    assertThat(definitions.path("CFItemTypes")).hasSize(1);
    assertThat(definitions.path("extensions").path("CFItemTypes")).hasSize(1);
    assertThat(definitions.path("extensions").path("editor").asString()).isEqualTo("someone");
    assertThat(definitions.path("CFLicenses").path(0).path("lastChangeDateTime"))
        .isEqualTo(document.path("lastChangeDateTime"));
    JsonNode level = whole.findValue("CFRubricCriterionLevels").path(0);
    assertThat(level.has("score")).isFalse();
    assertThat(level.path("extensions").findValuesAsString("score")).containsExactly("four");
    assertThat(level.path("extensions").findValuesAsString("stars")).containsExactly("4");
  }

  /** Each value of the package is in what is served; where it stands is told in CASE 1.1's way. */
  @Test
  void nothingOfAPackageIsLostInItsAnswers() {
    JsonNode given =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readTree(CasePackages.RICH);
    JsonNode whole = answer(rich(), "CFPackages", "00000000-0000-4000-8000-00000000000d");
    List<String> served = new ArrayList<>();
    values(whole, served);
    List<String> values = new ArrayList<>();
    values(given, values);
    values.remove("https://example.org/p");
    values.remove("urn:uuid:00000000-0000-4000-8000-0000000000b3");
    assertThat(values).hasSizeGreaterThan(100);
    for (String value : values) {
      assertThat(served)
          .as(value)
          .anyMatch(s ->
              s.equals(value)
                  || s.equals(value + "Z")
                  || s.equals(value + "T00:00:00Z")
                  || value.startsWith(s + "T")
                  || s.equals("ext:" + value.replace(' ', '-')));
    }
  }

  private static void values(JsonNode node, List<String> values) {
    if (node.isContainer()) {
      node.forEach(child -> values(child, values));
    } else if (!node.isNull()) {
      values.add(node.asString());
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    CaseResources resources = CaseResources.of(STANDARD, CHANGED);
    String document = identifier(resources);
    String item =
        answer(resources, "CFPackages", document)
            .path("CFItems")
            .path(0)
            .path("identifier")
            .asString();
    assertThat(resources.find("CFItems", item, ADDRESS)).isPresent();
    for (String resource : List.of("CFDocuments", "CFPackages", "CFAssociations", "CFItemTypes")) {
      assertThat(resources.find(resource, item, ADDRESS)).as(resource).isEmpty();
    }
    assertThat(resources.find("CFItems", document, ADDRESS)).isEmpty();
    assertThat(resources.find("CFRubrics", document, ADDRESS)).isEmpty();
    assertThat(resources.find("CFItems", "", ADDRESS)).isEmpty();
  }

  @Test
  void anItemsAssociationsAreThoseOfBothDirections() {
    CaseResources resources = CaseResources.of(STANDARD, CHANGED);
    JsonNode whole = answer(resources, "CFPackages", identifier(resources));
    JsonNode section = whole.path("CFItems").path(0);
    String id = section.path("identifier").asString();
    long ends =
        whole
            .path("CFAssociations")
            .valueStream()
            .filter(a ->
                Stream.of("originNodeURI", "destinationNodeURI")
                    .anyMatch(e -> a.path(e).path("identifier").asString().equals(id)))
            .count();
    assertThat(answer(resources, "CFItemAssociations", id).path("CFAssociations"))
        .hasSize(Math.toIntExact(ends))
        .anyMatch(a -> a.path("originNodeURI").path("identifier").asString().equals(id))
        .anyMatch(a -> a.path("destinationNodeURI").path("identifier").asString().equals(id));
  }
}
