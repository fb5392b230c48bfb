package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.competency.Competency.Type;
import io.fieldbench.competency.Crosswalk.Link;
import io.fieldbench.competency.Crosswalk.Match;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The links between frameworks, shipped and wrong ones. */
class CrosswalkTests {
  private static final String GOOD =
      """
      id: small
      from: cn-2-02-10-10
      to: [iiot-specialist]
      links:
        - { from: 1a-A1.1.1, to: "iiot-specialist:C081", type: broader, by: agreed, reason: { en: Because, zh: 因为 } }
        - { from: 1a-A1.1.2, none: iiot-specialist, by: settled, reason: { en: Nothing, zh: 没有 } }
      """;

  private static final FrameworkCatalog CATALOG = FrameworkCatalog.shipped();

  private static Crosswalk read(String text) {
    return Crosswalk.read("small.yaml", text.getBytes(StandardCharsets.UTF_8), CATALOG);
  }

  private static Crosswalk shipped() {
    return Crosswalk.shipped("cn-2-02-10-10", CATALOG);
  }

  @Test
  void readsMatchesAndWhereThereIsNone() {
    assertThat(read(GOOD).of("1a-A1.1.1"))
        .singleElement()
        .satisfies(link -> {
          assertThat(link.match().orElseThrow())
              .isEqualTo(
                  new Crosswalk.Matched(
                      new CompetencyRef("iiot-specialist", "C081"), Match.BROADER));
          assertThat(link.reason()).isEqualTo(new LocalizedText("Because", "因为"));
        });
    assertThat(read(GOOD).of("1a-A1.1.2"))
        .singleElement()
        .satisfies(link -> assertThat(link.match()).isEmpty());
    Framework standard = CATALOG.framework("cn-2-02-10-10").orElseThrow();
    assertThat(read(GOOD).unreviewed(standard))
        .hasSize(219)
        .doesNotContain("1a-A1.1.1", "1a-A1.1.2");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          from: cn-2-02-10-10     | from: cn-9                | from: 'cn-9' is no framework
          to: [iiot-specialist]   | to: [esco-2512-9]         | links[0]: 'iiot-specialist' is none of the frameworks that are linked to
          from: 1a-A1.1.1         | from: 1a-A1.1.9           | links[0].from: '1a-A1.1.9' is no competency of cn-2-02-10-10
          specialist:C081         | specialist:C999           | links[0].to: 'iiot-specialist:C999' leads nowhere
          iiot-specialist:C081    | C081                      | links[0].to: 'C081' is no competency reference; write framework:code, as iiot-specialist:C080
          type: broader           | type: wider               | links[0].type: 'wider' is none of exact, close, broader, narrower, related
          by: settled             | by: me                    | links[1].by: 'me' is none of agreed, settled
          zh: 没有                | zh: ''                    | links[1].reason: is missing; write it in both languages: en and zh
          none: iiot-specialist,  | ``                        | links[1]: names one of to and none
          from: 1a-A1.1.2         | from: 1a-A1.1.1           | links[1]: speaks of the same as an earlier link; keep one
          """)
  void oneThingWrong(String passage, String change, String problem) {
    assertThat(GOOD).contains(passage);
    String wrong = GOOD.replaceFirst(Pattern.quote(passage), change);
    FrameworkException refused = catchThrowableOfType(FrameworkException.class, () -> read(wrong));
    assertThat(refused.problems()).contains("small.yaml: " + problem);
  }

  @Test
  void whatIsNoCrosswalkAtAllIsRefused() {
    for (String text :
        List.of("", "- a", "id: [", "id: x\nfrom: cn-2-02-10-10\nto: []\nlinks: []")) {
      assertThat(catchThrowableOfType(FrameworkException.class, () -> read(text)))
          .as(text)
          .isNotNull();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Crosswalk.shipped("none", CATALOG))
        .withMessage("no crosswalk none is shipped");
  }

  @Test
  void noAbilityOfTheStandardIsUnreviewed() {
    Framework standard = CATALOG.framework("cn-2-02-10-10").orElseThrow();
    assertThat(shipped().to()).containsExactly("iiot-specialist", "esco-2512-9");
    assertThat(shipped().unreviewed(standard)).isEmpty();
  }

  @Test
  void noTargetTakesMoreThanAQuarterOfTheAbilities() {
    long abilities =
        CATALOG.framework("cn-2-02-10-10").orElseThrow().competencies().stream()
            .filter(c -> c.type() == Type.SKILL)
            .count();
    Map<CompetencyRef, Long> taken =
        shipped().links().stream()
            .flatMap(link -> link.match().stream())
            .collect(Collectors.groupingBy(Crosswalk.Matched::to, Collectors.counting()));
    assertThat(taken.values()).allMatch(n -> n <= abilities / 4);
  }

  /** Who only knows of a thing does not do it, and the reverse. */
  @Test
  void knowledgeIsRelatedToAnAbilityAndNothingMore() {
    assertThat(shipped().links().stream().flatMap(l -> l.match().stream()))
        .filteredOn(m -> CATALOG.find(m.to()).orElseThrow().type() == Type.KNOWLEDGE)
        .isNotEmpty()
        .allMatch(m -> m.type() == Match.RELATED);
  }

  @Test
  void eachReasonIsALineOfItsOwn() {
    Function<Link, LocalizedText> reason = Link::reason;
    assertThat(shipped().links()).map(reason).extracting(LocalizedText::en).doesNotHaveDuplicates();
    assertThat(shipped().links()).map(reason).extracting(LocalizedText::zh).doesNotHaveDuplicates();
    assertThat(shipped().links())
        .map(reason)
        .allMatch(r -> r.en().length() <= 180 && r.en().endsWith("."))
        .allMatch(r -> r.zh().length() <= 180 && r.zh().endsWith("。"))
        .noneMatch(r ->
            r.en().matches(".*\\bC\\d{3}\\b.*")
                || r.en().codePoints().anyMatch(Character::isIdeographic));
  }

  @Test
  void aMatchIsReadFromItsOtherEndToo() {
    assertThat(Match.BROADER.inverse()).isEqualTo(Match.NARROWER);
    for (Match match : Match.values()) {
      assertThat(match.inverse().inverse()).isEqualTo(match);
    }
  }

  @Test
  void allShippedOnesAreFound() {
    assertThat(Crosswalk.shipped(CATALOG)).contains(shipped());
  }
}
