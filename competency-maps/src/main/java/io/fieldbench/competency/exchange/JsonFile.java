package io.fieldbench.competency.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON file that is read whole, and what is wrong with it by path, line and column. */
final class JsonFile {
  /** Bytes of the largest file; the tree of one takes some times as much memory. */
  static final long LARGEST = 32L << 20;

  static final int DEEPEST = 100;

  /**
   * Values, names and brackets of the largest file; an item and its place in the tree take about
   * 40. The tree has up to 70 bytes for each.
   */
  static final int MOST = 4_000_000;

  static final int LONGEST_TEXT = 1 << 20;
  static final int LONGEST_NUMBER = 100;
  static final int LONGEST_NAME = 1000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .maxDocumentLength(LARGEST)
                          .maxTokenCount(MOST)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final SourceFile file;
  private final JsonNode root;
  private final List<Fault> faults = new ArrayList<>();
  private long untold;

  private JsonFile(SourceFile file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  private record Fault(String path, String message) {}

  /** Empty, with the reason in {@code problems}, where the file is no single JSON value. */
  static Optional<JsonFile> read(SourceFile file, Problems problems) {
    if (!TextCheck.passes(file, "JSON", LARGEST, problems)) {
      return Optional.empty();
    }
    try (var in = file.open();
        JsonParser parser = JSON.createParser(in)) {
      return read(file, parser, problems);
    } catch (IOException e) {
      problems.add(file.name(), "", "cannot be read: " + e);
      return Optional.empty();
    }
  }

  private static Optional<JsonFile> read(SourceFile file, JsonParser parser, Problems problems) {
    JsonNode root;
    try {
      root = JSON.readTree(parser);
    } catch (JacksonException e) {
      // Limits are told without a place.
      TokenStreamLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      problems.add(file.name(), place(at), JsonFault.of(e));
      return Optional.empty();
    }
    if (root == null || root.isMissingNode()) {
      problems.add(file.name(), "", "is empty; give a JSON file");
      return Optional.empty();
    }
    if (hasMore(parser)) {
      problems.add(
          file.name(),
          place(parser.currentTokenLocation()),
          "has something after its end; give one JSON value");
      return Optional.empty();
    }
    var json = new JsonFile(file, root);
    json.checkTexts("", root);
    return Optional.of(json);
  }

  private static boolean hasMore(JsonParser parser) {
    try {
      return parser.nextToken() != null;
    } catch (JacksonException e) {
      return true;
    }
  }

  /**
   * An escape may stand for half of a character, which no file in UTF-8 can hold; Jackson lets
   * texts have it.
   */
  private void checkTexts(String path, JsonNode node) {
    if (node.isString()) {
      checkText(path, node.asString());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        if (node.path(i).isContainer() || node.path(i).isString()) {
          checkTexts(path + "[" + i + "]", node.path(i));
        }
      }
    } else {
      for (var field : node.properties()) {
        String name = field.getKey();
        checkTexts(path.isEmpty() ? name : path + "." + name, field.getValue());
      }
    }
  }

  private void checkText(String path, String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        add(
            path,
            "has half of a character, U+%04X; write the whole one or take it out".formatted(c));
        return;
      }
    }
  }

  JsonNode root() {
    return root;
  }

  /**
   * @param path as {@code CFItems[3].uri}; may be of what is not there
   */
  void add(String path, String message) {
    if (faults.size() < Problems.TOLD) {
      faults.add(new Fault(path, message));
    } else {
      untold++;
    }
  }

  boolean hasFaults() {
    return !faults.isEmpty();
  }

  /** Tells all faults with their places, which the file is read once more for. */
  void tell(Problems problems) {
    if (faults.isEmpty()) {
      return;
    }
    Map<String, String> places = places();
    for (Fault fault : faults) {
      String path = fault.path();
      String known = path;
      while (!known.isEmpty() && !places.containsKey(known)) {
        known =
            known.substring(
                0, Math.max(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['))));
      }
      String place = places.getOrDefault(known, "line 1, column 1");
      problems.add(file.name(), path.isEmpty() ? place : path + ", " + place, fault.message());
    }
    problems.more(untold);
  }

  private Map<String, String> places() {
    Set<String> wanted = new LinkedHashSet<>();
    for (Fault fault : faults) {
      for (int i = 1; i <= fault.path().length(); i++) {
        if (i == fault.path().length() || ".[".indexOf(fault.path().charAt(i)) >= 0) {
          wanted.add(fault.path().substring(0, i));
        }
      }
    }
    Map<String, String> places = new HashMap<>();
    try (var in = file.open();
        JsonParser parser = JSON.createParser(in)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.PROPERTY_NAME && !token.isStructEnd()) {
          TokenStreamContext context = parser.streamReadContext();
          String path = path(token.isStructStart() ? context.getParent() : context);
          if (wanted.contains(path)) {
            places.put(path, place(parser.currentTokenLocation()));
          }
        }
      }
    } catch (IOException | JacksonException e) {
      throw new IllegalStateException(file.name() + " was read before and cannot be read now", e);
    }
    return places;
  }

  private static String path(TokenStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    String above = path(context.getParent());
    if (context.inArray()) {
      return above + "[" + context.getCurrentIndex() + "]";
    }
    return above.isEmpty()
        ? String.valueOf(context.currentName())
        : above + "." + context.currentName();
  }

  private static String place(TokenStreamLocation at) {
    return "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
