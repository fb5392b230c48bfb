package io.fieldbench.competency;

import static io.fieldbench.competency.FrameworkFiles.GOOD;
import static io.fieldbench.competency.FrameworkFiles.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bad input and exactly what is said about it. */
class FrameworkProblemTests {
  @TempDir Path folder;
  FrameworkFiles files;

  @BeforeEach
  void setUp() {
    files = new FrameworkFiles(folder);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `, zh: 第二 }`   | ` }`               | competencies[1].title.zh: is missing; write the Chinese text
          en: Second,      | ``                 | competencies[1].title.en: is missing; write the English text
          zh: 第二 }       | zh: '\u3000' }     | competencies[1].title.zh: is '\u3000'; write the Chinese text
          zh: 第二 }       | zh: 2 }            | competencies[1].title.zh: is the number 2; write the Chinese text
          level: "2"       | level: "4"         | competencies[0].level: '4' is no level of this file; there are: 2, 3
          level: "2"       | level: 2           | competencies[0].level: is the number 2; write the id of one of the file's levels, in quotes
          id: "3"          | id: "2"            | levels[1].id: '2' stands already at levels[0]; write another id
          rank: 3          | rank: 2            | levels[1].rank: '2' stands already at levels[0]; write another rank
          rank: 3          | rank: 0            | levels[1].rank: is the number 0; write a whole number from 1 to 1000, lowest level first
          rank: 3          | rank: 2.5          | levels[1].rank: is the number 2.5; write a whole number from 1 to 1000, lowest level first
          type: skill      | type: talent       | competencies[0].type: is 'talent'; write skill, knowledge or transversal
          type: skill      | type:              | competencies[0].type: is empty; write skill, knowledge or transversal
          code: A1         | code: A 1          | competencies[0].code: is 'A 1'; write a name of letters, figures and . _ : - in quotes where it is a number
          code: A1         | kode: A0, code: A1 | line 14: is no valid YAML: mapping values are not allowed here
          uri: https://example.org/a1 | uri: example.org/a1      | competencies[0].uri: 'example.org/a1' is no address; write a whole http or https one
          uri: https://example.org/a1 | uri: http://exa mple.org | competencies[0].uri: 'http://exa mple.org' is no address; write a whole http or https one
          uri: https://example.org/a1 | uri: mailto:a@b          | competencies[0].uri: 'mailto:a@b' is no address; write a whole http or https one
          uri: https://example.org/good | uri: good              | uri: 'good' is no address; write a whole http or https one
          uri: https://example.org/good | occupation: https://   | occupation: 'https://' is no address; write a whole http or https one
          eqf: "5-6"       | eqf: "5-9"         | eqf: is '5-9'; write an EQF level or range in quotes, as "5-6"
          eqf: "5-6"       | colour: red        | colour: is an unknown key; the known ones are id, edition, title, description, source, uri, occupation, eqf, levels, exam, sections, weights, groups, competencies
          level: "2"       | lvl: "2"           | competencies[0].lvl: is an unknown key; the known ones are code, type, group, section, level, title, statement, uri, links
          zh: 好的 }       | zh: 好的, de: Gut } | title.de: is an unknown key; the known ones are en, zh
          edition: "1"     | edition: 1.0       | edition: is the number 1.0; write the source's edition as text in quotes, as "v1.2.0"
          source: the tests | source: [the, tests] | source: is a list; write a text that says where the facts come from
          "good:A2"        | "good:A9"          | competencies[0].links[0]: 'good:A9' leads nowhere; good.yaml has no competency A9
          "good:A2"        | "other:A2"         | competencies[0].links[0]: 'other:A2' leads to no framework; there are: good
          "good:A2"        | "good:A1"          | competencies[0].links[0]: 'good:A1' links the competency to itself; name another
          "good:A2"        | "A2"               | competencies[0].links[0]: 'A2' is no competency reference; write framework:code, as iiot-specialist:C080
          "good:A2"        | "good:A2", "good:A2" | competencies[0].links: names one twice; write a list of different references, each framework:code
          zh: 好的 }       | zh: 好的           | line 4: is no valid YAML: expected ',' or '}', but got :
          source: the tests | source: the: tests | line 5: is no valid YAML: mapping values are not allowed here
          eqf: "5-6"       | id: again          | line 7: is no valid YAML: Duplicate Object property "id"
          source: the tests | source: *s        | line 5: '*s' is a YAML alias; write the value itself
          """)
  void oneThingWrong(String passage, String change, String problem) {
    files.write("good.yaml", with(passage, change));
    assertThat(files.problems()).containsExactly("good.yaml: " + problem);
  }

  @Test
  void malformedYamlNamesTheLineOfTheFault() {
    refused(
        with("eqf:", "\teqf:"),
        "good.yaml: line 7: is no valid YAML: found character '\\t(TAB)' that cannot start any"
            + " token. (Do not use \\t(TAB) for indentation)");
    refused(
        with("source: the tests", "source: 'the \u0007'"),
        "good.yaml: line 5: is no valid YAML: special characters are not allowed");
  }

  @Test
  void duplicateCodeAndUnknownGroupAreFoundInEveryPlace() {
    refused(
        with("\"good:A2\"", "").replace("code: A2", "code: A1").replace("digital:", "digit:"),
        "good.yaml: competencies[1].code: 'A1' stands already at competencies[0]; write another"
            + " code",
        "good.yaml: competencies[0].group: 'digital' is no group of this file; there are: digit",
        "good.yaml: competencies[1].group: 'digital' is no group of this file; there are: digit");
  }

  @Test
  void aFileThatIsNoFrameworkAtAll() throws Exception {
    String shape =
        "write a map with id, edition, title, description, source, groups or sections, and"
            + " competencies";
    refused("", "good.yaml: is empty; write a framework");
    refused("# nothing yet\n", "good.yaml: is empty; write a framework");
    refused("- a\n", "good.yaml: is a list; " + shape);
    refused("- " + GOOD.strip().replace("\n", "\n  "), "good.yaml: is a list; " + shape);
    refused("text\n", "good.yaml: is 'text'; " + shape);
    refused(
        "id: " + "[".repeat(200) + "]".repeat(200), "good.yaml: line 1: is nested deeper than 100");
    refused(
        GOOD + "---\nid: two\n", "good.yaml: holds a second YAML document; write a file for each");
    Files.write(folder.resolve("good.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3, '\n'});
    assertThat(files.problems()).containsExactly("good.yaml: is not UTF-8; save it as UTF-8");
  }

  @Test
  void reportsAllProblemsOfAllFiles() {
    files.write("a.yaml", with(", zh: 好的 }", " }").replace("rank: 3", "rank: 2"));
    files.write("b.yaml", "id: [");
    files.write("c.yaml", with("\"good:A2\"", "\"b:B1\"").replace("id: good", "id: c"));
    files.write("d.yaml", with("\"good:A2\"", "\"c:A9\"").replace("id: good", "id: c"));
    assertThat(files.problems())
        .containsExactlyInAnyOrder(
            "a.yaml: title.zh: is missing; write the Chinese text",
            "a.yaml: levels[1].rank: '2' stands already at levels[0]; write another rank",
            "b.yaml: line 1: is no valid YAML: expected the node content, but found '<stream end>'",
            "d.yaml: id: 'c' stands already in c.yaml; write another id",
            "d.yaml: competencies[0].links[0]: 'c:A9' leads nowhere; c.yaml has no competency A9");
    assertThatThrownBy(files::load)
        .isInstanceOf(FrameworkException.class)
        .message()
        .hasLineCount(5);
  }

  @Test
  void aFolderWithoutFrameworks() {
    Path missing = folder.resolve("missing");
    assertThat(new FrameworkFiles(missing).problems())
        .containsExactly(missing + ": is no folder; name one with framework files");
    assertThat(files.problems())
        .containsExactly(folder + ": holds no framework; put a .yaml file there");
  }

  @Test
  void aFileThatCannotBeRead() throws Exception {
    files.write("good.yaml", GOOD);
    Files.createDirectory(folder.resolve("other.yaml"));
    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith("other.yaml: cannot be read: ");
  }

  private void refused(String text, String... problems) {
    files.write("good.yaml", text);
    assertThat(files.problems()).containsExactlyInAnyOrder(problems);
  }
}
