package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a framework as a CASE package. What a CASE field means the same as stands in that field,
 * in English; the rest in the standard's {@code extensions}, under {@code fieldbench}.
 */
final class CaseWriter {
  static final String EXTENSIONS = "extensions";
  static final String OURS = "fieldbench";
  static final String DOCUMENT = "document";
  static final String SECTION = "section";
  static final String GROUP = "group";
  static final String COMPETENCY = "competency";

  /** Before a reference to a competency of another framework. */
  static final String REFERENCE = "urn:fieldbench:competency:";

  private final Framework framework;
  private final String changed;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode items;
  private final ArrayNode associations;
  private final Map<String, Integer> children = new HashMap<>();
  private final Set<String> kinds = new LinkedHashSet<>();
  private final Map<LocalizedText, String> groups = new LinkedHashMap<>();
  private final String document;

  private CaseWriter(Framework framework, CaseVersion version, Instant changed) {
    this.framework = framework;
    this.changed = changed.toString();
    document = Uuids.of(framework, DOCUMENT, "");
    document(root.putObject("CFDocument"), version);
    items = root.putArray("CFItems");
    associations = root.putArray("CFAssociations");
  }

  static ObjectNode write(Framework framework, CaseVersion version, Instant changed) {
    return new CaseWriter(framework, version, changed).write();
  }

  private ObjectNode write() {
    framework.sections().forEach(this::section);
    framework.competencies().stream()
        .filter(c -> c.section() == null)
        .map(Competency::group)
        .distinct()
        .forEach(this::group);
    framework.competencies().forEach(this::competency);
    framework.competencies().forEach(this::links);
    ArrayNode types = root.putObject("CFDefinitions").putArray("CFItemTypes");
    for (String kind : kinds) {
      ObjectNode type = identified(types.addObject(), Uuids.of(framework, "type", kind), null);
      type.put("title", kind).put("description", kind).put("hierarchyCode", "1");
    }
    return root;
  }

  private void document(ObjectNode node, CaseVersion version) {
    identified(node, document, null);
    node.put("creator", "Fieldbench");
    node.put("title", framework.title().en());
    node.put("description", framework.description().en());
    node.put("notes", framework.source().en());
    node.put("version", framework.edition());
    node.put("language", "en");
    if (version == CaseVersion.V1_1) {
      node.put("caseVersion", "1.1");
    }
    ObjectNode ours = node.putObject(EXTENSIONS).putObject(OURS);
    if (framework.uri() != null) {
      node.put("officialSourceURL", framework.uri().toASCIIString());
      ours.put("uri", framework.uri().toString());
    }
    ours.put("id", framework.id());
    ours.putObject("title").put("zh", framework.title().zh());
    ours.putObject("description").put("zh", framework.description().zh());
    ours.putObject("source").put("zh", framework.source().zh());
    NotedParts.write(framework, ours);
  }

  private void section(Section section) {
    String identifier = identifier(SECTION, section.id());
    ObjectNode item =
        item(identifier, SECTION, section.kind(), section.title(), section.level(), null);
    item.put("humanCodingScheme", section.id());
    String parent = section.parent();
    childOf(identifier, parent == null ? document : identifier(SECTION, parent));
  }

  private void group(LocalizedText title) {
    String identifier = identifier(GROUP, title.en().length() + ":" + title.en() + title.zh());
    groups.put(title, identifier);
    item(identifier, GROUP, GROUP, title, null, null);
    childOf(identifier, document);
  }

  private void competency(Competency competency) {
    String identifier = identifier(COMPETENCY, competency.code());
    String name = competency.type().name();
    String kind = name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    ObjectNode item =
        item(
            identifier,
            COMPETENCY,
            kind,
            competency.statement(),
            competency.level(),
            competency.uri());
    item.put("humanCodingScheme", competency.code());
    item.put("abbreviatedStatement", competency.title().en());
    ObjectNode ours = (ObjectNode) item.path(EXTENSIONS).path(OURS);
    ours.putObject("abbreviated").put("zh", competency.title().zh());
    optional(ours, "uri", competency.uri());
    String section = competency.section();
    childOf(
        identifier,
        section == null
            ? groups.getOrDefault(competency.group(), document)
            : identifier(SECTION, section));
  }

  private ObjectNode item(
      String identifier,
      String node,
      String kind,
      LocalizedText statement,
      @Nullable String level,
      @Nullable URI uri) {
    kinds.add(kind);
    ObjectNode item = identified(items.addObject(), identifier, uri);
    item.put("fullStatement", statement.en());
    item.put("language", "en");
    item.put("CFItemType", kind);
    link(item.putObject("CFItemTypeURI"), kind, Uuids.of(framework, "type", kind));
    if (level != null) {
      item.putArray("educationLevel").add(level);
    }
    ObjectNode ours = item.putObject(EXTENSIONS).putObject(OURS);
    ours.put("node", node);
    ours.putObject("statement").put("zh", statement.zh());
    return item;
  }

  private void links(Competency competency) {
    for (CompetencyRef ref : competency.links()) {
      boolean own =
          ref.framework().equals(framework.id()) && framework.find(ref.code()).isPresent();
      String identifier = own ? identifier(COMPETENCY, ref.code()) : ref.toString();
      ObjectNode end =
          associate("isRelatedTo", identifier(COMPETENCY, competency.code()), identifier);
      if (!own) {
        String encoded =
            URLEncoder.encode(ref.toString(), StandardCharsets.UTF_8).replace("+", "%20");
        end.put("title", ref.toString()).put("uri", REFERENCE + encoded);
      }
    }
  }

  private void childOf(String child, String parent) {
    ObjectNode association = associate("isChildOf", child, parent);
    association.put("title", "Parent");
    ((ObjectNode) associations.get(associations.size() - 1))
        .put("sequenceNumber", children.merge(parent, 1, Integer::sum));
  }

  /** The destination. */
  private ObjectNode associate(String type, String origin, String destination) {
    ObjectNode association =
        identified(
            associations.addObject(), Uuids.of(framework, type, origin + " " + destination), null);
    association.put("associationType", type);
    link(association.putObject("originNodeURI"), "Origin", origin);
    return link(association.putObject("destinationNodeURI"), "Destination", destination);
  }

  private ObjectNode identified(ObjectNode node, String identifier, @Nullable URI uri) {
    return node.put("identifier", identifier)
        .put("uri", uri == null ? "urn:uuid:" + identifier : uri.toASCIIString())
        .put("lastChangeDateTime", changed);
  }

  private static ObjectNode link(ObjectNode node, String title, String identifier) {
    return node.put("title", title)
        .put("identifier", identifier)
        .put("uri", "urn:uuid:" + identifier);
  }

  private String identifier(String node, String code) {
    return Uuids.of(framework, node, code);
  }

  private static void optional(ObjectNode node, String key, @Nullable Object value) {
    if (value != null) {
      node.put(key, value.toString());
    }
  }
}
