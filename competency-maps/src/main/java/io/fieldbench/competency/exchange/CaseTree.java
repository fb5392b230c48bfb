package io.fieldbench.competency.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The items of a CASE package and which stands under which, checked: required fields (CASE 1.0,
 * JSON schema of CFPackage), one use of each identifier, ends of associations, no circle.
 */
final class CaseTree {
  /** Items above one another; a standard has less than ten. */
  static final int DEEPEST = 50;

  private static final List<String> OF_DOCUMENT =
      List.of("identifier", "uri", "creator", "title", "lastChangeDateTime");
  private static final List<String> OF_ITEM =
      List.of("identifier", "uri", "fullStatement", "lastChangeDateTime");
  private static final List<String> OF_ASSOCIATION =
      List.of("identifier", "uri", "associationType", "lastChangeDateTime");

  private static final List<String> RELATIONS =
      List.of(
          "isChildOf",
          "isPeerOf",
          "isPartOf",
          "exactMatchOf",
          "precedes",
          "isRelatedTo",
          "replacedBy",
          "exemplar",
          "hasSkillLevel",
          "isTranslationOf");

  /** Relations of one's own, as CASE 1.1 has them. */
  private static final Pattern OWN_RELATION = Pattern.compile("ext:[A-Za-z0-9._-]+");

  private final JsonFile file;
  private final String at;
  private final JsonNode document;
  private final Map<String, CaseItem> items = new LinkedHashMap<>();
  private final Map<String, List<Child>> parents = new HashMap<>();
  private final List<Relation> relations = new ArrayList<>();

  private CaseTree(JsonFile file, String at, JsonNode root) {
    this.file = file;
    this.at = at;
    this.document = root.path("CFDocument");
  }

  /**
   * An association other than isChildOf.
   *
   * @param path of the association
   */
  record Relation(String path, String type, String origin, String destination, String uri) {}

  private record Child(String parent, long sequence, String path) {}

  /**
   * @param at path of the package in the file, with a dot at its end; empty where it is the file
   */
  static CaseTree of(JsonFile file, String at, JsonNode root) {
    var tree = new CaseTree(file, at, root);
    tree.required(at + "CFDocument", tree.document, OF_DOCUMENT);
    tree.items(root.path("CFItems"));
    tree.associations(root.path("CFAssociations"));
    tree.circles();
    if (!file.hasFaults()) {
      tree.items.values().forEach(tree::depth);
    }
    return tree;
  }

  JsonNode document() {
    return document;
  }

  String documentPath() {
    return at + "CFDocument";
  }

  List<CaseItem> items() {
    return List.copyOf(items.values());
  }

  Optional<CaseItem> find(String identifier) {
    return Optional.ofNullable(items.get(identifier));
  }

  List<Relation> relations() {
    return relations;
  }

  /** The item above one; empty where that is the document, or nothing. Of several the first. */
  Optional<CaseItem> parent(CaseItem item) {
    return parents.getOrDefault(item.identifier(), List.of()).stream()
        .map(child -> items.get(child.parent()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Place among those of one parent; items without a number come last. */
  long sequence(CaseItem item) {
    return parents.getOrDefault(item.identifier(), List.of()).stream()
        .mapToLong(Child::sequence)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private boolean required(String path, JsonNode node, List<String> fields) {
    if (!node.isObject()) {
      file.add(path, node.isMissingNode() ? "is missing" : "is no object");
      return false;
    }
    boolean all = true;
    for (String field : fields) {
      JsonNode value = node.path(field);
      if (!value.isString() || value.asString().isBlank()) {
        file.add(
            path + "." + field,
            value.isMissingNode()
                ? "is missing; CASE requires a text"
                : "is no text; CASE requires one");
        all = false;
      } else if (field.equals("identifier") && !Uuids.isUuid(value.asString())) {
        file.add(path + "." + field, "'%s' is no UUID".formatted(value.asString()));
        all = false;
      }
    }
    return all;
  }

  private void items(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      file.add(at + "CFItems", "is missing or empty; a framework has items");
      return;
    }
    Map<String, String> codes = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode node = list.path(i);
      String path = at + "CFItems[" + i + "]";
      if (required(path, node, OF_ITEM)) {
        var item = new CaseItem(node, path);
        unique(path + ".identifier", item.identifier(), i);
        String code = item.text("humanCodingScheme");
        // One of our sections and one of our competencies may have the same code.
        String earlier = code.isEmpty() ? null : codes.putIfAbsent(item.node() + " " + code, path);
        if (earlier != null) {
          file.add(
              path + ".humanCodingScheme", "'%s' stands already at %s".formatted(code, earlier));
        }
        items.putIfAbsent(item.identifier(), item);
      }
    }
  }

  private void unique(String path, String identifier, int i) {
    CaseItem earlier = items.get(identifier);
    if (earlier != null) {
      file.add(path, "'%s' stands already at %s".formatted(identifier, earlier.path()));
    } else if (identifier.equals(document.path("identifier").asString(""))) {
      file.add(path, "'%s' is that of the document".formatted(identifier));
    }
  }

  private void associations(JsonNode list) {
    Map<String, String> identifiers = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode node = list.path(i);
      String path = at + "CFAssociations[" + i + "]";
      if (!required(path, node, OF_ASSOCIATION)) {
        continue;
      }
      String identifier = node.path("identifier").asString();
      String earlier = identifiers.putIfAbsent(identifier, path);
      if (earlier != null) {
        file.add(path + ".identifier", "'%s' stands already at %s".formatted(identifier, earlier));
      }
      Optional<String> origin = end(path, node, "originNodeURI", "CFOriginNodeURI");
      Optional<String> destination = end(path, node, "destinationNodeURI", "CFDestinationNodeURI");
      if (origin.isPresent() && destination.isPresent()) {
        association(path, node, origin.get(), destination.get());
      }
    }
  }

  /** Implementers write two names for one thing. */
  private Optional<String> end(String path, JsonNode node, String name, String other) {
    String used = !node.has(name) && node.has(other) ? other : name;
    JsonNode identifier = node.path(used).path("identifier");
    if (!identifier.isString() || identifier.asString().isBlank()) {
      file.add(path + "." + used + ".identifier", "is missing; CASE requires a text");
      return Optional.empty();
    }
    return Optional.of(identifier.asString());
  }

  private void association(String path, JsonNode node, String origin, String destination) {
    String type = node.path("associationType").asString();
    if (!RELATIONS.contains(type) && !OWN_RELATION.matcher(type).matches()) {
      int last = RELATIONS.size() - 1;
      file.add(
          path + ".associationType",
          "'%s' is no relation of CASE; it has %s and %s, and others begin with ext:"
              .formatted(type, String.join(", ", RELATIONS.subList(0, last)), RELATIONS.get(last)));
      return;
    }
    boolean from = isHere(origin);
    boolean to = isHere(destination);
    if (type.equals("isChildOf")) {
      if (!items.containsKey(origin)) {
        file.add(path + ".originNodeURI.identifier", nowhere(origin));
      }
      if (!to) {
        file.add(path + ".destinationNodeURI.identifier", nowhere(destination));
      }
      long sequence = node.path("sequenceNumber").asLong(Long.MAX_VALUE);
      parents
          .computeIfAbsent(origin, o -> new ArrayList<>())
          .add(new Child(destination, sequence, path));
    } else if (!from && !to) {
      file.add(
          path,
          "neither end is an item of the package: '%s' and '%s'".formatted(origin, destination));
    } else {
      String end = node.has("destinationNodeURI") ? "destinationNodeURI" : "CFDestinationNodeURI";
      String uri = node.path(end).path("uri").asString("");
      relations.add(new Relation(path, type, origin, destination, uri));
    }
  }

  private boolean isHere(String identifier) {
    return items.containsKey(identifier)
        || identifier.equals(document.path("identifier").asString(""));
  }

  private static String nowhere(String identifier) {
    return "'%s' is no item of the package".formatted(identifier);
  }

  /** Whoever goes up from any item comes to an end. */
  private void circles() {
    Set<String> ended = new HashSet<>();
    for (String identifier : items.keySet()) {
      up(identifier, new ArrayList<>(), ended);
    }
  }

  private void depth(CaseItem item) {
    Optional<CaseItem> above = Optional.of(item);
    for (int i = 0; i <= DEEPEST && above.isPresent(); i++) {
      above = parent(above.get());
    }
    if (above.isPresent()) {
      file.add(item.path(), "stands under more than %d others".formatted(DEEPEST));
    }
  }

  private void up(String start, List<String> way, Set<String> ended) {
    // Without recursion, as nobody limits how many items stand above one another.
    record Step(String identifier, boolean leaving) {}
    var steps = new ArrayDeque<Step>();
    steps.push(new Step(start, false));
    Set<String> on = new HashSet<>();
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      String identifier = step.identifier();
      if (step.leaving()) {
        on.remove(identifier);
        way.removeLast();
        ended.add(identifier);
      } else if (!ended.contains(identifier) && on.add(identifier)) {
        way.add(identifier);
        steps.push(new Step(identifier, true));
        for (Child child : parents.getOrDefault(identifier, List.of())) {
          if (on.contains(child.parent())) {
            circle(child, way);
          } else if (!ended.contains(child.parent()) && items.containsKey(child.parent())) {
            steps.push(new Step(child.parent(), false));
          }
        }
      }
    }
  }

  private void circle(Child last, List<String> way) {
    List<String> round = way.subList(way.indexOf(last.parent()), way.size());
    List<String> names = new ArrayList<>(round.stream().limit(10).map(this::name).toList());
    if (round.size() > names.size()) {
      names.add("…");
    }
    names.add(name(last.parent()));
    file.add(last.path(), "isChildOf goes round in a circle: " + String.join(" under ", names));
  }

  private String name(String identifier) {
    CaseItem item = items.get(identifier);
    String code = item == null ? "" : item.text("humanCodingScheme");
    return code.isEmpty() ? identifier : code;
  }
}
