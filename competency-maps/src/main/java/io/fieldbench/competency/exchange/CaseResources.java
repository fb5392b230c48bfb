package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Framework;
import java.time.Instant;
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
 * What a CASE 1.1 service answers about one framework: the parts of its package, each by its
 * identifier. Names of resources and shapes of answers are those of 1EdTech's OpenAPI description
 * (imscasev1p1_openapi3_v1p0).
 */
public final class CaseResources {
  private static final String DOCUMENTS = "CFDocuments";
  private static final String PACKAGES = "CFPackages";
  private static final String ITEM_ASSOCIATIONS = "CFItemAssociations";

  /**
   * Parts that an answer gives in a list of one; CASE has those below it by hierarchyCode there.
   */
  private static final Set<String> SETS = Set.of("CFConcepts", "CFSubjects", "CFItemTypes");

  private static final Set<String> ALONE = Set.of("CFLicenses", "CFAssociationGroupings");

  private final ObjectNode root;
  private final ObjectNode document;

  /** By resource, and there by identifier. */
  private final Map<String, Map<String, ObjectNode>> parts = new HashMap<>();

  private final Map<String, List<JsonNode>> associations = new HashMap<>();

  private CaseResources(ObjectNode root) {
    this.root = root;
    document = (ObjectNode) root.path("CFDocument");
    put(DOCUMENTS, document);
    root.path(CaseShape.ITEMS).forEach(node -> put(CaseShape.ITEMS, node));
    root.path(CaseShape.RUBRICS).forEach(node -> put(CaseShape.RUBRICS, node));
    for (Set<String> kinds : List.of(SETS, ALONE)) {
      for (String kind : kinds) {
        root.path(CaseShape.DEFINITIONS).path(kind).forEach(node -> put(kind, node));
      }
    }
    for (JsonNode node : root.path(CaseShape.ASSOCIATIONS)) {
      put(CaseShape.ASSOCIATIONS, node);
      for (String end : List.of("originNodeURI", "destinationNodeURI")) {
        associations
            .computeIfAbsent(node.path(end).path("identifier").asString(), i -> new ArrayList<>())
            .add(node);
      }
    }
  }

  /** As {@link CaseDocument#of}. */
  public static CaseResources of(Framework framework, Instant changed) {
    Exports.check(framework);
    return new CaseResources(CaseWriter.write(framework, CaseVersion.V1_1, changed));
  }

  /**
   * Of a package as it was read, with its own identifiers and addresses, its definitions and
   * rubrics, in the shape of CASE 1.1.
   */
  public static CaseResources of(CaseDocument document) {
    return new CaseResources(CaseShape.of(document.cfPackage()));
  }

  /** Of the document, and so of the package. */
  public String identifier() {
    return document.path("identifier").asString();
  }

  private void put(String resource, JsonNode node) {
    parts
        .computeIfAbsent(resource, r -> new HashMap<>())
        .putIfAbsent(node.path("identifier").asString(), (ObjectNode) node);
  }

  /**
   * The document (CFDocument) alone.
   *
   * @param address of the service, as {@code https://example.org/ims/case/v1p1}
   */
  public ObjectNode document(String address) {
    return addressed(standalone(DOCUMENTS, document, address), address);
  }

  /**
   * One part of the framework, or the framework itself.
   *
   * @param resource in CASE's words, as CFItems
   * @param address of the service, which the addresses in the answer begin with
   */
  public Optional<ObjectNode> find(String resource, String identifier, String address) {
    Optional<ObjectNode> found =
        switch (resource) {
          case DOCUMENTS, CaseShape.ITEMS, CaseShape.ASSOCIATIONS ->
              part(resource, identifier).map(node -> standalone(resource, node, address));
          case PACKAGES -> part(DOCUMENTS, identifier).map(node -> root);
          case ITEM_ASSOCIATIONS ->
              part(CaseShape.ITEMS, identifier)
                  .map(node -> {
                    ObjectNode set = JsonNodeFactory.instance.objectNode();
                    set.set("CFItem", standalone(CaseShape.ITEMS, node, address));
                    ArrayNode all = set.putArray(CaseShape.ASSOCIATIONS);
                    associations.getOrDefault(identifier, List.of()).forEach(all::add);
                    return set;
                  });
          default ->
              part(resource, identifier)
                  .map(node -> {
                    if (!SETS.contains(resource)) {
                      return node;
                    }
                    ObjectNode set = JsonNodeFactory.instance.objectNode();
                    set.putArray(resource).add(node);
                    return set;
                  });
        };
    return found.map(node -> addressed(node, address));
  }

  private Optional<ObjectNode> part(String resource, String identifier) {
    return Optional.ofNullable(parts.getOrDefault(resource, Map.of()).get(identifier));
  }

  /** Outside its package a part names what it belongs to. */
  private ObjectNode standalone(String resource, ObjectNode node, String address) {
    String identifier = document.path("identifier").asString();
    ObjectNode alone = node.deepCopy();
    alone
        .putObject(resource.equals(DOCUMENTS) ? "CFPackageURI" : "CFDocumentURI")
        .put("title", document.path("title").asString())
        .put("identifier", identifier)
        .put(
            "uri",
            resource.equals(DOCUMENTS)
                ? path(address, PACKAGES, identifier)
                : CaseShape.URN + identifier);
    return alone;
  }

  /** A copy in which the parts' own names are addresses at the service. */
  private ObjectNode addressed(ObjectNode node, String address) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(field ->
            copy.set(
                field.getKey(),
                field.getKey().equals("uri")
                    ? JsonNodeFactory.instance.stringNode(
                        address(field.getValue().asString(), address))
                    : addressed(field.getValue(), address)));
    return copy;
  }

  private JsonNode addressed(JsonNode node, String address) {
    if (node instanceof ObjectNode object) {
      return addressed(object, address);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(element -> copy.add(addressed(element, address)));
      return copy;
    }
    return node;
  }

  private String address(String uri, String address) {
    if (!uri.startsWith(CaseShape.URN)) {
      return uri;
    }
    String identifier = uri.substring(CaseShape.URN.length());
    return parts.entrySet().stream()
        .filter(kind -> kind.getValue().containsKey(identifier))
        .findFirst()
        .map(kind -> path(address, kind.getKey(), identifier))
        .orElse(uri);
  }

  private static String path(String address, String resource, String identifier) {
    return address + "/" + resource + "/" + identifier;
  }
}
