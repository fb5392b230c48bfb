package io.fieldbench.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A place in a lab file. Its methods report what is wrong there and go on, so that one reading
 * finds every problem.
 */
final class SpecNode {
  private static final Pattern NO_WILDCARD = Pattern.compile("[^+#\\p{Cntrl}]*");

  private final Report report;
  private final String path;
  private final JsonNode node;

  /** What a reading has found to be wrong. */
  record Report(String file, Interpolation interpolation, List<String> problems) {
    void add(String path, String problem) {
      problems.add(path.isEmpty() ? file + ": " + problem : file + ": " + path + ": " + problem);
    }
  }

  SpecNode(Report report, String path, JsonNode node) {
    this.report = report;
    this.path = path;
    this.node = node;
  }

  void problem(String problem) {
    report.add(path, problem);
  }

  /** The entry of a mapping, if it is there. */
  Optional<SpecNode> child(String key) {
    return Optional.ofNullable(node.get(key)).map(child -> at(key, child));
  }

  /** The entry of a mapping; its absence is reported with what to write. */
  Optional<SpecNode> required(String key, String what) {
    Optional<SpecNode> child = child(key);
    if (child.isEmpty() && node.isObject()) {
      at(key, node).problem("is missing; " + what);
    }
    return child;
  }

  /** Reports keys other than these; false if this is no mapping. */
  boolean mapping(Set<String> supported) {
    if (!isMapping()) {
      return false;
    }
    for (String key : node.propertyNames()) {
      if (!supported.contains(key)) {
        at(key, node)
            .problem("is not supported here; supported: " + supported.stream().sorted().toList());
      }
    }
    return true;
  }

  /** The entries of a mapping with free keys, each key matching a pattern. */
  Map<String, SpecNode> entries(Pattern key, String rule) {
    var entries = new LinkedHashMap<String, SpecNode>();
    if (!isMapping()) {
      return entries;
    }
    node.forEachEntry((name, child) -> {
      if (!key.matcher(name).matches()) {
        problem("'%s' is no name here; %s".formatted(name, rule));
      }
      entries.put(name, at(name, child));
    });
    return entries;
  }

  /** The elements of a sequence. */
  List<SpecNode> elements() {
    var elements = new ArrayList<SpecNode>();
    if (!node.isArray()) {
      problem("must be a sequence, as [a, b]");
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      elements.add(new SpecNode(report, path + "[" + i + "]", node.get(i)));
    }
    return elements;
  }

  /** A text, a number or a truth value, as text with its variables put in. */
  Optional<String> text() {
    return scalar().map(text -> report.interpolation().apply(text, this::problem));
  }

  /** A topic filter; a variable in it must not bring a wildcard along. */
  Optional<String> filter() {
    Optional<String> filter =
        scalar()
            .map(text ->
                report
                    .interpolation()
                    .apply(
                        text,
                        NO_WILDCARD,
                        "must hold no '+', '#' or control character",
                        this::problem));
    if (filter.isPresent() && !TopicFilters.valid(filter.get())) {
      problem("'%s' is no topic filter; as site/+/state or site/#".formatted(filter.get()));
    }
    return filter;
  }

  private Optional<String> scalar() {
    if (!node.isValueNode() || node.isNull()) {
      problem("must be a text");
      return Optional.empty();
    }
    String text = node.asString();
    if (text.indexOf('\0') >= 0) {
      problem("must not hold the character NUL");
    }
    return Optional.of(text);
  }

  private boolean isMapping() {
    if (!node.isObject()) {
      problem("must be a mapping, as 'key: value'");
    }
    return node.isObject();
  }

  private SpecNode at(String key, JsonNode child) {
    return new SpecNode(report, path.isEmpty() ? key : path + "." + key, child);
  }
}
