package io.fieldbench.competency.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A package as it came, in the shape that CASE 1.1 gives an answer of a service. Programs write
 * packages by 1.0, with nulls, links as plain addresses and fields of their own; 1.1 knows its
 * fields only. Values that can be told otherwise without loss are, what 1.1 has no field for moves
 * to {@code extensions} under the name that it had, and required texts that are missing are empty.
 * Names of fields: 1EdTech's OpenAPI description of CASE 1.1.
 */
final class CaseShape {
  static final String ITEMS = "CFItems";
  static final String ASSOCIATIONS = "CFAssociations";
  static final String DEFINITIONS = "CFDefinitions";
  static final String RUBRICS = "CFRubrics";
  static final String URN = "urn:uuid:";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String EXTENSIONS = CaseWriter.EXTENSIONS;

  /**
   * @param fields that it may have, beside identifier, uri and lastChangeDateTime, which it must
   * @param texts of those, that it must have
   * @param parts lists of other classes, by the field's name
   */
  private record Part(Set<String> fields, List<String> texts, Map<String, Part> parts) {
    static Part of(String texts, String others) {
      return of(texts, others, Map.of());
    }

    static Part of(String texts, String others, Map<String, Part> parts) {
      List<String> must = texts.isEmpty() ? List.of() : List.of(texts.split(" "));
      return new Part(
          Set.of(("identifier uri lastChangeDateTime " + texts + " " + others).trim().split(" +")),
          must,
          parts);
    }
  }

  private static final Part DOCUMENT =
      Part.of(
          "creator title",
          "frameworkType officialSourceURL publisher description subject subjectURI language"
              + " version adoptionStatus statusStartDate statusEndDate licenseURI notes");

  private static final Part ITEM =
      Part.of(
          "fullStatement",
          "alternativeLabel CFItemType humanCodingScheme listEnumeration abbreviatedStatement"
              + " conceptKeywords conceptKeywordsURI notes subject subjectURI language"
              + " educationLevel CFItemTypeURI licenseURI statusStartDate statusEndDate");

  private static final Part ASSOCIATION =
      Part.of(
          "associationType",
          "sequenceNumber originNodeURI destinationNodeURI CFAssociationGroupingURI notes");

  private static final Map<String, Part> OF_DEFINITIONS =
      Map.of(
          "CFConcepts", Part.of("title hierarchyCode", "keywords description"),
          "CFSubjects", Part.of("title hierarchyCode", "description"),
          "CFLicenses", Part.of("title licenseText", "description"),
          "CFItemTypes", Part.of("title description hierarchyCode", "typeCode"),
          "CFAssociationGroupings", Part.of("title", "description"));

  private static final Part RUBRIC =
      Part.of(
          "",
          "title description",
          Map.of(
              "CFRubricCriteria",
              Part.of(
                  "",
                  "category description CFItemURI weight position rubricId",
                  Map.of(
                      "CFRubricCriterionLevels",
                      Part.of(
                          "", "description quality score feedback position rubricCriterionId")))));

  /** Where a part stands, which an answer tells in its own way. */
  private static final Set<String> PLACES =
      Set.of("CFDocumentURI", "CFPackageURI", "CFItemAssociationURI", "caseVersion");

  private final String changed;

  private CaseShape(String changed) {
    this.changed = changed;
  }

  /**
   * @param found a package that a framework could be made of
   */
  static ObjectNode of(JsonNode found) {
    String changed =
        CaseField.TIME
            .fit(found.path("CFDocument").path("lastChangeDateTime"))
            .map(JsonNode::asString)
            .orElse("1970-01-01T00:00:00Z");
    var shape = new CaseShape(changed);
    ObjectNode whole = JSON.objectNode();
    ObjectNode document = shape.part(DOCUMENT, found.path("CFDocument")).orElseThrow();
    document.put("caseVersion", "1.1");
    whole.set("CFDocument", document);
    ObjectNode rest = JSON.objectNode();
    shape.list(ITEMS, ITEM, found, whole, rest);
    shape.list(ASSOCIATIONS, ASSOCIATION, found, whole, rest);
    JsonNode definitions = found.path(DEFINITIONS);
    if (definitions.isObject()) {
      ObjectNode shaped = JSON.objectNode();
      ObjectNode more = JSON.objectNode();
      OF_DEFINITIONS.forEach((name, type) -> shape.list(name, type, definitions, shaped, more));
      others(definitions, OF_DEFINITIONS.keySet(), more);
      extend(shaped, more);
      whole.set(DEFINITIONS, shaped);
    }
    shape.list(RUBRICS, RUBRIC, found, whole, rest);
    others(found, Set.of("CFDocument", ITEMS, ASSOCIATIONS, DEFINITIONS, RUBRICS), rest);
    extend(whole, rest);
    return whole;
  }

  /** Parts that cannot be told as such go to the rest. */
  private void list(String name, Part type, JsonNode from, ObjectNode to, ObjectNode rest) {
    JsonNode list = from.path(name);
    if (!list.isArray()) {
      return;
    }
    ArrayNode shaped = to.putArray(name);
    for (JsonNode node : list) {
      Optional<ObjectNode> part = part(type, node);
      if (part.isPresent()) {
        shaped.add(part.get());
      } else {
        rest.withArray("/" + name).add(node.deepCopy());
      }
    }
  }

  private static void others(JsonNode from, Set<String> known, ObjectNode rest) {
    from.properties()
        .forEach(field -> {
          if (field.getKey().equals(EXTENSIONS)) {
            field.getValue().properties().forEach(e -> rest.set(e.getKey(), e.getValue()));
          } else if (!known.contains(field.getKey()) && !field.getValue().isNull()) {
            rest.set(field.getKey(), field.getValue());
          }
        });
  }

  private static void extend(ObjectNode part, ObjectNode rest) {
    if (!rest.isEmpty()) {
      part.set(EXTENSIONS, rest);
    }
  }

  private Optional<ObjectNode> part(Part type, JsonNode node) {
    Optional<JsonNode> identifier = CaseField.UUID.fit(node.path("identifier"));
    if (identifier.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode part = JSON.objectNode();
    ObjectNode rest = JSON.objectNode();
    for (var field : node.properties()) {
      String name = official(field.getKey());
      JsonNode value = field.getValue();
      if (value.isNull() || PLACES.contains(name) || type.parts().containsKey(name)) {
        continue;
      }
      Optional<JsonNode> fitting = CaseField.of(name).fit(value);
      if (name.equals(EXTENSIONS) && value.isObject()) {
        value.properties().forEach(e -> rest.set(e.getKey(), e.getValue()));
      } else if (type.fields().contains(name) && fitting.isPresent()) {
        part.set(name, fitting.get());
      } else {
        rest.set(field.getKey(), value);
      }
    }
    if (!part.has("uri")) {
      part.put("uri", URN + identifier.get().asString());
    }
    if (!part.has("lastChangeDateTime")) {
      part.put("lastChangeDateTime", changed);
    }
    type.texts().stream().filter(text -> !part.has(text)).forEach(text -> part.put(text, ""));
    type.parts().forEach((name, below) -> list(name, below, node, part, rest));
    if (type.fields().contains("rubricCriterionId") && !rest.isEmpty()) {
      // Of a criterion's level alone the extensions are a list.
      JsonNode given = node.path(EXTENSIONS);
      ArrayNode list = given.isArray() ? (ArrayNode) given.deepCopy() : JSON.arrayNode();
      rest.remove(given.isArray() ? EXTENSIONS : "");
      part.set(EXTENSIONS, rest.isEmpty() ? list : list.add(rest));
    } else {
      extend(part, rest);
    }
    return Optional.of(part);
  }

  /** Implementers write two names for one thing. */
  private static String official(String name) {
    return switch (name) {
      case "CFOriginNodeURI" -> "originNodeURI";
      case "CFDestinationNodeURI" -> "destinationNodeURI";
      default -> name;
    };
  }
}
