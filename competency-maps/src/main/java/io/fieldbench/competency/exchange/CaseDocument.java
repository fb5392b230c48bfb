package io.fieldbench.competency.exchange;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A framework as 1EdTech's CASE has it, version 1.0 or 1.1: a package (CFPackage) of a document,
 * its items and their associations.
 *
 * <p>A document that was read is kept whole beside the framework that was made of it, and is
 * written as it was read: identifiers, definitions, rubrics, licences, dates, further parents,
 * notes, several education levels and all else that a framework has no place for. A framework that
 * was changed since needs a document of its own, by {@link #of}.
 *
 * <p>A document that this class has made of a framework gives an equal one when it is read. English
 * texts, codes, types, levels, tree, links and addresses stand in CASE's own fields, and there they
 * hold, whatever another program has made of them; Chinese texts, exam rules, weights, conditions
 * of entry and EQF stand in {@code extensions.fieldbench}, which other programs leave alone.
 */
public final class CaseDocument implements FrameworkDocument {
  static final String FORMAT = "case";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Framework framework;
  private final JsonNode root;
  private final JsonNode cfPackage;

  private CaseDocument(Framework framework, JsonNode root, JsonNode cfPackage) {
    this.framework = framework;
    this.root = root;
    this.cfPackage = cfPackage;
  }

  /**
   * A package for a framework. The identifiers are made of id, edition and code, and so the same
   * each time.
   *
   * @param changed the time that the package gives as its last change
   * @throws FrameworkException where the framework breaks a rule of definitions, or a text has a
   *     control character
   */
  public static CaseDocument of(Framework framework, CaseVersion version, Instant changed) {
    Exports.check(framework);
    JsonNode written = CaseWriter.write(framework, version, changed);
    return new CaseDocument(framework, written, written);
  }

  /**
   * Reads a file: a package as it is, or in an envelope, as {@code {"CFPackage": …}} or an API's
   * answer. What a framework must have and other programs do not write is made up as follows: the
   * one text there is stands for both languages; an item with items below it is a section, any
   * other a competency; its code is humanCodingScheme where that is a name, else the identifier.
   *
   * <p>Refused are files over 32 MiB or nested deeper than 100, missing required fields, one
   * identifier or humanCodingScheme twice, isChildOf in a circle or to an item that is not there,
   * other associations with neither end in the package or of a type that CASE does not have, and
   * control characters in texts.
   *
   * @throws FrameworkException with everything that is wrong, by path, line and column
   */
  public static CaseDocument read(Path file) {
    try {
      return read(SourceFile.of(file));
    } catch (IOException e) {
      throw new FrameworkException(List.of(file + ": cannot be read: " + e));
    }
  }

  /**
   * Reads what was sent, as {@link #read(Path)} does.
   *
   * @param name of the file, for its problems
   */
  public static CaseDocument read(String name, byte[] bytes) {
    return read(SourceFile.of(name, bytes));
  }

  private static CaseDocument read(SourceFile source) {
    var problems = new Problems();
    Optional<JsonFile> file = JsonFile.read(source, problems);
    problems.refuse();
    JsonFile json = file.orElseThrow();
    List<Found> packages = new ArrayList<>();
    find("", json.root(), 0, packages);
    if (packages.size() != 1) {
      problems.add(
          source.name(),
          "",
          packages.isEmpty()
              ? "is no CASE package; it has no CFDocument"
              : "holds %d CASE packages; give a file for each".formatted(packages.size()));
    }
    problems.refuse();
    Found found = packages.getFirst();
    CaseTree tree = CaseTree.of(json, found.path(), found.node());
    tellActive(json, found.path().replaceFirst("\\.$", ""), found.node());
    json.tell(problems);
    problems.refuse();
    var texts = new Texts(json::add);
    Framework framework =
        CaseReturn.isOurs(tree)
            ? CaseReturn.framework(json, tree, texts)
            : CaseImport.framework(tree, texts);
    json.tell(problems);
    problems.refuse();
    return new CaseDocument(Exports.checked(source.name(), framework), json.root(), found.node());
  }

  private static void tellActive(JsonFile json, String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> {
            String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (ActiveHtml.isIn(field.getKey())) {
              json.add(at, ActiveHtml.PROBLEM);
            }
            tellActive(json, at, field.getValue());
          });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        tellActive(json, path + "[" + i + "]", node.path(i));
      }
    } else if (node.isString() && ActiveHtml.isIn(node.asString())) {
      json.add(path, ActiveHtml.PROBLEM);
    }
  }

  /** As {@link FrameworkDocument#kept}. */
  static CaseDocument kept(Framework framework, byte[] written) {
    JsonNode root = JSON.readTree(written);
    List<Found> packages = new ArrayList<>();
    find("", root, 0, packages);
    return new CaseDocument(framework, root, packages.getFirst().node());
  }

  /** The version of CASE that it says it is of; packages of 1.0 do not say. */
  public CaseVersion version() {
    String told = cfPackage.path("CFDocument").path("caseVersion").asString("");
    return told.equals("1.1") ? CaseVersion.V1_1 : CaseVersion.V1_0;
  }

  /** The same in an envelope, as {@code {"CFPackage": …}}, whatever it came in. */
  public CaseDocument wrapped() {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.set("CFPackage", cfPackage);
    return new CaseDocument(framework, envelope, cfPackage);
  }

  /** The times of change aside. */
  @Override
  public Map<String, JsonNode> parts() {
    Map<String, JsonNode> parts = new TreeMap<>();
    leaves("", cfPackage, parts);
    return parts;
  }

  private static void leaves(String path, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isObject()) {
      node.properties().stream()
          .filter(field -> !field.getKey().equals("lastChangeDateTime"))
          .forEach(field ->
              leaves(
                  path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                  field.getValue(),
                  leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        String name = node.path(i).path("identifier").asString(Integer.toString(i));
        leaves(path + "[" + name + "]", node.path(i), leaves);
      }
    } else {
      leaves.put(path, node);
    }
  }

  private record Found(String path, JsonNode node) {}

  private static void find(String path, JsonNode node, int depth, List<Found> found) {
    if (node.path("CFDocument").isObject()) {
      found.add(new Found(path.isEmpty() ? "" : path + ".", node));
    } else if (depth < 4 && node.isObject()) {
      node.properties()
          .forEach(e ->
              find(
                  path.isEmpty() ? e.getKey() : path + "." + e.getKey(),
                  e.getValue(),
                  depth + 1,
                  found));
    } else if (depth < 4 && node.isArray()) {
      for (int i = 0; i < node.size() && found.size() < 100; i++) {
        find(path + "[" + i + "]", node.path(i), depth + 1, found);
      }
    }
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Framework framework() {
    return framework;
  }

  /** The package without the envelope that it was in. */
  JsonNode cfPackage() {
    return cfPackage;
  }

  /** The package as JSON in UTF-8; of a document that was read, with the envelope it was in. */
  @Override
  public byte[] write() {
    return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
  }
}
