package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.Case;
import io.fieldbench.assessment.Observation.Judged;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.competency.LocalizedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What became of a run, as a part of evidence and as its judge says it. */
final class RunJson {
  static final int CASES = 200;

  private RunJson() {}

  static void write(ProgramRan o, ObjectNode node) {
    node.put("run", o.run()).put("draw", o.draw()).put("inputSha256", o.inputSha256());
    node.put("exitCode", o.exitCode()).put("timedOut", o.timedOut()).put("cut", o.cut());
    node.put("millis", o.millis()).put("outputBytes", o.outputBytes());
    node.put("outputSha256", o.outputSha256()).put("output", o.output()).put("error", o.error());
  }

  static ProgramRan programRan(int number, Instant at, Fields o) {
    return new ProgramRan(
        number,
        at,
        o.text("run"),
        o.text("draw"),
        o.text("inputSha256"),
        o.integer("exitCode"),
        o.flag("timedOut"),
        o.flag("cut"),
        o.integer("millis"),
        o.integer("outputBytes"),
        o.text("outputSha256"),
        o.text("output"),
        o.text("error"));
  }

  static void write(Judged o, ObjectNode node) {
    var list = node.put("run", o.run()).putArray("cases");
    for (Case one : o.cases()) {
      ObjectNode item = list.addObject().put("id", one.id()).put("passed", one.passed());
      write(one.expected(), item.putObject("expected"));
      write(one.seen(), item.putObject("seen"));
    }
  }

  private static void write(LocalizedText text, ObjectNode node) {
    node.put("en", text.en()).put("zh", text.zh());
  }

  static Judged judged(int number, Instant at, Fields o) {
    return new Judged(number, at, o.text("run"), cases(o, "cases"));
  }

  /**
   * @throws IllegalArgumentException when they are not as they should be, or an id comes twice
   */
  static List<Case> cases(Fields parent, String name) {
    var cases = new ArrayList<Case>();
    var ids = new HashSet<String>();
    for (Fields item : parent.items(name, CASES)) {
      String id = item.text("id");
      if (id.isBlank() || !ids.add(id)) {
        throw item.wrong("id", "must be a name of its own");
      }
      cases.add(
          new Case(id, item.flag("passed"), item.localized("expected"), item.localized("seen")));
    }
    return cases;
  }
}
