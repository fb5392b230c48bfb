package io.fieldbench.competency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What of one framework is found in others, and how near it comes; for what is found nowhere, why.
 *
 * @param id as its file is called
 * @param from the framework that the links start from
 * @param to the frameworks in which a match was looked for
 * @param links in the order of their file
 */
public record Crosswalk(String id, String from, List<String> to, List<Link> links) {
  public Crosswalk {
    to = List.copyOf(to);
    links = List.copyOf(links);
  }

  /**
   * What the other competency is, seen from the one that the link starts from; SKOS's relations.
   */
  public enum Match {
    EXACT,
    CLOSE,
    BROADER,
    NARROWER,
    RELATED;

    /** What the first is, seen from the other. */
    public Match inverse() {
      return switch (this) {
        case BROADER -> NARROWER;
        case NARROWER -> BROADER;
        default -> this;
      };
    }
  }

  /** How a link came to be: two readers alike, or a third who settled. */
  public enum By {
    AGREED,
    SETTLED
  }

  /**
   * @param from code of the competency that it starts from
   * @param framework in which a match was looked for
   * @param match empty where there is none
   */
  public record Link(
      String from, String framework, Optional<Matched> match, By by, LocalizedText reason) {}

  /** The other competency, and what it is. */
  public record Matched(CompetencyRef to, Match type) {}

  /**
   * The shipped one of that id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Crosswalk shipped(String id, FrameworkCatalog catalog) {
    String name = id + ".yaml";
    try (var in = Crosswalk.class.getResourceAsStream("/crosswalks/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no crosswalk " + id + " is shipped");
      }
      return read(name, in.readAllBytes(), catalog);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The shipped ones, by their ids.
   *
   * @throws FrameworkException where one does not fit the frameworks
   */
  public static List<Crosswalk> shipped(FrameworkCatalog catalog) {
    List<Problem> problems = new ArrayList<>();
    List<FrameworkFile> files = ShippedFiles.read("crosswalks", problems);
    if (!problems.isEmpty()) {
      throw new FrameworkException(problems.stream().map(Problem::toString).toList());
    }
    return files.stream().map(file -> read(file.name(), file.bytes(), catalog)).toList();
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for its problems
   * @throws FrameworkException with everything that is wrong
   */
  public static Crosswalk read(String name, byte[] bytes, FrameworkCatalog catalog) {
    JsonNode root = FrameworkDraft.root(name, bytes);
    var problems = new ArrayList<String>();
    Crosswalk crosswalk = new Reader(name, root, catalog, problems).read();
    if (!problems.isEmpty()) {
      throw new FrameworkException(problems);
    }
    return crosswalk;
  }

  /** What was said of a competency, by framework in the order of {@link #to}. */
  public List<Link> of(String code) {
    return links.stream().filter(link -> link.from().equals(code)).toList();
  }

  /** The skills of the framework of which nothing is said about one of the others. */
  public List<String> unreviewed(Framework framework) {
    Set<String> said = new HashSet<>();
    links.forEach(link -> said.add(link.from() + " " + link.framework()));
    return framework.competencies().stream()
        .filter(c -> c.type() == Competency.Type.SKILL)
        .map(Competency::code)
        .filter(code -> to.stream().anyMatch(other -> !said.contains(code + " " + other)))
        .toList();
  }

  private record Reader(
      String name, JsonNode root, FrameworkCatalog catalog, List<String> problems) {
    Crosswalk read() {
      Optional<Framework> from = framework("from", root.path("from"));
      List<String> to =
          root.path("to")
              .valueStream()
              .flatMap(other -> framework("to", other).stream())
              .map(Framework::id)
              .toList();
      var links = new ArrayList<Link>();
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < root.path("links").size() && from.isPresent(); i++) {
        String path = "links[" + i + "]";
        link(path, root.path("links").path(i), from.get(), to)
            .ifPresent(link -> {
              once(path, link, seen);
              links.add(link);
            });
      }
      if (root.path("links").isEmpty()) {
        problem("links", "is missing; write a list of links");
      }
      return new Crosswalk(
          root.path("id").asString(""), from.map(Framework::id).orElse(""), to, links);
    }

    /** Empty where something is wrong with it. */
    private Optional<Link> link(String path, JsonNode node, Framework from, List<String> to) {
      int before = problems.size();
      String code = node.path("from").asString("");
      if (from.find(code).isEmpty()) {
        problem(path + ".from", "'%s' is no competency of %s".formatted(code, from.id()));
      }
      Optional<Matched> match = node.has("to") ? match(path, node) : Optional.empty();
      String framework = match.map(m -> m.to().framework()).orElse(node.path("none").asString(""));
      if (node.has("to") == node.has("none")) {
        problem(path, "names one of to and none");
      } else if (problems.size() == before && !to.contains(framework)) {
        problem(path, "'%s' is none of the frameworks that are linked to".formatted(framework));
      }
      Optional<By> by = word(path + ".by", node.path("by"), By.values());
      JsonNode reason = node.path("reason");
      String en = reason.path("en").asString("");
      String zh = reason.path("zh").asString("");
      if (en.isBlank() || zh.isBlank()) {
        problem(path + ".reason", "is missing; write it in both languages: en and zh");
      }
      return problems.size() == before
          ? Optional.of(
              new Link(code, framework, match, by.orElseThrow(), new LocalizedText(en, zh)))
          : Optional.empty();
    }

    private Optional<Matched> match(String path, JsonNode node) {
      Optional<Match> type = word(path + ".type", node.path("type"), Match.values());
      try {
        CompetencyRef to = CompetencyRef.parse(node.path("to").asString(""));
        if (catalog.find(to).isEmpty()) {
          problem(path + ".to", "'" + to + "' leads nowhere");
        }
        return type.map(t -> new Matched(to, t));
      } catch (IllegalArgumentException e) {
        problem(path + ".to", String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    /** A competency is linked to another once, and not where nothing is said to match. */
    private void once(String path, Link link, Set<String> seen) {
      String none = link.from() + " none " + link.framework();
      String some = link.from() + " some " + link.framework();
      String what = link.match().map(m -> link.from() + " " + m.to()).orElse(none);
      boolean contradicts = seen.contains(link.match().isPresent() ? none : some);
      if (!seen.add(what) || contradicts) {
        problem(path, "speaks of the same as an earlier link; keep one");
      }
      if (link.match().isPresent()) {
        seen.add(some);
      }
    }

    private Optional<Framework> framework(String path, JsonNode id) {
      Optional<Framework> found = catalog.framework(id.asString(""));
      if (found.isEmpty()) {
        problem(path, "'" + id.asString("") + "' is no framework");
      }
      return found;
    }

    private <E extends Enum<E>> Optional<E> word(String path, JsonNode word, E[] known) {
      Optional<E> found =
          Stream.of(known)
              .filter(e -> e.name().toLowerCase(Locale.ROOT).equals(word.asString("")))
              .findFirst();
      if (found.isEmpty()) {
        problem(
            path,
            "'%s' is none of %s"
                .formatted(
                    word.asString(""),
                    Stream.of(known)
                        .map(e -> e.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
      }
      return found;
    }

    private void problem(String path, String text) {
      problems.add(name + ": " + path + ": " + text);
    }
  }
}
