package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.FrameworkDifference.Change;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two editions of a framework have different. */
class FrameworkDifferenceTests {
  private static final String TREE = FrameworkFiles.TREE;

  @TempDir Path folder;

  private Framework read(String text) {
    var files = new FrameworkFiles(folder);
    files.write("tree.yaml", text);
    return files.load().framework("tree").orElseThrow();
  }

  private List<Change> after(String passage, String change) {
    assertThat(TREE).contains(passage);
    return FrameworkDifference.between(read(TREE), read(TREE.replace(passage, change)));
  }

  @Test
  void thereIsNoneWhereOnlyTheFileWasWrittenOtherwise() {
    assertThat(after("source: the tests", "# a note\nsource: the tests")).isEmpty();
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hours: 40|hours: 41|level low changed hours: 40 → 41",
        "F1: 40, F2: 60|F1: 41, F2: 59|weights T theory changed F1: 40 → 41",
        "passMark: 60|passMark: 61|framework tree changed pass mark: ",
        "kind: track|kind: path|section T changed kind: track → path",
        "section: F1,|section: F2,|competency A1 moved place: F1 → F2",
        "type: knowledge|type: transversal|competency K1 changed type: KNOWLEDGE → TRANSVERSAL",
        "code: A1|code: A9|competency A1 moved code: A1 → A9",
      })
  void factsAreToldAndAreNoWording(String passage, String change, String told) {
    assertThat(after(passage, change))
        .anySatisfy(c -> {
          assertThat(c.toString()).startsWith(told);
          assertThat(c.wording()).isFalse();
        });
  }

  @Test
  void anAbilitysStatementAndAConditionOfEntryAreWording() {
    assertThat(after("Does one, zh: 做一", "Does the one, zh: 做第一件事"))
        .singleElement()
        .satisfies(c -> {
          assertThat(c)
              .hasToString("competency A1 changed statement: Does one / 做一 → Does the one / 做第一件事");
          assertThat(c.wording()).isTrue();
        });
    assertThat(after("Can read, zh: 会阅读", "Reads, zh: 能阅读"))
        .singleElement()
        .matches(Change::wording);
    assertThat(after("zh: 会阅读 } ]", "zh: 会阅读 }, { en: Can write, zh: 会写 } ]"))
        .as("one condition more is a fact")
        .anyMatch(c -> c.field().equals("conditions") && !c.wording());
  }

  @Test
  void aTitleIsAFact() {
    assertThat(
            after("title: { en: Two, zh: 二 } }\nweights", "title: { en: Two, zh: 三 } }\nweights"))
        .singleElement()
        .satisfies(c -> assertThat(c.wording()).isFalse());
    assertThat(
            after(
                "section: F2, title: { en: Two, zh: 二 }", "section: F2, title: { en: Two, zh: 两 }"))
        .singleElement()
        .hasToString("competency K1 changed title: Two / 二 → Two / 两")
        .satisfies(c -> assertThat(c.wording()).isFalse());
  }

  @Test
  void whatIsNewAndWhatIsGoneIsTold() {
    assertThat(
            after(
                "  - { code: K1",
                "  - { code: A2, type: skill, section: F1, statement: { en: Does two, zh: 做二 } }\n"
                    + "  - { code: K1"))
        .singleElement()
        .hasToString("competency A2 added: Does two / 做二");
    assertThat(
            FrameworkDifference.between(
                read(TREE), read(TREE.replaceAll("  - \\{ code: A1.*\n", ""))))
        .singleElement()
        .hasToString("competency A1 removed: Does one / 做一");
  }

  /** Two that say the same cannot be told apart: neither is called moved. */
  @Test
  void whatIsSaidTwiceIsNotCalledMoved() {
    String more =
        "  - { code: A2, type: skill, section: F1, statement: { en: Does one, zh: 做一 } }\n";
    Framework twice = read(TREE + more);
    Framework renamed = read(TREE.replace("code: A1", "code: A8") + more.replace("A2", "A9"));
    assertThat(FrameworkDifference.between(twice, renamed))
        .extracting(Change::toString)
        .containsExactly(
            "competency A1 removed: Does one / 做一",
            "competency A2 removed: Does one / 做一",
            "competency A8 added: Does one / 做一",
            "competency A9 added: Does one / 做一");
  }

  /** A text that was read in Chinese alone says nothing about the English one. */
  @Test
  void aMissingTranslationIsNoDifference() {
    assertThat(after("en: Two, zh: 二 } }\nweights", "en: 二, zh: 二 } }\nweights")).isEmpty();
  }
}
