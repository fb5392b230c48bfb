package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTests {
  private static final LocalizedText TEXT = new LocalizedText("sensors", "传感器");

  @Test
  void textFollowsTheLanguageOfTheReader() {
    assertThat(TEXT.in(Locale.SIMPLIFIED_CHINESE)).isEqualTo("传感器");
    assertThat(TEXT.in(Locale.forLanguageTag("zh-Hant-HK"))).isEqualTo("传感器");
    assertThat(TEXT.in(Locale.ENGLISH)).isEqualTo("sensors");
    assertThat(TEXT.in(Locale.GERMAN)).isEqualTo("sensors");
    assertThat(TEXT.in(Locale.ROOT)).isEqualTo("sensors");
  }

  @Test
  void textNeedsBothLanguages() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LocalizedText(" ", "传感器"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalizedText("sensors", "\u3000"))
        .withMessageContaining("both languages");
    assertThatNullPointerException().isThrownBy(() -> new LocalizedText("sensors", null));
  }

  @Test
  void referenceIsReadAndWritten() {
    assertThat(CompetencyRef.parse("iiot-specialist:C080"))
        .isEqualTo(new CompetencyRef("iiot-specialist", "C080"));
    assertThat(CompetencyRef.parse("case:urn:uuid:1").code()).isEqualTo("urn:uuid:1");
    assertThat(CompetencyRef.parse("case:urn:uuid:1")).hasToString("case:urn:uuid:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C080", ":C080", "iiot-specialist:"})
  void referenceNeedsFrameworkAndCode(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompetencyRef.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("framework:code");
  }

  @Test
  void frameworkFindsByCodeAndLevelAndKeepsItsOwnLists() {
    List<Competency> competencies = new ArrayList<>(List.of(competency("A"), competency("B")));
    Framework framework = framework(competencies);
    competencies.clear();
    assertThat(framework.find("B").orElseThrow().code()).isEqualTo("B");
    assertThat(framework.find("C")).isEmpty();
    assertThat(framework.level("2").orElseThrow().rank()).isEqualTo(2);
    assertThat(framework.level("1")).isEmpty();
    assertThatThrownBy(() -> framework.competencies().add(competency("C")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void catalogFindsAcrossFrameworks() {
    FrameworkCatalog catalog = new FrameworkCatalog(List.of(framework(List.of(competency("A")))));
    assertThat(catalog.framework("f")).isPresent();
    assertThat(catalog.framework("g")).isEmpty();
    assertThat(catalog.find(new CompetencyRef("f", "A"))).isPresent();
    assertThat(catalog.find(new CompetencyRef("f", "B"))).isEmpty();
    assertThat(catalog.find(new CompetencyRef("g", "A"))).isEmpty();
  }

  private static Framework framework(List<Competency> competencies) {
    List<Level> levels = List.of(new Level("2", 2, TEXT, null, List.of()));
    return new Framework(
        "f",
        "1",
        "00",
        TEXT,
        TEXT,
        LocalizedText.same("here"),
        null,
        null,
        null,
        levels,
        null,
        List.of(),
        List.of(),
        competencies);
  }

  private static Competency competency(String code) {
    return new Competency(
        code, Competency.Type.SKILL, null, TEXT, TEXT, TEXT, null, null, List.of());
  }
}
