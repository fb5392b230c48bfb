package io.fieldbench.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.portal.BuiltPortal;
import io.fieldbench.portal.faults.CasePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code framework import}, each time in a process of its own on one data folder. */
class FrameworkImportIntegrationTests {
  private static final String PUMPS =
      """
      id: pumps
      edition: "2025"
      title: { en: Pumps, zh: 泵 }
      description: { en: What a pump fitter knows, zh: 装泵人员应知 }
      source: the tests
      groups:
        all: { en: All, zh: 全部 }
      competencies:
        - { code: P1, type: skill, group: all, title: { en: Primes, zh: 灌泵 }, statement: { en: Primes a pump., zh: 给泵灌水。 } }
        - { code: P2, type: knowledge, group: all, title: { en: Seals, zh: 密封 }, statement: { en: Knows seals., zh: 懂密封。 } }
      """;

  @TempDir Path temp;

  private record Ended(int status, String text) {}

  private Ended fieldbench(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(BuiltPortal.command());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(temp, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private Ended imported(String text, String... more) throws IOException, InterruptedException {
    Path file = Files.writeString(temp.resolve("given.yaml"), text);
    List<String> arguments =
        new ArrayList<>(
            List.of("framework", "import", "--format", "fieldbench", file.toString(), "--data"));
    arguments.add(temp.resolve("data").toString());
    arguments.addAll(List.of(more));
    return fieldbench(arguments.toArray(String[]::new));
  }

  @Test
  void anEditionNeverChangesAndAnotherTakesItsPlace() throws Exception {
    assertThat(imported(PUMPS, "--dry-run").text()).contains("Nothing was imported");
    assertThat(temp.resolve("data")).doesNotExist();

    Ended first = imported(PUMPS);
    assertThat(first.text()).contains("competencies ", "Imported: pumps, edition 2025");
    assertThat(first.status()).isZero();

    Ended again = imported("# another comment\n" + PUMPS);
    assertThat(again.text()).contains("is there already, word for word");
    assertThat(again.status()).isZero();

    Ended changed = imported(PUMPS.replace("给泵灌水", "灌泵前先排气"));
    assertThat(changed.text())
        .contains("edition 2025, is there with other content", "competency P1 changed statement")
        .contains("给泵灌水。 → Primes a pump. / 灌泵前先排气。");
    assertThat(changed.status()).isEqualTo(1);

    assertThat(imported(PUMPS.replace("code: P1", "code: versions")).text())
        .contains("Nothing was imported: pages are called as these codes: versions");
    assertThat(imported(PUMPS.replace("id: pumps", "id: compare")).text())
        .contains("a framework cannot be called compare");

    Ended newer = imported(PUMPS.replace("\"2025\"", "\"2026\"").replace("code: P2", "code: P3"));
    assertThat(newer.text())
        .contains("In place of edition 2025", "competency P2 moved code: P2 → P3");
    assertThat(newer.status()).isZero();

    Ended third = imported(PUMPS.replace("\"2025\"", "\"2024\""));
    assertThat(third.text())
        .as("what came last is in use")
        .contains("In place of edition 2026", "Imported: pumps, edition 2024");
    Ended shipped =
        imported(
            Files.readString(Path.of("../competency-maps/frameworks/iiot-specialist.yaml"))
                .replaceFirst("(?m)^edition: .*", "edition: next"));
    assertThat(shipped.text()).contains("In place of edition undated");
    Ended older =
        imported(
            Files.readString(Path.of("../competency-maps/frameworks/iiot-specialist.yaml"))
                .replaceFirst("(?m)^source:$\\R.*$\\R.*$", "source: our own copy"));
    assertThat(older.text())
        .contains("edition undated", "It is kept; edition next came later and stays in use.")
        .doesNotContain("In place of");
  }

  private Ended pumpsByCase(String json) throws IOException, InterruptedException {
    Path file = Files.writeString(temp.resolve("given.json"), json);
    String data = temp.resolve("data").toString();
    return fieldbench("framework", "import", "--format", "case", file.toString(), "--data", data);
  }

  private Ended exported(String format, Path to, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("framework", "export", "pumps", "--format", format, "--output", to.toString()));
    words.addAll(List.of(more));
    return fieldbench(words.toArray(String[]::new));
  }

  @Test
  void aCasePackageGoesOutAsItCameIn() throws Exception {
    String data = temp.resolve("data").toString();
    assertThat(pumpsByCase(CasePackage.PUMPS).text()).contains("Imported: pumps, edition 2025");

    Path whole = temp.resolve("whole.json");
    Ended out = exported("case", whole, "--data", data);
    assertThat(out.text()).contains("pumps, edition 2025, is in").doesNotContain("not in it");
    assertThat(out.status()).isZero();
    JsonMapper json = JsonMapper.shared();
    assertThat(json.readTree(Files.readAllBytes(whole)))
        .isEqualTo(json.readTree(CasePackage.PUMPS));
    assertThat(exported("case", whole, "--data", data).text()).contains("is there already; name");
    Path older = temp.resolve("older.json");
    assertThat(exported("case-1.0", older, "--data", data).text()).doesNotContain("not in it");
    assertThat(older).as("it is a package of 1.0").hasSameTextualContentAs(whole);
    Path wrapped = temp.resolve("wrapped.json");
    assertThat(exported("case", wrapped, "--data", data, "--wrapped").status()).isZero();
    assertThat(json.readTree(Files.readAllBytes(wrapped)))
        .isEqualTo(json.readTree(CasePackage.PUMPS));
    assertThat(exported("moodle", temp.resolve("n"), "--data", data, "--wrapped").status())
        .isEqualTo(2);

    Ended moodle = exported("moodle", temp.resolve("m.csv"), "--data", data, "--edition", "2025");
    assertThat(moodle.text()).contains("--format case gives that file whole");
    assertThat(Files.readString(temp.resolve("m.csv"))).contains("Primes a pump.");

    assertThat(exported("case", temp.resolve("n"), "--data", data, "--edition", "2024").text())
        .contains("There is no framework 'pumps' of edition '2024' there");
    assertThat(exported("case", temp.resolve("n")).text())
        .contains("There is no shipped framework 'pumps'", "--data DIR finds an imported one");
    assertThat(exported("case", temp.resolve("n"), "--data", temp + "/none").text())
        .contains("No portal has run on this data folder");
    assertThat(temp.resolve("n")).doesNotExist();
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void anEditionsPackageNeverChangesEither() throws Exception {
    pumpsByCase(CasePackage.PUMPS);
    assertThat(pumpsByCase(CasePackage.PUMPS.replace("03-01", "03-02")).text())
        .contains("is there already, word for word");
    Ended changed = pumpsByCase(CasePackage.PUMPS.replace("Priming, marked", "Priming, graded"));
    assertThat(changed.text())
        .contains(
            "is there of a file with something else beside the framework",
            "CFRubrics[" + CasePackage.RUBRIC + "].title");
    assertThat(changed.status()).isEqualTo(1);
    assertThat(
            pumpsByCase(
                    CasePackage.PUMPS
                        .replace("\"2025\"", "\"2026\"")
                        .replace("Priming, marked", "Priming, graded"))
                .text())
        .contains("In place of edition 2025", "Facts changed: 1, wording changed: 0");
  }

  @Test
  void aFileOfMoodleGoesOutAsItCameIn() throws Exception {
    String csv =
        """
        Parent ID number,ID number,Short name,Description,Description format,Scale values,Is framework,Taxonomy
        ,pumps,Pumps,,1,"No,Yes",1,"competency,outcome"
        ,P1,Primes a pump,,1,,,
        """;
    Path file = Files.writeString(temp.resolve("m.csv"), csv);
    String data = temp.resolve("data").toString();
    String[] command = {
      "framework", "import", "--format", "moodle", file.toString(), "--data", data, "--edition", "7"
    };
    assertThat(fieldbench(command).text()).contains("Imported: pumps, edition 7");
    Path out = temp.resolve("out.csv");
    assertThat(exported("moodle", out, "--data", data).status()).isZero();
    assertThat(out).hasContent(csv);
    Files.writeString(file, csv.replace("No,Yes", "Not yet,Yes"));
    assertThat(fieldbench(command).text()).contains("'pumps', column Scale values");
  }

  /** Of what the product brings an institution may put the wording otherwise, but no fact. */
  @Test
  void overAShippedEditionOnlyTheWordingMayDiffer() throws Exception {
    String card = Files.readString(Path.of("../competency-maps/frameworks/iiot-specialist.yaml"));
    String code = card.replaceAll("(?s).*?\n  - code: (\\S+).*", "$1");
    Ended renamed = imported(card.replace("- code: " + code + "\n", "- code: OTHER-1\n"));
    assertThat(renamed.text())
        .contains("is there with other content", "competency " + code + " moved code");
    assertThat(renamed.status()).isEqualTo(1);
    assertThat(temp.resolve("data")).doesNotExist();
    assertThat(
            imported(card.replace("- code: " + code + "\n", "- code: OTHER-1\n"), "--dry-run")
                .text())
        .contains("is there with other content");
    assertThat(imported(card).text()).contains("is there already, word for word; nothing to do.");
    assertThat(
            imported(card.replaceFirst("(?m)^source:$\\R.*$\\R.*$", "source: our own copy")).text())
        .contains("Facts changed: 0, wording changed: 1.", "Imported: iiot-specialist");
  }

  /** Words of ours may be put otherwise, but not stand at another ability. */
  @Test
  void overAShippedEditionAbilitiesAreNotExchanged() throws Exception {
    String standard = Files.readString(Path.of("../competency-maps/frameworks/cn-2-02-10-10.yaml"));
    String one = "  - code: 1b-A1.4.1\n";
    String other = "  - code: 1b-A1.4.2\n";
    assertThat(standard).contains(one, other);
    Ended exchanged =
        imported(standard.replace(one, "#\n").replace(other, one).replace("#\n", other));
    assertThat(exchanged.status()).isEqualTo(1);
    assertThat(exchanged.text())
        .contains("is there with other content", "1b-A1.4.1 moved code: 1b-A1.4.1 → 1b-A1.4.2");
    // In one language alone, and with another mark at the end.
    String was = statement(standard, one, "en");
    String instead = statement(standard, other, "en");
    assertThat(imported(standard.replace(was, "@1").replace(instead, was).replace("@1", instead)))
        .satisfies(o -> assertThat(o.text()).contains("1b-A1.4.1 moved code"));
    String chinese = statement(standard, other, "zh");
    assertThat(
            imported(
                standard.replace(
                    statement(standard, one, "zh"), chinese.substring(0, chinese.length() - 1))))
        .satisfies(o -> assertThat(o.text()).contains("1b-A1.4.2 moved code"));
    assertThat(temp.resolve("data")).doesNotExist();
  }

  private static String statement(String standard, String code, String language) {
    Matcher found =
        Pattern.compile(
                Pattern.quote(code)
                    + "(?s:.*?)statement:\\R(?:.*\\R)??\\s+"
                    + language
                    + ": \"(.+)\"")
            .matcher(standard);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void aStandardOfAnUnknownEditionIsTakenWithAWarning() throws Exception {
    Path text =
        Path.of(
            "../competency-maps/src/test/resources/io/fieldbench/competency/standard/greenhouse.txt");
    Ended ended =
        fieldbench("framework", "import", "--format", "cn-standard", text.toString(), "--dry-run");
    assertThat(ended.text())
        .contains(
            "Edition 2031 of cn-9-01-02-03 is not known here: no text was compared",
            "Nothing was imported (--dry-run).");
    assertThat(ended.status()).isZero();
  }

  static boolean escoIsHere() {
    return Files.isDirectory(Path.of("../../shared/esco/v1.2.0"));
  }

  /** Which skills the occupation has is ESCO's to say; what is shipped was our guess. */
  @Test
  @EnabledIf(
      value = "escoIsHere",
      disabledReason = "ESCO's files, which are not ours to ship, do not lie in ../shared/esco")
  void escosOwnRelationsTakeThePlaceOfOurLinks() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("v1.2.0"));
    try (var files = Files.newDirectoryStream(Path.of("../../shared/esco/v1.2.0"))) {
      for (Path file : files) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Framework ours = FrameworkCatalog.shipped().framework("esco-2512-9").orElseThrow();
    String relations =
        ours.competencies().stream()
            .skip(2)
            .map(c ->
                "%s,essential,%s,%s%n"
                    .formatted(
                        ours.uri(),
                        c.type() == Competency.Type.SKILL ? "skill/competence" : "knowledge",
                        c.uri()))
            .collect(Collectors.joining());
    String data = temp.resolve("data").toString();
    String[] command = {
      "framework", "import", "--format", "esco", folder.toString(), "--data", data
    };
    assertThat(fieldbench(command).text())
        .contains("Facts changed: 0", "Imported: esco-2512-9, edition v1.2.0 ");
    Files.writeString(
        folder.resolve("occupationSkillRelations_en.csv"),
        "occupationUri,relationType,skillType,skillUri\n" + relations);
    Ended ended = fieldbench(command);
    assertThat(ended.text())
        .contains(
            "Imported: esco-2512-9, edition v1.2.0 with relations",
            "Links of the crosswalk that have no place in this edition",
            "competency " + ours.competencies().getFirst().code() + " removed");
    assertThat(ended.status()).isZero();

    assertThat(fieldbench("framework", "show", "esco-2512-9", "--data", data).text())
        .contains("%d competencies".formatted(ours.competencies().size() - 2));
    assertThat(fieldbench("framework", "show", "esco-2512-9").text())
        .contains("%d competencies".formatted(ours.competencies().size()));
    assertThat(fieldbench("framework", "show", "--data", data).text())
        .contains("cn-2-02-10-10, edition 2021", "esco-2512-9, edition v1.2.0 with relations");
  }

  /** Of an edition that puts an ability elsewhere, the exercises cover it there. */
  @Test
  void coverageOfWhatWasImportedIsThatOfItsInstallation() throws Exception {
    String card = Files.readString(Path.of("../competency-maps/frameworks/cn-2-02-10-10.yaml"));
    Ended imported =
        imported(
            card.replaceFirst("(?m)^edition: .*", "edition: \"2031\"")
                .replaceAll("\\b1a-K2\\.2\\.1\\b", "1a-K2.2.9"));
    assertThat(imported.text()).contains("Imported: cn-2-02-10-10, edition 2031");
    String data = temp.resolve("data").toString();
    assertThat(fieldbench("coverage", "--track", "1a", "--data", data).text())
        .contains("1a-K2.2.9")
        .doesNotContain("1a-K2.2.1 ");
    assertThat(fieldbench("coverage", "--track", "1a").text())
        .contains("1a-K2.2.1")
        .doesNotContain("1a-K2.2.9");
    assertThat(fieldbench("coverage", "--data", temp + "/none").text())
        .contains("No portal has run on this data folder");
  }

  static boolean officialTextIsHere() {
    return Files.isDirectory(Path.of("../../shared/seeds"));
  }

  /** A changed word and a changed figure, in one refusal, each with its line. */
  @Test
  @EnabledIf(
      value = "officialTextIsHere",
      disabledReason =
          "the official text, which is not ours to ship, does not lie in ../shared/seeds")
  void aWordAndAFigureOfTheStandardAreToldWithTheirLines() throws Exception {
    Path official;
    try (var files = Files.newDirectoryStream(Path.of("../../shared/seeds"), "004_*.txt")) {
      official = files.iterator().next();
    }
    List<String> lines = Files.readAllLines(official);
    int at = 0;
    while (!lines.get(at).contains("能完成模拟量传感器数据采集")) {
      at++;
    }
    lines.set(at, lines.get(at).replace("模拟量传感器数据", "模拟量传感器的数据"));
    lines.replaceAll(line -> line.replace("皆达 60 分", "皆达 50 分"));
    Path changed = Files.write(temp.resolve("changed.txt"), lines);
    String[] command = {
      "framework", "import", "--format", "cn-standard", changed.toString(), "--data", "none"
    };
    Ended ended = fieldbench(command);
    assertThat(ended.text())
        .contains(
            "1 texts are not those of edition 2021 as it was published",
            "line %d: 1a-A1.1.1: 能完成模拟量传感器的数据采集".formatted(at + 1),
            "changed pass mark: 60 → 50");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(Path.of("none")).doesNotExist();
  }

  @Test
  void whatIsNoFrameworkChangesNothing() throws Exception {
    byte[] gbk = PUMPS.getBytes("GBK");
    Path file = Files.write(temp.resolve("gbk.yaml"), gbk);
    String data = temp.resolve("data").toString();
    Ended ended =
        fieldbench(
            "framework", "import", "--format", "fieldbench", file.toString(), "--data", data);
    assertThat(ended.text()).contains("gbk.yaml", "is not UTF-8; save it as UTF-8");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(temp.resolve("data")).doesNotExist();
    Files.writeString(file, "x".repeat(40 << 20), StandardCharsets.US_ASCII);
    assertThat(fieldbench("framework", "import", "--format", "cn-standard", file.toString()).text())
        .contains("has 40 MiB; a framework has at most 32");
    assertThat(fieldbench("framework", "import", "--format", "fieldbench", file.toString()).text())
        .contains("has 40 MiB; a framework has at most 16");
  }
}
