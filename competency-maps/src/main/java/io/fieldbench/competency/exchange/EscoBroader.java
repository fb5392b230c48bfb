package io.fieldbench.competency.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which concepts stand above which skills, so that none stands above itself. */
final class EscoBroader {
  private static final String COLUMN = "broaderConceptUri";
  private static final Pattern SEVERAL = Pattern.compile(" *\\| *");

  /** Concepts of a circle that are named. */
  private static final int NAMED = 10;

  private final Map<String, Above> above = new LinkedHashMap<>();

  private record Above(String label, String file, String place, List<String> uris) {}

  /** Takes what a row says; a problem for each that is no address. */
  void add(CsvRow row) {
    List<String> uris = new ArrayList<>();
    for (String uri : SEVERAL.split(row.get(COLUMN))) {
      if (!uri.isEmpty() && EscoUri.isConcept(row, COLUMN, uri)) {
        uris.add(uri);
      }
    }
    if (!uris.isEmpty()) {
      above.putIfAbsent(
          row.get("conceptUri"),
          new Above(row.get("preferredLabel"), row.file(), row.place(COLUMN), uris));
    }
  }

  /** Tells each circle once, at the skill that closes it. */
  void tellCircles(Problems problems) {
    Set<String> ended = new HashSet<>();
    for (String start : above.keySet()) {
      // Without recursion, as nobody limits how many stand above one another.
      List<Step> way = new ArrayList<>();
      Map<String, Integer> places = new HashMap<>();
      enter(start, way, places, ended);
      while (!way.isEmpty()) {
        Step last = way.getLast();
        if (!last.up().hasNext()) {
          way.removeLast();
          places.remove(last.uri());
          ended.add(last.uri());
          continue;
        }
        String next = last.up().next();
        Integer place = places.get(next);
        if (place == null) {
          enter(next, way, places, ended);
        } else {
          tell(way.subList(place, way.size()), problems);
        }
      }
    }
  }

  private record Step(String uri, Above here, Iterator<String> up) {}

  private void enter(String uri, List<Step> way, Map<String, Integer> places, Set<String> ended) {
    Above here = above.get(uri);
    if (here != null && !ended.contains(uri)) {
      places.put(uri, way.size());
      way.add(new Step(uri, here, here.uris().iterator()));
    }
  }

  private static void tell(List<Step> round, Problems problems) {
    List<String> names = new ArrayList<>();
    round.stream().limit(NAMED).forEach(step -> names.add(step.here().label()));
    if (round.size() > NAMED) {
      names.add("…");
    }
    names.add(round.getFirst().here().label());
    Above last = round.getLast().here();
    problems.add(
        last.file(), last.place(), "goes round in a circle: " + String.join(" under ", names));
  }
}
