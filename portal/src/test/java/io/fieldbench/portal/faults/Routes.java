package io.fieldbench.portal.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every mapped route with what it asks for, and what to put there. */
final class Routes {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([^}:]+)(:[^}]*)?}");

  /** What a variable of a path names. */
  enum Kind {
    ENROLMENT,
    ATTEMPT,
    LAB,
    USER,
    EXERCISE,
    FRAMEWORK,
    COMPETENCY,
    LINK,
    PROFILE,
    PART,
    CASE_RESOURCE,
    CASE_PART
  }

  /**
   * By the path up to the variable. A route with a variable that does not stand here is a finding.
   */
  private final Map<String, Kind> kinds =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("/work/{id}", Kind.ENROLMENT),
              Map.entry("/work/{id}/part/{part}", Kind.PART),
              Map.entry("/results/{id}", Kind.ATTEMPT),
              Map.entry("/instructor/attempts/{id}", Kind.ATTEMPT),
              Map.entry("/exercises/{id}", Kind.EXERCISE),
              Map.entry("/instructor/exercises/{id}", Kind.EXERCISE),
              Map.entry("/instructor/links/{id}", Kind.LINK),
              Map.entry("/admin/labs/{id}", Kind.LAB),
              Map.entry("/admin/users/{username}", Kind.USER),
              Map.entry("/competencies/{framework}", Kind.FRAMEWORK),
              Map.entry("/competencies/{framework}/{code}", Kind.COMPETENCY),
              Map.entry("/ims/case/v1p1/{resource}", Kind.CASE_RESOURCE),
              Map.entry("/ims/case/v1p1/{resource}/{identifier}", Kind.CASE_PART),
              Map.entry("/profiles/{id}", Kind.PROFILE)));

  /** Fields of forms and queries; none of them names somebody's object. */
  private final Map<String, String> fields =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("percent", "30"),
              Map.entry("path", "lab.properties"),
              Map.entry("text", "x"),
              Map.entry("base", ""),
              Map.entry("level", ""),
              Map.entry("section", ""),
              Map.entry("left", ""),
              Map.entry("right", ""),
              Map.entry("language", "en"),
              Map.entry("theme", "dark"),
              Map.entry("to", "/"),
              Map.entry("notice", "checking"),
              Map.entry("anyway", "true"),
              Map.entry("current", "not-the-password"),
              Map.entry("password", "also-not-one"),
              Map.entry("again", "something-else"),
              Map.entry("changed", ""),
              Map.entry("signed-out", ""),
              Map.entry("q", "a"),
              Map.entry("part", ""),
              Map.entry("shown", ""),
              Map.entry("limit", "2"),
              Map.entry("offset", "0"),
              Map.entry("sort", "title"),
              Map.entry("orderBy", "asc"),
              Map.entry("filter", ""),
              Map.entry("fields", "title"),
              Map.entry("from", "cn-2-02-10-10:1a-A1.1.1"),
              Map.entry("code", "C078"),
              Map.entry("match", "CLOSE"),
              Map.entry("reason", "Walked to by a test"),
              Map.entry("page", "0"),
              Map.entry("changes", "0"),
              Map.entry("reworded", "0"),
              Map.entry("actor", "trainee"),
              Map.entry("action", "signed-in"),
              Map.entry("username", "Not A Name"),
              Map.entry("displayName", "Somebody"),
              Map.entry("roles", "TRAINEE")));

  /** One way to ask; the kinds are those of its variables, in order. */
  record Route(String method, String pattern, List<Kind> kinds, List<String> fields) {
    boolean names(Kind... any) {
      return kinds.stream().anyMatch(Set.of(any)::contains);
    }

    String path(Map<Kind, String> ids) {
      var path = new StringBuilder();
      Matcher variable = VARIABLE.matcher(pattern);
      for (Kind kind : kinds) {
        variable.find();
        variable.appendReplacement(path, Matcher.quoteReplacement(ids.get(kind)));
      }
      return variable.appendTail(path).toString();
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  private final List<String> uncovered = new ArrayList<>();
  private final List<Route> all = new ArrayList<>();

  Routes(RequestMappingHandlerMapping mapping, Map<String, Kind> more) {
    kinds.putAll(more);
    mapping.getHandlerMethods().forEach(this::add);
    all.sort(Comparator.comparing(Route::pattern).thenComparing(Route::method));
  }

  List<Route> all() {
    return all;
  }

  /** Variables and fields of which nobody has said here what they name. */
  List<String> uncovered() {
    return uncovered;
  }

  private void add(RequestMappingInfo info, HandlerMethod handler) {
    Set<String> methods = new TreeSet<>();
    info.getMethodsCondition().getMethods().stream().map(RequestMethod::name).forEach(methods::add);
    if (methods.isEmpty()) {
      methods.addAll(List.of("GET", "POST"));
    }
    for (String pattern : info.getPatternValues()) {
      List<Kind> named = kindsOf(pattern);
      List<String> filled = fieldsOf(handler, pattern);
      if (named != null) {
        methods.forEach(method -> all.add(new Route(method, pattern, named, filled)));
      }
    }
  }

  private List<Kind> kindsOf(String pattern) {
    var named = new ArrayList<Kind>();
    Matcher variable = VARIABLE.matcher(pattern);
    while (variable.find()) {
      String key = VARIABLE.matcher(pattern.substring(0, variable.end())).replaceAll("{$1}");
      Kind kind = kinds.get(key);
      if (kind == null) {
        uncovered.add(pattern + ": nobody says what " + key + " names");
        return null;
      }
      named.add(kind);
    }
    return named;
  }

  private List<String> fieldsOf(HandlerMethod handler, String pattern) {
    var filled = new ArrayList<String>();
    for (MethodParameter parameter : handler.getMethodParameters()) {
      RequestParam field = parameter.getParameterAnnotation(RequestParam.class);
      if (field != null) {
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        String name = field.name().isEmpty() ? parameter.getParameterName() : field.name();
        if (fields.containsKey(name)) {
          filled.addAll(List.of(name, fields.get(name)));
        } else {
          uncovered.add(pattern + ": nobody says what the field " + name + " names");
        }
      }
    }
    return filled;
  }
}
