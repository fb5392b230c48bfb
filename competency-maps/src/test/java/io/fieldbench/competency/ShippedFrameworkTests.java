package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Validates every framework file that is shipped. */
class ShippedFrameworkTests {
  private static final URI IOT_DEVELOPER =
      URI.create("http://data.europa.eu/esco/occupation/6ce5f7e3-a534-4aa2-ab23-255408ddb53a");

  private final FrameworkCatalog catalog = FrameworkCatalog.shipped();

  /** What is read without checks at each start. */
  @Test
  void nothingIsWrongWithThem() {
    assertThat(FrameworkCatalog.load(Path.of("frameworks")).all()).isEqualTo(catalog.all());
  }

  @Test
  void allFrameworksAreThere() {
    assertThat(catalog.all())
        .extracting(Framework::id)
        .containsExactly("cn-2-02-10-10", "esco-2512-9", "iiot-specialist");
  }

  @Test
  void theSectorCardIsWhole() {
    Framework card = catalog.framework("iiot-specialist").orElseThrow();
    assertThat(card.competencies())
        .extracting(c -> String.join(" ", c.code(), c.type().name(), c.group().en(), c.level()))
        .containsExactlyInAnyOrder(
            "C016 SKILL Green competences 2",
            "C078 SKILL Digital competences 2",
            "C065 SKILL Digital competences 2",
            "C079 SKILL Digital competences 2",
            "C080 KNOWLEDGE Digital competences 2",
            "C058 KNOWLEDGE Digital competences 3",
            "C081 SKILL Digital competences 2",
            "C137 SKILL Soft skills 2",
            "C123 SKILL Soft skills 2",
            "C164 SKILL Transversal competences 2");
    assertThat(card.levels()).extracting(Level::id).containsExactly("2", "3");
    assertThat(card.eqf()).isEqualTo("5-6");
    assertThat(card.occupation()).isEqualTo(IOT_DEVELOPER);
    assertThat(card.competencies()).allMatch(c -> !c.links().isEmpty(), "is linked to ESCO");
  }

  @Test
  void theOccupationHasEscoSkillsUnderTheirOwnAddresses() {
    Framework esco = catalog.framework("esco-2512-9").orElseThrow();
    assertThat(esco.uri()).isEqualTo(IOT_DEVELOPER);
    assertThat(esco.competencies())
        .hasSize(20)
        .allMatch(c -> c.type() != Type.TRANSVERSAL)
        .allSatisfy(c ->
            assertThat(c.uri())
                .isEqualTo(URI.create("http://data.europa.eu/esco/skill/" + c.code())));
    assertThat(esco.description().en()).contains("our link, not ESCO's");
    assertThat(esco.source().en()).contains("our link, not ESCO's");
  }

  @Test
  void noStatementStandsTwice() {
    List<LocalizedText> statements =
        catalog.all().stream()
            .flatMap(f -> f.competencies().stream())
            .filter(ShippedFrameworkTests::isStated)
            .map(Competency::statement)
            .toList();
    assertThat(statements).extracting(LocalizedText::en).doesNotHaveDuplicates();
    assertThat(statements).extracting(LocalizedText::zh).doesNotHaveDuplicates();
  }

  @Test
  void chineseTextsAreChineseAndEnglishOnesAreNot() {
    assertThat(texts())
        .hasSizeGreaterThan(60)
        .allMatch(t -> han(t.zh()) > 0, "zh has Chinese characters")
        .allMatch(t -> han(t.en()) == 0, "en has none");
  }

  @Test
  void chineseSentencesHaveFullWidthPunctuation() {
    assertThat(texts().stream().map(LocalizedText::zh))
        .noneMatch(zh -> zh.matches("(?s).*\\p{IsHan}[,.;:?!()].*"));
    assertThat(statements()).allMatch(zh -> zh.endsWith("。"));
    assertThat(texts().stream().map(LocalizedText::zh))
        .as("a space between Chinese and Latin letters or figures")
        .noneMatch(zh -> zh.matches("(?s).*(\\p{IsHan}[A-Za-z0-9]|[A-Za-z0-9]\\p{IsHan}).*"));
  }

  /** Knowledge of the national standard has its title alone, and its abilities a statement. */
  private static boolean isStated(Competency competency) {
    return competency.section() == null || competency.type() == Type.SKILL;
  }

  private Stream<String> statements() {
    return catalog.all().stream()
        .flatMap(f -> f.competencies().stream())
        .filter(ShippedFrameworkTests::isStated)
        .map(c -> c.statement().zh());
  }

  private List<LocalizedText> texts() {
    List<LocalizedText> texts = new ArrayList<>();
    for (Framework framework : catalog.all()) {
      texts.add(framework.title());
      texts.add(framework.description());
      framework.levels().forEach(level -> texts.add(level.title()));
      for (Competency c : framework.competencies()) {
        texts.addAll(List.of(c.group(), c.title(), c.statement()));
      }
    }
    return texts;
  }

  private static long han(String text) {
    return text.codePoints()
        .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
        .count();
  }
}
