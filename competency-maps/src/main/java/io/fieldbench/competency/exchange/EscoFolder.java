package io.fieldbench.competency.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one edition of ESCO by their official names, in any languages. */
final class EscoFolder {
  private static final Pattern NAME = Pattern.compile("([A-Za-z]+)_([a-z]{2})\\.csv");
  private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+(?:\\.\\d+)?");

  /** The table of all skills, and what {@link #collection} calls it. */
  static final String ALL = "skills";

  private static final String COLLECTION = "SkillsCollection";

  private final Path folder;
  private final List<Path> files;
  private final Problems problems;

  private EscoFolder(Path folder, List<Path> files, Problems problems) {
    this.folder = folder;
    this.files = files;
    this.problems = problems;
  }

  static EscoFolder of(Path folder, Problems problems) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      problems.add(
          folder.toString(), "", "is no folder; unpack ESCO's download and name its folder");
    } else {
      try (var entries = Files.list(folder)) {
        entries
            .filter(p -> NAME.matcher(String.valueOf(p.getFileName())).matches())
            .filter(Files::isRegularFile)
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        problems.add(folder.toString(), "", "cannot be listed: " + e);
      }
      if (files.isEmpty() && problems.none()) {
        problems.add(
            folder.toString(),
            "",
            "holds no file of ESCO; they are called occupations_en.csv, skills_en.csv and so on");
      }
    }
    return new EscoFolder(folder, files, problems);
  }

  /** The version that the folder's name tells, as v1.2.0; a problem where it tells none. */
  String version() {
    Matcher version = VERSION.matcher(String.valueOf(folder.toAbsolutePath().getFileName()));
    if (version.find()) {
      return version.group();
    }
    problems.add(
        folder.toString(),
        "",
        "does not tell ESCO's version by its name, as v1.2.0; give it by --edition");
    return "";
  }

  /**
   * One table in one language.
   *
   * @param table as occupations
   */
  Optional<SourceFile> file(String table, String language) {
    String name = table + "_" + language + ".csv";
    return files.stream()
        .filter(p -> String.valueOf(p.getFileName()).equals(name))
        .findFirst()
        .flatMap(this::source);
  }

  /** The same; a problem where it is not there. */
  Optional<SourceFile> needed(String table, String language) {
    String name = table + "_" + language + ".csv";
    if (files.stream().noneMatch(p -> String.valueOf(p.getFileName()).equals(name))) {
      problems.add(
          folder.toString(),
          "",
          "has no %s; it has: %s".formatted(name, String.join(", ", names())));
      return Optional.empty();
    }
    return file(table, language);
  }

  /**
   * Tables with skills in one language: the collections first, as only these tell what is above.
   */
  List<SourceFile> skills(String language) {
    List<SourceFile> found = new ArrayList<>();
    for (Path path : files) {
      if (String.valueOf(path.getFileName()).endsWith(COLLECTION + "_" + language + ".csv")) {
        source(path).ifPresent(found::add);
      }
    }
    file(ALL, language).ifPresent(found::add);
    return found;
  }

  /** Of a table of skills: digital for digitalSkillsCollection_en.csv, skills for skills_en.csv. */
  static String collection(String file) {
    return file.replaceFirst("(" + COLLECTION + ")?_[a-z]{2}\\.csv$", "");
  }

  List<String> names() {
    return files.stream().map(p -> String.valueOf(p.getFileName())).toList();
  }

  private Optional<SourceFile> source(Path path) {
    try {
      return Optional.of(SourceFile.of(path));
    } catch (IOException e) {
      problems.add(String.valueOf(path.getFileName()), "", "cannot be read: " + e);
      return Optional.empty();
    }
  }
}
