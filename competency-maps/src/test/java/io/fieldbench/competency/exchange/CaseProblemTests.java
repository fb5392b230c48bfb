package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bad package and exactly what is said about it. */
class CaseProblemTests {
  private static List<String> said(byte[] bytes) {
    FrameworkException refused =
        catchThrowableOfType(FrameworkException.class, () -> CaseDocument.read("case.json", bytes));
    assertThat(refused).as("the package should be refused").isNotNull();
    assertThat(refused.problems())
        .allMatch(p -> p.startsWith("case.json: ") || p.matches("and \\d+ more"));
    return refused.problems().stream().map(p -> p.replaceFirst("^case\\.json: ", "")).toList();
  }

  private static List<String> said(String json) {
    return said(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `"creator": "A state",` | `` | CFDocument.creator, line 2, column 17: is missing; CASE requires a text
          `"A state"`             | 7  | CFDocument.creator, line 5, column 16: is no text; CASE requires one
          `"fullStatement": "Know rates.",` | `` | CFItems[1].fullStatement, line 22, column 5: is missing; CASE requires a text
          `"Know rates."`         | `" "` | CFItems[1].fullStatement, line 25, column 24: is no text; CASE requires one
          `"Know rates."`         | `"--"` | CFItems[1].fullStatement, line 25, column 24: is '--'; a text is needed
          `"Know rates."`         | `"a\\u0000b"` | CFItems[1].fullStatement, line 25, column 24: has the control character U+0000; take it out
          `"Rates"`               | `"\\u001b[31m"` | CFItems[1].abbreviatedStatement, line 26, column 31: has the control character U+001B; take it out
          `"identifier": "00000000-0000-0000-0000-000000000002",\n      "uri": "https` | `"identifier": "two",\n      "uri": "https` | CFItems[1].identifier, line 23, column 21: 'two' is no UUID
          `"R.2"`                 | `"R.1"` | CFItems[1].humanCodingScheme, line 27, column 28: 'R.1' stands already at CFItems[0]
          `0000000000a2`          | `0000000000a1` | CFAssociations[1].identifier, line 59, column 21: '00000000-0000-0000-0000-0000000000a1' stands already at CFAssociations[0]
          `"associationType": "exemplar",` | `` | CFAssociations[4].associationType, line 84, column 5: is missing; CASE requires a text
          `"associationType": "isChildOf"` | `"associationType": "isChildof"` | CFAssociations[0].associationType, line 52, column 26: 'isChildof' is no relation of CASE; it has isChildOf, isPeerOf, isPartOf, exactMatchOf, precedes, isRelatedTo, replacedBy, exemplar, hasSkillLevel and isTranslationOf, and others begin with ext:
          `"exemplar"`            | `"ext:shown by"` | CFAssociations[4].associationType, line 87, column 26: 'ext:shown by' is no relation of CASE; it has isChildOf, isPeerOf, isPartOf, exactMatchOf, precedes, isRelatedTo, replacedBy, exemplar, hasSkillLevel and isTranslationOf, and others begin with ext:
          `"CFItems": [`          | `"CFItems": [], "x": [` | CFItems, line 12, column 14: is missing or empty; a framework has items
          """)
  void oneThingWrong(String passage, String change, String problem) {
    String from = passage.replace("\\n", "\n");
    assertThat(CasePackages.GOOD).contains(from);
    int at = CasePackages.GOOD.indexOf(from);
    String json =
        CasePackages.GOOD.substring(0, at)
            + (change == null ? "" : change.replace("\\n", "\n"))
            + CasePackages.GOOD.substring(at + from.length());
    assertThat(said(json)).contains(problem);
  }

  @Test
  void aControlCharacterInAFieldThatIsTakenAsItIs() {
    assertThat(said(CasePackages.GOOD.replace("A state", "A \\u0007 state")))
        .containsExactly(
            "as a framework, mathematics-grade-6: has the control character U+0007 in a text; take"
                + " it out");
  }

  private static final String ONE = "00000000-0000-0000-0000-000000000001";
  private static final String THREE = "00000000-0000-0000-0000-000000000003";
  private static final String DOCUMENT = "00000000-0000-0000-0000-00000000000d";

  /** The good package with the end of an association changed. */
  private static String end(int line, String from, String to) {
    String[] lines = CasePackages.GOOD.split("\n");
    assertThat(lines[line - 1]).contains(from);
    lines[line - 1] = lines[line - 1].replace(from, to);
    return String.join("\n", lines);
  }

  @Test
  void aCircleIsToldWithAllThatStandInIt() {
    // The section under the first of what stands under it.
    assertThat(said(end(73, DOCUMENT, ONE)))
        .singleElement()
        .asString()
        .endsWith("isChildOf goes round in a circle: R.1 under R under R.1")
        .startsWith("CFAssociations[2], line 67, column 5: ");
    assertThat(said(end(73, DOCUMENT, THREE)))
        .containsExactly(
            "CFAssociations[2], line 67, column 5: isChildOf goes round in a circle: R under R");
  }

  @Test
  void anAssociationThatHangsInTheAir() {
    String nowhere = "00000000-0000-0000-0000-0000000000ff";
    assertThat(said(end(55, THREE, nowhere)))
        .containsExactly(
            "CFAssociations[0].destinationNodeURI.identifier, line 55, column 58: '%s' is no item of the package"
                .formatted(nowhere));
    assertThat(said(end(54, ONE, nowhere)))
        .containsExactly(
            "CFAssociations[0].originNodeURI.identifier, line 54, column 53: '%s' is no item of the package"
                .formatted(nowhere));
    assertThat(said(end(88, "00000000-0000-0000-0000-000000000002", nowhere)))
        .containsExactly(
            "CFAssociations[4], line 84, column 5: neither end is an item of the package: '%s' and 'elsewhere'"
                .formatted(nowhere));
  }

  @Test
  void oneIdentifierTwice() {
    assertThat(said(CasePackages.GOOD.replace("000000000004\",\n", "000000000003\",\n")))
        .containsExactly(
            "CFItems[3].identifier, line 41, column 21: '%s' stands already at CFItems[2]"
                .formatted(THREE));
    assertThat(said(CasePackages.GOOD.replace("000000000004\",\n", "00000000000d\",\n")))
        .containsExactly(
            "CFItems[3].identifier, line 41, column 21: '%s' is that of the document"
                .formatted(DOCUMENT));
  }

  @Test
  void whatIsNoJson() {
    assertThat(said("{\n  \"CFDocument\": {,"))
        .singleElement()
        .asString()
        .startsWith("line 2, column 18: is no valid JSON: Unexpected character (','");
    assertThat(said("{\"a\": 1, \"a\": 2}"))
        .singleElement()
        .asString()
        .contains("is no valid JSON: Duplicate Object property \"a\"");
    assertThat(said("{} {}"))
        .containsExactly("line 1, column 4: has something after its end; give one JSON value");
    assertThat(said("{}\n }"))
        .containsExactly("line 2, column 2: has something after its end; give one JSON value");
    assertThat(said("<html>"))
        .singleElement()
        .asString()
        .startsWith("line 1, column 1: is no valid");
    assertThat(said(" \n")).containsExactly("is empty; give a JSON file");
    assertThat(said("")).containsExactly("is empty; give a JSON file");
    assertThat(said("{\"CFItems\": []}"))
        .containsExactly("is no CASE package; it has no CFDocument");
    assertThat(said("[%s,%s]".formatted(CasePackages.GOOD, CasePackages.GOOD)))
        .containsExactly("holds 2 CASE packages; give a file for each");
  }

  /** Wherever a file is damaged, the words are those of a user. */
  @Test
  void noProblemSpeaksOfTheParser() {
    var random = new Random(7);
    String json = CasePackages.GOOD;
    for (int i = 0; i < 3000; i++) {
      int at = random.nextInt(json.length());
      String other =
          List.of("", "{", "]", "\"", "-", "NaN", "+1", "/*", "\u001E", "\\ud800").get(i % 10);
      int end = Math.min(json.length(), at + random.nextInt(3));
      String damaged =
          i % 7 == 0 ? json.substring(0, at) : json.substring(0, at) + other + json.substring(end);
      try {
        CaseDocument.read("case.json", damaged.getBytes(StandardCharsets.UTF_8));
      } catch (FrameworkException e) {
        assertThat(e.problems())
            .allMatch(p -> p.startsWith("case.json: ") && p.length() < 400)
            .noneMatch(p ->
                p.matches("(?s).*([a-z][A-Z]\\w*\\.[A-Z]|Source:|Stream|tools\\.|Feature|[`]).*"));
      }
    }
  }

  @Test
  void halfOfACharacterIsToldByItsPlace() {
    assertThat(said(CasePackages.GOOD.replace("Know rates.", "Know \\ud800 rates.")))
        .containsExactly(
            "CFItems[1].fullStatement, line 25, column 24: has half of a character, U+D800; write"
                + " the whole one or take it out");
    assertThat(
            said(
                CasePackages.GOOD.replace(
                    "\"notes\": \"only here\"", "\"x\": [{\"a\": \"\\udc00\"}]")))
        .containsExactly(
            "CFItems[0].x[0].a, line 19, column 19: has half of a character, U+DC00; write the"
                + " whole one or take it out");
    String whole = CasePackages.GOOD.replace("Know rates.", "Know \\ud83d\\ude00 rates.");
    assertThat(CaseDocument.read("case.json", whole.getBytes(StandardCharsets.UTF_8))).isNotNull();
  }

  @Test
  void otherEncodingsAreNamed() {
    String chinese = CasePackages.GOOD.replace("Know rates.", "掌握比率的含义与计算方法。");
    assertThat(said(chinese.getBytes(Charset.forName("GBK"))))
        .containsExactly("line 25, column 25: is not UTF-8, but looks like GBK; save it as UTF-8");
    assertThat(said(chinese.getBytes(StandardCharsets.UTF_16)))
        .containsExactly(
            "line 1, column 1: is UTF-16 (big endian, says its byte order mark); save it as UTF-8"
                + " JSON");
    assertThat(said(chinese.getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly(
            "line 1, column 1: looks like UTF-16 (little endian, without a byte order mark); save"
                + " it as UTF-8 JSON");
  }

  @Test
  void whatIsTooDeepOrTooLargeIsNotRead(@TempDir Path folder) throws IOException {
    assertThat(said("[".repeat(100_000)))
        .containsExactly("line 1, column 102: is nested deeper than 100");
    assertThat(said("{\"a\": \"" + "x".repeat(2 << 20) + "\"}"))
        .singleElement()
        .asString()
        .endsWith(": has a text of more than 1048576 characters");
    assertThat(said("{\"" + "x".repeat(2000) + "\": 1}"))
        .singleElement()
        .asString()
        .startsWith("line 1, column ")
        .endsWith(": has a name of more than 1000 characters");
    assertThat(said("{\"a\": 1" + "0".repeat(2000) + "}"))
        .singleElement()
        .asString()
        .startsWith("line 1, column ")
        .endsWith(": has a number of more than 100 characters");
    Path huge = folder.resolve("huge.json");
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength((32L << 20) + 1);
    }
    FrameworkException refused =
        catchThrowableOfType(FrameworkException.class, () -> CaseDocument.read(huge));
    assertThat(refused.problems()).containsExactly("huge.json: has 33 MiB; at most 32 are read");
  }

  /** A long chain is no deep JSON, and going up or down it must not exhaust the stack. */
  @Test
  void aTreeWithoutEndIsRefused() {
    var items = new StringBuilder();
    var associations = new StringBuilder();
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      String id = "00000000-0000-0000-0000-%012d".formatted(i);
      String above = "00000000-0000-0000-0000-%012d".formatted(i + 1);
      String rest = "\"uri\":\"urn:x\",\"lastChangeDateTime\":\"2017\"}";
      items.append(i == 0 ? "" : ",\n");
      items.append("{\"identifier\":\"%s\",\"fullStatement\":\"a\",".formatted(id)).append(rest);
      if (i < count - 1) {
        associations.append(i == 0 ? "" : ",\n");
        associations
            .append("{\"identifier\":\"%s\",\"associationType\":\"isChildOf\",".formatted(id))
            .append("\"originNodeURI\":{\"identifier\":\"%s\"},".formatted(id))
            .append("\"destinationNodeURI\":{\"identifier\":\"%s\"},".formatted(above))
            .append(rest);
      }
    }
    String document =
        "\"CFDocument\":{\"identifier\":\"10000000-0000-0000-0000-000000000000\",\"uri\":\"urn:x\","
            + "\"creator\":\"a\",\"title\":\"a\",\"lastChangeDateTime\":\"2017\"}";
    List<String> problems =
        said(
            "{%s,\n\"CFItems\":[\n%s],\n\"CFAssociations\":[%s]}"
                .formatted(document, items, associations));
    assertThat(problems).hasSize(101);
    assertThat(problems.getFirst())
        .isEqualTo("CFItems[0], line 3, column 1: stands under more than 50 others");
    assertThat(problems.getLast()).isEqualTo("and %d more".formatted(count - 50 - 1 - 100));
  }

  @Test
  void pathsInAnEnvelopeAreThoseOfTheFile() {
    String json = "{\"data\": [\n" + CasePackages.GOOD.replace("\"A state\"", "null") + "]}";
    assertThat(said(json))
        .containsExactly(
            "data[0].CFDocument.creator, line 6, column 16: is no text; CASE requires one");
  }

  @Test
  void whatWeHaveWrittenCanBeSpoiltToo() {
    Framework card = FrameworkCatalog.shipped().framework("iiot-specialist").orElseThrow();
    String json =
        new String(
            CaseDocument.of(card, CaseVersion.V1_0, Instant.EPOCH).write(), StandardCharsets.UTF_8);
    int at = json.indexOf("\"educationLevel\" : [ \"2\" ]");
    assertThat(said(json.substring(0, at) + json.substring(at).replace("\"3\"", "\"4\"")))
        .singleElement()
        .asString()
        .startsWith("as a framework, iiot-specialist.yaml: competencies[")
        .endsWith(".level: '4' is no level of this file; there are: 2, 3");
    assertThat(said(json.replace("\"CFItemType\" : \"Knowledge\"", "\"CFItemType\" : \"Talent\"")))
        .hasSize(2)
        .allMatch(p ->
            p.matches(
                "CFItems\\[\\d+]\\.CFItemType, line \\d+, column 20: 'Talent' is no type; there are"
                    + " Skill, Knowledge and Transversal"));
    assertThat(said(json.replace("\"zh\" : \"行业技能卡 2 级\"", "\"zh\" : \"。\"")))
        .singleElement()
        .asString()
        .startsWith("CFDocument.extensions.fieldbench.levels[0].title.zh, line ")
        .endsWith(": is '。'; a text is needed");
  }
}
