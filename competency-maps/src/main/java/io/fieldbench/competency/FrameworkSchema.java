package io.fieldbench.competency;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a file's shape by {@code framework.schema.json}. What would be right is said by the
 * schema's own descriptions.
 *
 * <p>Trees cross to the validator as JSON text, so it does not matter which Jackson it was built
 * for.
 */
final class FrameworkSchema {
  /** Errors of one file that are looked for. */
  private static final int MOST = 1000;

  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode source;
  private final Schema schema;

  FrameworkSchema() {
    try (var in =
        Objects.requireNonNull(
            FrameworkSchema.class.getResourceAsStream("framework.schema.json"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      source = JSON.readTree(text);
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void check(FrameworkDraft draft, List<Problem> problems) {
    String json = JSON.writeValueAsString(draft.root());
    List<Error> errors = new FirstErrors();
    try {
      schema.validate(json, InputFormat.JSON, (context, s) -> context.setErrors(errors));
    } catch (EnoughErrors e) {
      // Those that are there are told.
    }
    errors.forEach(error -> problems.add(explain(draft, error)));
  }

  /** The validator would collect millions, each with its path. */
  private static final class FirstErrors extends ArrayList<Error> {
    @Override
    public boolean add(Error error) {
      if (size() == MOST) {
        throw new EnoughErrors();
      }
      return super.add(error);
    }
  }

  private static final class EnoughErrors extends RuntimeException {
    EnoughErrors() {
      super("", null, false, false);
    }
  }

  private Problem explain(FrameworkDraft draft, Error error) {
    NodePath at = error.getInstanceLocation();
    String property = error.getProperty();
    NodePath keyword = error.getSchemaLocation().getFragment();
    JsonNode rule = walk(source, keyword.getParent());
    String path = dotted(at, property);
    return switch (error.getKeyword()) {
      case "required" ->
          new Problem(
              draft.name(),
              path,
              "is missing; write " + description(rule.path("properties").path(property)));
      case "additionalProperties" ->
          new Problem(
              draft.name(),
              path,
              "is an unknown key; the known ones are "
                  + String.join(", ", rule.path("properties").propertyNames()));
      case "uniqueItems" ->
          new Problem(draft.name(), path, "names one twice; write " + description(rule));
      default ->
          new Problem(
              draft.name(),
              path,
              "is " + shown(walk(draft.root(), at)) + "; write " + description(rule));
    };
  }

  private String description(JsonNode rule) {
    String ref = rule.path("$ref").asString("");
    JsonNode target = ref.isEmpty() ? rule : source.at(ref.substring(1));
    return target.path("description").asString();
  }

  private static JsonNode walk(JsonNode node, NodePath path) {
    for (int i = 0; i < path.getNameCount(); i++) {
      Object element = path.getElement(i);
      node = element instanceof Integer index ? node.path(index) : node.path(path.getName(i));
    }
    return node;
  }

  private static String dotted(NodePath path, @Nullable String property) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      Object element = path.getElement(i);
      if (element instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(element);
      }
    }
    return property == null ? text.toString() : text + (text.isEmpty() ? "" : ".") + property;
  }

  private static String shown(JsonNode value) {
    if (value.isString()) {
      return "'" + value.asString() + "'";
    }
    if (value.isContainer()) {
      return (value.isEmpty() ? "an empty " : "a ") + (value.isArray() ? "list" : "map");
    }
    return value.isNull() ? "empty" : "the " + (value.isNumber() ? "number " : "value ") + value;
  }
}
