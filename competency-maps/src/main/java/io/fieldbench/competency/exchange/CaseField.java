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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a field of CASE 1.1 holds, and how it holds what was told otherwise. Kinds of fields:
 * 1EdTech's OpenAPI description of CASE 1.1.
 */
enum CaseField {
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
  END;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What a field is wherever it stands; all others are texts. */
  private static final Map<String, CaseField> KINDS = new HashMap<>();

  static {
    kind(TEXTS, "subject conceptKeywords educationLevel");
    kind(WHOLE, "sequenceNumber position");
    kind(NUMBER, "weight score");
    kind(DATE, "statusStartDate statusEndDate");
    kind(TIME, "lastChangeDateTime");
    kind(ADDRESS, "uri officialSourceURL");
    kind(UUID, "identifier rubricId rubricCriterionId");
    kind(LINK, "licenseURI CFItemTypeURI conceptKeywordsURI CFAssociationGroupingURI");
    kind(LINK, "CFItemURI");
    kind(LINKS, "subjectURI");
    kind(END, "originNodeURI destinationNodeURI");
  }

  private static void kind(CaseField kind, String fields) {
    for (String field : fields.split(" ")) {
      KINDS.put(field, kind);
    }
  }

  /** What a field of that name holds, in whichever part of a package it stands. */
  static CaseField of(String name) {
    return KINDS.getOrDefault(name, TEXT);
  }

  /** The value as 1.1 has it; empty where it is none of that kind. */
  Optional<JsonNode> fit(JsonNode value) {
    return switch (this) {
      case TEXT -> text(value);
      case TEXTS -> all(TEXT, value);
      case WHOLE -> Optional.of(value).filter(v -> v.isIntegralNumber() && v.canConvertToInt());
      case NUMBER -> Optional.of(value).filter(JsonNode::isNumber);
      case DATE ->
          Optional.of(value)
              .map(v -> v.asString(""))
              .filter(v -> v.length() >= 10 && v.charAt(4) == '-')
              .map(v -> v.substring(0, 10))
              .filter(CaseField::isDate)
              .map(JSON::stringNode);
      case TIME -> time(value.asString(""));
      case ADDRESS -> Optional.of(value).filter(v -> isAddress(v.asString("")));
      case UUID -> Optional.of(value).filter(v -> Uuids.isUuid(v.asString("")));
      case LINK -> link(value).filter(link -> Uuids.isUuid(link.path("identifier").asString()));
      case LINKS -> all(LINK, value);
      case END -> link(value);
    };
  }

  private static Optional<JsonNode> text(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.isMissingNode()
        ? Optional.of(value.isString() ? value : JSON.stringNode(value.asString()))
        : Optional.empty();
  }

  private static Optional<JsonNode> all(CaseField kind, JsonNode value) {
    ArrayNode all = JSON.arrayNode();
    for (JsonNode each : value.isArray() ? new ArrayList<>(value.values()) : List.of(value)) {
      Optional<JsonNode> fitting = kind.fit(each);
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
      link.put(
          "uri", CaseShape.URN + (Uuids.isUuid(identifier) ? identifier : Uuids.of(identifier)));
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
