package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Framework;
import java.time.Instant;
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
 * What a CASE 1.1 service answers about one framework: the parts of its package, each by its
 * identifier. Names of resources and shapes of answers are those of 1EdTech's OpenAPI description
 * (imscasev1p1_openapi3_v1p0).
 */
public final class CaseResources {
  private static final String DOCUMENTS = "CFDocuments";
  private static final String PACKAGES = "CFPackages";
  private static final String ITEMS = "CFItems";
  private static final String ITEM_TYPES = "CFItemTypes";
  private static final String ASSOCIATIONS = "CFAssociations";
  private static final String ITEM_ASSOCIATIONS = "CFItemAssociations";
  private static final String URN = "urn:uuid:";

  /** A part, and the resource that it is found under. */
  private record Part(String resource, ObjectNode node) {}

  private final ObjectNode root;
  private final ObjectNode document;
  private final Map<String, Part> parts = new HashMap<>();
  private final Map<String, List<JsonNode>> associations = new HashMap<>();

  private CaseResources(ObjectNode root) {
    this.root = root;
    document = (ObjectNode) root.path("CFDocument");
    put(DOCUMENTS, document);
    root.path(ITEMS).forEach(node -> put(ITEMS, node));
    root.path("CFDefinitions").path(ITEM_TYPES).forEach(node -> put(ITEM_TYPES, node));
    for (JsonNode node : root.path(ASSOCIATIONS)) {
      put(ASSOCIATIONS, node);
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

  /** Of its document, and so of its package. */
  public static String identifier(Framework framework) {
    return Uuids.of(framework, CaseWriter.DOCUMENT, "");
  }

  private void put(String resource, JsonNode node) {
    parts.put(node.path("identifier").asString(), new Part(resource, (ObjectNode) node));
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
   * @param resource in CASE's words, as CFItems; nothing is found under those that a framework of
   *     ours has none of, as CFRubrics
   * @param address of the service, which the addresses in the answer begin with
   */
  public Optional<ObjectNode> find(String resource, String identifier, String address) {
    Optional<ObjectNode> found =
        switch (resource) {
          case DOCUMENTS, ITEMS, ASSOCIATIONS ->
              part(resource, identifier).map(node -> standalone(resource, node, address));
          case PACKAGES -> part(DOCUMENTS, identifier).map(node -> root);
          case ITEM_TYPES ->
              part(ITEM_TYPES, identifier)
                  .map(node -> {
                    ObjectNode set = JsonNodeFactory.instance.objectNode();
                    set.putArray(ITEM_TYPES).add(node);
                    return set;
                  });
          case ITEM_ASSOCIATIONS ->
              part(ITEMS, identifier)
                  .map(node -> {
                    ObjectNode set = JsonNodeFactory.instance.objectNode();
                    set.set("CFItem", standalone(ITEMS, node, address));
                    ArrayNode all = set.putArray(ASSOCIATIONS);
                    associations.getOrDefault(identifier, List.of()).forEach(all::add);
                    return set;
                  });
          default -> Optional.empty();
        };
    return found.map(node -> addressed(node, address));
  }

  private Optional<ObjectNode> part(String resource, String identifier) {
    return Optional.ofNullable(parts.get(identifier))
        .filter(part -> part.resource().equals(resource))
        .map(Part::node);
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
            resource.equals(DOCUMENTS) ? path(address, PACKAGES, identifier) : URN + identifier);
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
    String identifier = uri.startsWith(URN) ? uri.substring(URN.length()) : "";
    Part part = parts.get(identifier);
    return part == null ? uri : path(address, part.resource(), identifier);
  }

  private static String path(String address, String resource, String identifier) {
    return address + "/" + resource + "/" + identifier;
  }
}
