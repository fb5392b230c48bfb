package io.fieldbench.assessment;

import io.fieldbench.competency.LocalizedText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of one JSON object of stored evidence; each method throws IllegalArgumentException
 * with the member's path when it is absent or of another kind.
 */
record Fields(JsonNode node, String path) {
  String text(String name) {
    return get(name, JsonNode::isString, "text").stringValue();
  }

  @Nullable String textOrNull(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : text(name);
  }

  int integer(String name) {
    return get(name, JsonNode::isInt, "a whole number").asInt();
  }

  boolean flag(String name) {
    return get(name, JsonNode::isBoolean, "true or false").booleanValue();
  }

  LocalizedText localized(String name) {
    var inner = new Fields(get(name, JsonNode::isObject, "an object"), path + "/" + name);
    String en = inner.text("en");
    String zh = inner.text("zh");
    if (en.isBlank() || zh.isBlank()) {
      throw wrong(name, "must say something in both languages");
    }
    return new LocalizedText(en, zh);
  }

  Instant instant(String name) {
    return parse(name, Instant::parse, "a time such as 2026-01-01T00:00:00Z");
  }

  byte[] payload() {
    return node.has("base64")
        ? parse("base64", Base64.getDecoder()::decode, "Base64")
        : text("text").getBytes(StandardCharsets.UTF_8);
  }

  Map<String, String> texts(String name) {
    var inner = new Fields(get(name, JsonNode::isObject, "an object"), path + "/" + name);
    var result = new HashMap<String, String>();
    inner.node.propertyNames().forEach(key -> result.put(key, inner.text(key)));
    return result;
  }

  List<Fields> items(String name, int limit) {
    JsonNode list = get(name, JsonNode::isArray, "a list");
    if (list.size() > limit) {
      throw wrong(name, "has more than " + limit + " items");
    }
    var result = new ArrayList<Fields>();
    for (JsonNode item : list) {
      result.add(new Fields(item, path + "/" + name + "/" + result.size()));
    }
    return result;
  }

  IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("no evidence: " + path + "/" + name + " " + what);
  }

  private <T> T parse(String name, Function<String, T> parser, String kind) {
    String text = text(name);
    try {
      return parser.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw wrong(name, "must be " + kind);
    }
  }

  private JsonNode get(String name, Predicate<JsonNode> test, String kind) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw wrong(name, "is missing");
    }
    if (!test.test(value)) {
      throw wrong(name, "must be " + kind);
    }
    return value;
  }
}
