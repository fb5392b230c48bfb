package io.fieldbench.exercise;

import io.fieldbench.competency.LocalizedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an exercise in the order of its file, in which they are drawn.
 *
 * @param usable those without a mistake
 * @param names of all, with a mistake or without
 */
record Parameters(List<Parameter> usable, Set<String> names) {
  private static final int SAMPLE_SEEDS = 8;
  private static final int MOST_STEPS = 100_000;

  static Parameters read(Node node) {
    var reader = new Reader();
    node.members().forEach(reader::read);
    return new Parameters(reader.usable, reader.names);
  }

  /**
   * Every usable value by name. The same seed gives the same values for ever (see {@link Draws});
   * every parameter before a new one keeps its value.
   */
  Map<String, String> values(long seed) {
    return values(new Draws(seed)::below);
  }

  /**
   * Sets of values in which every option of every choice and both ends of every range occur, and
   * those of a few seeds.
   */
  List<Map<String, String>> samples() {
    int most = 2;
    for (Parameter p : usable) {
      most = p.rule() instanceof Parameter.Choose c ? Math.max(most, c.options().size()) : most;
    }
    var samples = new ArrayList<Map<String, String>>();
    for (int i = 0; i < most; i++) {
      int number = i;
      samples.add(values(bound -> number % bound));
    }
    samples.add(values(bound -> bound - 1));
    for (long seed = 1; seed <= SAMPLE_SEEDS; seed++) {
      samples.add(values(seed));
    }
    return samples;
  }

  private Map<String, String> values(IntUnaryOperator draw) {
    var values = new LinkedHashMap<String, String>();
    usable.forEach(p -> values.put(p.name(), p.rule().value(draw, values)));
    return values;
  }

  List<Variant.ShownValue> shown(Map<String, String> values) {
    var shown = new ArrayList<Variant.ShownValue>();
    for (Parameter p : usable) {
      LocalizedText label = p.label();
      if (label != null) {
        String value = values.getOrDefault(p.name(), "");
        shown.add(new Variant.ShownValue(p.name(), label, value, p.unit()));
      }
    }
    return List.copyOf(shown);
  }

  /** The end of a sentence that complains about an unknown placeholder. */
  static String known(Set<String> names) {
    return names.isEmpty()
        ? "none may stand here"
        : "known are " + String.join(", ", new TreeSet<>(names));
  }

  private static final class Reader {
    final List<Parameter> usable = new ArrayList<>();
    final Set<String> names = new LinkedHashSet<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<String> broken = new HashSet<>();

    void read(String name, Node node) {
      if (!name.matches("[a-z][A-Za-z0-9]*")) {
        node.problem("a parameter's name is letters and digits and begins with a small letter");
      }
      LocalizedText label = node.optional("label").map(Node::localized).orElse(null);
      String unit = node.optional("unit").map(Node::text).orElse("");
      add(name, rule(node), label, unit);
      names.add(name);
    }

    private void add(
        String name, Optional<Parameter.Rule> rule, @Nullable LocalizedText label, String unit) {
      if (rule.isEmpty()) {
        broken.add(name);
        return;
      }
      usable.add(new Parameter(name, rule.get(), label, unit));
      if (rule.get() instanceof Parameter.Range || rule.get() instanceof Parameter.Sum) {
        numbers.add(name);
      }
    }

    private Optional<Parameter.Rule> rule(Node node) {
      if (node.has("choose")) {
        return choose(node.object("choose", "label", "unit"));
      }
      if (node.has("from")) {
        return range(node.object("from", "to", "step", "label", "unit"));
      }
      if (node.has("sum")) {
        return sum(node.object("sum", "plus", "label", "unit"));
      }
      if (node.has("text")) {
        return text(node.object("text", "label"));
      }
      if (node.has("hex")) {
        return hex(node.object("hex", "order", "label"));
      }
      node.problem("must have choose, from (with to and step), sum, text or hex");
      return Optional.empty();
    }

    private Optional<Parameter.Rule> choose(Node node) {
      Node list = node.at("choose");
      list.placeholders(Set.of());
      List<String> options = list.texts();
      if (!options.isEmpty()
          && (options.size() < 2 || new HashSet<>(options).size() < options.size())) {
        list.problem("must have at least two options, each once");
        return Optional.empty();
      }
      return options.isEmpty() ? Optional.empty() : Optional.of(new Parameter.Choose(options));
    }

    private Optional<Parameter.Rule> range(Node node) {
      if (!node.has("to") || !node.has("step")) {
        node.at("to");
        node.at("step");
        return Optional.empty();
      }
      BigDecimal from = node.at("from").decimal();
      BigDecimal to = node.at("to").decimal();
      BigDecimal step = node.at("step").decimal();
      if (step.signum() <= 0 || from.compareTo(to) >= 0) {
        node.problem("'from' must be less than 'to', and 'step' more than nothing");
        return Optional.empty();
      }
      BigDecimal[] steps = to.subtract(from).divideAndRemainder(step);
      if (steps[1].signum() != 0) {
        node.at("step")
            .problem("the step " + step + " does not divide the range " + from + " to " + to);
        return Optional.empty();
      }
      if (steps[0].compareTo(BigDecimal.valueOf(MOST_STEPS)) > 0) {
        node.at("step").problem("more than " + MOST_STEPS + " steps");
        return Optional.empty();
      }
      return Optional.of(new Parameter.Range(from, step, steps[0].intValueExact()));
    }

    private Optional<Parameter.Rule> sum(Node node) {
      var factors = new LinkedHashMap<String, BigDecimal>();
      boolean good = true;
      for (var term : node.at("sum").members().entrySet()) {
        factors.put(term.getKey(), term.getValue().decimal());
        if (!numbers.contains(term.getKey())) {
          good = false;
          if (!broken.contains(term.getKey())) {
            term.getValue().problem("no number of that name stands before; " + known(numbers));
          }
        }
      }
      BigDecimal plus = node.optional("plus").map(Node::decimal).orElse(BigDecimal.ZERO);
      return good ? Optional.of(new Parameter.Sum(factors, plus)) : Optional.empty();
    }

    private Optional<Parameter.Rule> text(Node node) {
      Optional<String> text = earlier(node.at("text"));
      return text.map(Parameter.Text::new);
    }

    private Optional<Parameter.Rule> hex(Node node) {
      String of = node.at("hex").text();
      if (!numbers.contains(of) && !broken.contains(of)) {
        node.at("hex").problem("no number of that name stands before; " + known(numbers));
      }
      Optional<String> order = earlier(node.at("order")).filter(o -> isOrder(node.at("order"), o));
      return numbers.contains(of) ? order.map(o -> new Parameter.Hex(of, o)) : Optional.empty();
    }

    /** Whether it is an order of bytes, whatever values are put in. */
    private boolean isOrder(Node node, String text) {
      for (Map<String, String> sample : new Parameters(usable, names).samples()) {
        String order = Placeholders.fill(text, sample);
        String sorted =
            order.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
        if (!"ABCDEFGH".startsWith(sorted)) {
          node.problem("'" + order + "' is no order of bytes; write it as ABCD or CDAB");
          return false;
        }
      }
      return true;
    }

    /** A text in which values of usable parameters before this one may stand. */
    private Optional<String> earlier(Node node) {
      node.placeholders(names);
      String text = node.text();
      var needed = Placeholders.in(text);
      boolean good = names.containsAll(needed) && needed.stream().noneMatch(broken::contains);
      return good && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
  }
}
