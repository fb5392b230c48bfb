package io.fieldbench.assessment;

import io.fieldbench.assessment.Grader.Outcome;
import io.fieldbench.assessment.Observation.FileSeen;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.Check.File;
import io.fieldbench.exercise.MessagePattern.Condition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a file of the workspace is there and holds what is wanted. */
final class FileGrader {
  private FileGrader() {}

  static Outcome grade(File check, Timeline timeline) {
    FileSeen file = timeline.file(check.path());
    if (file == null) {
      throw Timeline.lacks("file '" + check.path() + "'");
    }
    LocalizedText wrong = wrong(check, file);
    return new Outcome(
        wrong == null,
        expected(check),
        wrong == null ? WorkspaceWording.file(check, file) : wrong,
        List.of(file.number()));
  }

  static LocalizedText expected(File check) {
    return WorkspaceWording.expected(check);
  }

  private static @Nullable LocalizedText wrong(File check, FileSeen file) {
    String text = file.text();
    if (file.bytes() < 0) {
      return WorkspaceWording.absent(check);
    }
    if (file.bytes() > check.largest()) {
      return WorkspaceWording.tooLarge(check, file);
    }
    if (text == null) {
      return WorkspaceWording.noText(check);
    }
    if (!check.where().isEmpty()) {
      JsonNode json = Json.read(text.getBytes(StandardCharsets.UTF_8));
      if (json == null) {
        return WorkspaceWording.notJson(check, text);
      }
      Map<String, Condition> unmet = new LinkedHashMap<>(check.where());
      unmet.entrySet().removeIf(e -> Json.meets(Json.value(json, e.getKey()), e.getValue()));
      if (!unmet.isEmpty()) {
        return WorkspaceWording.unmet(check, json, List.copyOf(unmet.keySet()));
      }
    }
    Set<String> lines = text.lines().map(String::stripTrailing).collect(Collectors.toSet());
    List<String> missing = check.lines().stream().filter(l -> !lines.contains(l)).toList();
    return missing.isEmpty() ? null : WorkspaceWording.lacksLines(check, missing);
  }
}
