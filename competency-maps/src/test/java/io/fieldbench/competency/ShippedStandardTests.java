package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Standard 2-02-10-10 as it is shipped, by itself. */
class ShippedStandardTests {
  private final Framework standard =
      FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow();

  private List<LocalizedText> abilities() {
    return standard.competencies().stream()
        .filter(c -> c.type() == Type.SKILL)
        .map(Competency::statement)
        .toList();
  }

  @Test
  void hasEveryCountOfTheStandard() {
    assertThat(FrameworkCounts.of(standard))
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("levels", "3"),
                Map.entry("hours of training", "128, 128, 160"),
                Map.entry("conditions of entry", "4, 5, 4"),
                Map.entry("pass mark", "60"),
                Map.entry("minutes of theory, of practice", "90, 150"),
                Map.entry("candidates for each invigilator, examiner", "15, 5"),
                Map.entry("invigilators, examiners", "2, 3"),
                Map.entry("sections, track", "7"),
                Map.entry("sections, function", "26"),
                Map.entry("sections, work-content", "79"),
                Map.entry("skill, in work-content", "221"),
                Map.entry("knowledge, in work-content", "184"),
                Map.entry("knowledge, in topics", "42"),
                Map.entry("transversal, in topics", "5"),
                Map.entry("topics, IoT security", "4"),
                Map.entry("track 2c", "5 function, 16 work-content, 48 skill, 42 knowledge"),
                Map.entry(
                    "track 3, weights of practice",
                    "3-F1 30, 3-F2 20, 3-F3 20, 3-F4 20, 3-F5 10")));
  }

  @Test
  void eachCodeTellsLevelDirectionAndKind() {
    assertThat(standard.competencies())
        .allSatisfy(c ->
            assertThat(c.code())
                .matches(
                    switch (c.type()) {
                      case SKILL -> "([12][abc]|3)-A\\d+\\.\\d+\\.\\d+";
                      case KNOWLEDGE -> "([12][abc]|3)-K\\d+\\.\\d+\\.\\d+|B2\\.2\\.\\d\\.\\d+";
                      case TRANSVERSAL -> "B2\\.1\\.2\\.\\d";
                    }))
        .allSatisfy(c ->
            assertThat(c.level())
                .isEqualTo(c.code().startsWith("B") ? null : c.code().substring(0, 1)));
  }

  @Test
  void eachAbilityHasAStatementOfItsOwnInBothLanguages() {
    assertThat(abilities()).extracting(LocalizedText::zh).doesNotHaveDuplicates();
    assertThat(abilities()).extracting(LocalizedText::en).doesNotHaveDuplicates();
    assertThat(abilities())
        .allSatisfy(statement -> {
          assertThat(statement.zh()).hasSizeBetween(20, 60).endsWith("。").doesNotStartWith("能");
          assertThat(statement.en()).endsWith(".").matches("[A-Z].{30,260}");
        });
  }

  @Test
  void theSameTitleIsCalledTheSame() {
    Map<String, String> english = new java.util.HashMap<>();
    standard.competencies().stream()
        .filter(c -> c.type() != Type.SKILL)
        .map(Competency::title)
        .forEach(title ->
            assertThat(english.putIfAbsent(title.zh(), title.en())).isIn(null, title.en()));
    standard
        .sections()
        .forEach(s ->
            assertThat(english.putIfAbsent(s.title().zh(), s.title().en()))
                .as(s.id())
                .isIn(null, s.title().en()));
  }

  /** Chapter 4: each column adds up to 100, and names every function of its track. */
  @Test
  void theExamsWeighEveryFunctionOfTheirTrack() {
    assertThat(standard.weights()).hasSize(14);
    for (Weights exam : standard.weights()) {
      assertThat(exam.percent().values().stream().mapToInt(p -> p).sum()).isEqualTo(100);
      assertThat(exam.percent().keySet().stream().filter(id -> !id.startsWith("B")))
          .containsExactlyInAnyOrderElementsOf(
              standard.sections().stream()
                  .filter(s -> s.kind().equals("function") && exam.track().equals(s.parent()))
                  .map(Section::id)
                  .toList());
    }
  }
}
