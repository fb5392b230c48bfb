package io.fieldbench.competency.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds one occupation in ESCO's tables. */
final class EscoOccupations {
  private static final List<String> COLUMNS =
      List.of(
          "conceptType",
          "conceptUri",
          "iscoGroup",
          "preferredLabel",
          "altLabels",
          "status",
          "description",
          "code");

  private static final List<String> CHINESE =
      List.of("conceptUri", "preferredLabel", "description", "code");

  private EscoOccupations() {}

  /**
   * @param description empty where the file has none
   * @param group of ISCO that it belongs to, with its number; empty where no file tells it
   */
  record Occupation(String uri, String code, String label, String description, String group) {}

  /** The one of that code in one language; a problem where there is none. */
  static Optional<Occupation> find(EscoFolder folder, String code, Problems problems) {
    Optional<SourceFile> file = folder.needed("occupations", "en");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> uris = new HashMap<>();
    Map<String, Long> codes = new HashMap<>();
    List<Occupation> found = new ArrayList<>();
    List<String> near = new ArrayList<>();
    long before = problems.count();
    CsvTable.read(
        file.get(),
        COLUMNS,
        problems,
        row -> {
          boolean good = EscoUri.isNew(row, "conceptUri", uris);
          good &= EscoUri.hasText(row, "preferredLabel");
          good &= row.get("code").isEmpty() || EscoUri.isFirst(row, "code", codes);
          if (row.get("code").startsWith(code.replaceFirst("\\..*", ""))) {
            near.add(row.get("code"));
          }
          if (good && row.get("code").equals(code)) {
            found.add(occupation(row, group(folder, row.get("iscoGroup"), problems)));
          }
        });
    if (found.isEmpty() && problems.count() == before) {
      problems.add(
          file.get().name(),
          "column code",
          "has no occupation %s; near it are: %s"
              .formatted(code, near.isEmpty() ? "none" : String.join(", ", near)));
    }
    return found.stream().findFirst();
  }

  private static Occupation occupation(CsvRow row, String group) {
    return new Occupation(
        row.get("conceptUri"),
        row.get("code"),
        row.get("preferredLabel"),
        row.get("description"),
        group);
  }

  private static String group(EscoFolder folder, String number, Problems problems) {
    List<String> found = new ArrayList<>();
    Map<String, Long> codes = new HashMap<>();
    folder
        .file("ISCOGroups", "en")
        .ifPresent(file ->
            CsvTable.read(
                file,
                List.of("code", "preferredLabel"),
                problems,
                row -> {
                  if (EscoUri.isFirst(row, "code", codes) && row.get("code").equals(number)) {
                    found.add(number + ", " + row.get("preferredLabel"));
                  }
                }));
    return found.isEmpty() ? "" : found.getFirst();
  }

  /** Its label and description in Chinese, where there is such a file and it has them. */
  static Optional<Occupation> chinese(EscoFolder folder, String uri, Problems problems) {
    List<Occupation> found = new ArrayList<>();
    Map<String, Long> uris = new HashMap<>();
    folder
        .file("occupations", "zh")
        .ifPresent(file ->
            CsvTable.read(
                file,
                CHINESE,
                problems,
                row -> {
                  if (EscoUri.isNew(row, "conceptUri", uris) && row.get("conceptUri").equals(uri)) {
                    found.add(occupation(row, ""));
                  }
                }));
    return found.stream().filter(o -> EscoUri.isText(o.label())).findFirst();
  }
}
