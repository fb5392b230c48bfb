package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frameworks with a tree of headings, and with exams. */
class FrameworkTreeTests {
  @TempDir Path folder;
  private FrameworkFiles files;

  @BeforeEach
  void setUp() {
    files = new FrameworkFiles(folder);
  }

  @Test
  void readsTheTreeAndWhatItsExamsWeigh() {
    files.write("tree.yaml", FrameworkFiles.TREE);
    Framework tree = files.load().framework("tree").orElseThrow();
    assertThat(tree.section("F2").orElseThrow())
        .isEqualTo(new Section("F2", "function", "T", new LocalizedText("Two", "二"), null));
    assertThat(tree.levels().getFirst().hours()).isEqualTo(40);
    assertThat(tree.levels().getFirst().entry())
        .containsExactly(new LocalizedText("Can read", "会阅读"));
    assertThat(tree.exam()).isEqualTo(new ExamRules(60, 90, 150, 15, 2, 5, 3));
    assertThat(tree.weights())
        .containsExactly(new Weights("theory", "T", Map.of("F1", 40, "F2", 60)));
    Competency ability = tree.find("A1").orElseThrow();
    assertThat(ability.section()).isEqualTo("F1");
    assertThat(ability.group()).isEqualTo(new LocalizedText("One", "一"));
    assertThat(ability.level()).as("that of the track").isEqualTo("low");
    assertThat(ability.title()).isEqualTo(ability.statement());
    assertThat(FrameworkCounts.of(tree))
        .containsEntry("track T", "2 function, 1 skill, 1 knowledge")
        .containsEntry("track T, weights of theory", "F1 40, F2 60")
        .containsEntry("sections, function", "2")
        .containsEntry("conditions of entry", "1");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          F1, kind: function, parent: T | F1, kind: function, parent: F2 | sections[1].parent: 'F2' is no earlier section of this file; there are: T
          id: F2, kind                  | id: F1, kind               | sections[2].id: 'F1' stands already at sections[1]; write another id
          kind: track                   | kind: A track              | sections[0].kind: is 'A track'; write the source's word for such a heading, as work-content
          level: low,                   | level: high,               | sections[0].level: 'high' is no level of this file; there are: low
          section: F1                   | section: F3                | competencies[0].section: 'F3' is no section of this file; there are: F1, F2, T
          section: F1, statement: { en: Does one, zh: 做一 } | section: F1 | competencies[0].title: is missing, and statement too; write one of them in both languages
          section: F1,                  | ``                         | competencies[0].group: is missing; write the name of one of the file's groups, or a section
          F2: 60                        | F2: 50                     | weights[0].percent: adds up to 90; all parts together are 100
          F2: 60                        | F3: 60                     | weights[0].percent: 'F3' is no section of this file
          track: T, percent             | track: X, percent          | weights[0].track: 'X' is no section of this file; there are: F1, F2, T
          hours: 40                     | hours: forty               | levels[0].hours: is 'forty'; write hours of training, a whole number
          passMark: 60, the             | the                        | exam.passMark: is missing; write a whole number from 1 to 100
          """)
  void oneThingWrong(String passage, String change, String problem) {
    assertThat(FrameworkFiles.TREE).contains(passage);
    String wrong = FrameworkFiles.TREE.replaceFirst(java.util.regex.Pattern.quote(passage), change);
    if (problem.contains("group")) {
      wrong =
          wrong.replace(
              "{ code: A1, type: skill, ", "{ code: A1, type: skill, title: { en: A, zh: 甲 }, ");
    }
    if (problem.startsWith("sections[2].id")) {
      wrong = wrong.replace("F2", "F1").replace("F1: 40, F1: 60", "F1: 100");
    }
    files.write("tree.yaml", wrong);
    assertThat(files.problems()).containsExactly("tree.yaml: " + problem);
  }

  @Test
  void anExamStandsOnce() {
    files.write(
        "tree.yaml",
        FrameworkFiles.TREE.replace(
            "competencies:",
            "  - { exam: theory, track: T, percent: { F1: 100 } }\ncompetencies:"));
    assertThat(files.problems())
        .containsExactly("tree.yaml: weights[1]: gives the exam theory of T once more; keep one");
  }
}
