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

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(1 << 20)
                          .maxNumberLength(100)
                          .maxNameLength(1000)
                          .maxDocumentLength(LARGEST)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
    try (var in = file.open()) {
      JsonNode root = JSON.readTree(in);
      if (root.isMissingNode()) {
        problems.add(file.name(), "", "is empty; give a JSON file");
        return Optional.empty();
      }
      return Optional.of(new JsonFile(file, root));
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      problems.add(
          file.name(),
          at == null ? "" : place(at),
          "is no valid JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
      return Optional.empty();
    } catch (IOException e) {
      problems.add(file.name(), "", "cannot be read: " + e);
      return Optional.empty();
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
