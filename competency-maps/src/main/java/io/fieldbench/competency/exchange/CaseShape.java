package io.fieldbench.competency.exchange;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Names and kinds of fields: 1EdTech's OpenAPI description of CASE 1.1.
 */
final class CaseShape {
  static final String ITEMS = "CFItems";
  static final String ASSOCIATIONS = "CFAssociations";
  static final String DEFINITIONS = "CFDefinitions";
  static final String RUBRICS = "CFRubrics";
  static final String URN = "urn:uuid:";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String EXTENSIONS = CaseWriter.EXTENSIONS;

  private enum Kind {
    TEXT,
    TEXTS,
    WHOLE,
    NUMBER,
    DATE,
    TIME,
    ADDRESS,
    UUID,
    LINK,
    LINKS,
    /** A link to what may be no part of a framework. */
    END
  }

  /** What a field is wherever it stands; all others are texts. */
  private static final Map<String, Kind> KINDS = new HashMap<>();

  static {
    kind(Kind.TEXTS, "subject conceptKeywords educationLevel");
    kind(Kind.WHOLE, "sequenceNumber position");
    kind(Kind.NUMBER, "weight score");
    kind(Kind.DATE, "statusStartDate statusEndDate");
    kind(Kind.TIME, "lastChangeDateTime");
    kind(Kind.ADDRESS, "uri officialSourceURL");
    kind(Kind.UUID, "identifier rubricId rubricCriterionId");
    kind(Kind.LINK, "licenseURI CFItemTypeURI conceptKeywordsURI CFAssociationGroupingURI");
    kind(Kind.LINK, "CFItemURI");
    kind(Kind.LINKS, "subjectURI");
    kind(Kind.END, "originNodeURI destinationNodeURI");
  }

  private static void kind(Kind kind, String fields) {
    for (String field : fields.split(" ")) {
      KINDS.put(field, kind);
    }
  }

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
        fit(Kind.TIME, found.path("CFDocument").path("lastChangeDateTime"))
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
    Optional<JsonNode> identifier = fit(Kind.UUID, node.path("identifier"));
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
      Kind kind = KINDS.getOrDefault(name, Kind.TEXT);
      if (name.equals(EXTENSIONS) && value.isObject()) {
        value.properties().forEach(e -> rest.set(e.getKey(), e.getValue()));
      } else if (type.fields().contains(name) && fit(kind, value).isPresent()) {
        part.set(name, fit(kind, value).get());
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

  /** The value as 1.1 has it; empty where it is none of that kind. */
  private static Optional<JsonNode> fit(Kind kind, JsonNode value) {
    return switch (kind) {
      case TEXT -> text(value);
      case TEXTS -> all(Kind.TEXT, value);
      case WHOLE -> Optional.of(value).filter(v -> v.isIntegralNumber() && v.canConvertToInt());
      case NUMBER -> Optional.of(value).filter(JsonNode::isNumber);
      case DATE ->
          Optional.of(value)
              .map(v -> v.asString(""))
              .filter(v -> v.length() >= 10 && v.charAt(4) == '-')
              .map(v -> v.substring(0, 10))
              .filter(CaseShape::isDate)
              .map(JSON::stringNode);
      case TIME -> time(value.asString(""));
      case ADDRESS -> Optional.of(value).filter(v -> isAddress(v.asString("")));
      case UUID -> Optional.of(value).filter(v -> Uuids.isUuid(v.asString("")));
      case LINK -> link(value).filter(link -> Uuids.isUuid(link.path("identifier").asString()));
      case LINKS -> all(Kind.LINK, value);
      case END -> link(value);
    };
  }

  private static Optional<JsonNode> text(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.isMissingNode()
        ? Optional.of(value.isString() ? value : JSON.stringNode(value.asString()))
        : Optional.empty();
  }

  private static Optional<JsonNode> all(Kind kind, JsonNode value) {
    ArrayNode all = JSON.arrayNode();
    for (JsonNode each : value.isArray() ? new ArrayList<>(value.values()) : List.of(value)) {
      Optional<JsonNode> fitting = fit(kind, each);
      if (fitting.isEmpty()) {
        return Optional.empty();
      }
      all.add(fitting.get());
    }
    return Optional.of(all);
  }

  private static Optional<JsonNode> link(JsonNode value) {
    String identifier = value.path("identifier").asString("");
    if (identifier.isBlank()) {
      return Optional.empty();
    }
    String uri = value.path("uri").asString("");
    ObjectNode link = JSON.objectNode();
    link.put("title", value.path("title").asString("")).put("identifier", identifier);
    if (isAddress(uri)) {
      link.put("uri", uri);
    } else {
      link.put("uri", URN + (Uuids.isUuid(identifier) ? identifier : Uuids.of(identifier)));
    }
    String target = value.path("targetType").asString("");
    if (target.matches("CASE|ext:[A-Za-z0-9._-]+")) {
      link.put("targetType", target);
    }
    return Optional.of(link);
  }

  private static boolean isAddress(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Times without a zone are UTC's, as CASE has all. */
  private static Optional<JsonNode> time(String text) {
    try {
      OffsetDateTime.parse(text);
      return Optional.of(JSON.stringNode(text));
    } catch (DateTimeParseException e) {
      try {
        return Optional.of(
            JSON.stringNode(LocalDateTime.parse(text).atOffset(ZoneOffset.UTC).toString()));
      } catch (DateTimeParseException f) {
        return isDate(text) ? Optional.of(JSON.stringNode(text + "T00:00:00Z")) : Optional.empty();
      }
    }
  }
}
