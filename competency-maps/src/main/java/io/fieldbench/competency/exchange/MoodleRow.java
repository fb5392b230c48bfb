package io.fieldbench.competency.exchange;

import tools.jackson.databind.JsonNode;

/**
 * A row of Moodle's CSV.
 *
 * @param note ours at the end of its description; missing where there is none
 */
record MoodleRow(CsvRow row, JsonNode note) {
  String idNumber() {
    return row.get("ID number");
  }

  String parent() {
    return row.get("Parent ID number");
  }

  String shortName() {
    return row.get("Short name");
  }

  String description() {
    return row.get("Description");
  }

  /** PHP's truth, as Moodle reads it. */
  boolean isFramework() {
    String cell = row.get("Is framework");
    return !cell.isEmpty() && !cell.equals("0");
  }

  /** What of a framework it is, by our note. */
  String node() {
    return note.path("node").asString("");
  }

  /** Its code: the ID number, or what that stands for by our note. */
  String id() {
    boolean standsForIt = note.path("number").asString("").equals(idNumber());
    return standsForIt ? note.path("id").asString("") : idNumber();
  }

  /** Its English title. */
  String title() {
    return MoodleText.fromShortName(shortName(), note.path("en").asString(""));
  }
}
