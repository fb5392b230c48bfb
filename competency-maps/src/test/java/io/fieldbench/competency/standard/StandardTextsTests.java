package io.fieldbench.competency.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.competency.LocalizedText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts that are shipped, by themselves. */
class StandardTextsTests {
  private final Map<String, LocalizedText> texts = StandardTexts.shipped("2-02-10-10");

  private List<LocalizedText> abilities() {
    return texts.entrySet().stream()
        .filter(e -> e.getKey().contains("-A"))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Test
  void eachCodeIsWellFormed() {
    assertThat(texts.keySet())
        .allMatch(code ->
            code.matches("B2(\\.\\d+){2,3}|[12][abc]-[FWAK]\\d+(\\.\\d+)*|3-[FWAK]\\d+(\\.\\d+)*"));
  }

  @Test
  void eachAbilityHasAStatementOfItsOwnInBothLanguages() {
    assertThat(abilities()).hasSize(221);
    assertThat(abilities()).extracting(LocalizedText::zh).doesNotHaveDuplicates();
    assertThat(abilities()).extracting(LocalizedText::en).doesNotHaveDuplicates();
    assertThat(abilities())
        .allSatisfy(statement -> {
          assertThat(statement.zh()).hasSizeBetween(20, 60).endsWith("。").doesNotStartWith("能");
          assertThat(statement.en()).endsWith(".").matches("[A-Z].{30,260}");
          assertThat(statement.en()).doesNotContainPattern("[\\u4e00-\\u9fff]");
        });
  }

  @Test
  void theSameTitleIsCalledTheSame() {
    texts.forEach((code, text) ->
        texts.forEach((other, same) -> {
          if (!code.contains("-A") && same.zh().equals(text.zh())) {
            assertThat(same.en()).as(code + " and " + other).isEqualTo(text.en());
          }
        }));
  }

  @Test
  void otherStandardsAreNotShipped() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardTexts.shipped("9-01-02-03"))
        .withMessage("no texts of standard 9-01-02-03 are shipped");
  }
}
