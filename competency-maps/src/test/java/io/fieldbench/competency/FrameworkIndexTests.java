package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency.Type;
import io.fieldbench.competency.CompetencySearch.Found;
import io.fieldbench.competency.Coverage.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking things up in a framework: the same answers as the lists give, and words. */
class FrameworkIndexTests {
  private static final Framework STANDARD =
      FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow();
  private static final FrameworkIndex INDEX = FrameworkIndex.of(STANDARD);

  private static List<String> codes(String text) {
    return codes(INDEX.search().find(text, c -> true, 1_000));
  }

  private static List<String> codes(Found found) {
    return found.first().stream().map(Competency::code).toList();
  }

  @Test
  void answersAsTheListsDo() {
    for (Competency competency : STANDARD.competencies()) {
      assertThat(INDEX.find(competency.code())).contains(competency);
      assertThat(INDEX.path(competency)).isEqualTo(STANDARD.path(competency));
    }
    for (Section section : STANDARD.sections()) {
      assertThat(INDEX.section(section.id())).contains(section);
      assertThat(INDEX.path(section.id())).endsWith(section);
      assertThat(INDEX.below(section))
          .isEqualTo(
              STANDARD.competencies().stream()
                  .filter(c -> STANDARD.path(c).contains(section))
                  .toList());
      assertThat(INDEX.children(section))
          .isEqualTo(
              STANDARD.sections().stream().filter(s -> section.id().equals(s.parent())).toList());
    }
    assertThat(INDEX.roots()).extracting(Section::id).startsWith("B2", "1a").hasSize(8);
    assertThat(INDEX.find("nothing")).isEmpty();
    assertThat(INDEX.section("nothing")).isEmpty();
    assertThat(INDEX.path("nothing")).isEmpty();
  }

  /** 高级别涵盖低级别的要求: in the same direction, and the senior level all of them. */
  @ParameterizedTest
  @CsvSource({
    "1a, ''",
    "2a, 1a",
    "2b, 1b",
    "2c, 1c",
    "3, 1a 1b 1c 2a 2b 2c",
    "B2, ''",
    "1a-F1, ''"
  })
  void aHigherLevelIncludesTheLowerOnes(String track, String included) {
    assertThat(
            INDEX.included(INDEX.section(track).orElseThrow()).stream()
                .map(Section::id)
                .collect(java.util.stream.Collectors.joining(" ")))
        .isEqualTo(included);
  }

  @ParameterizedTest
  @CsvSource({
    "1a-A1.1, 1a-A1.1.1",
    "1A-a1.1.2, 1a-A1.1.2",
    "１ａ－Ａ１．１．２, 1a-A1.1.2",
    "A2.2.2, 1a-A2.2.2",
  })
  void findsByCode(String text, String first) {
    assertThat(codes(text)).startsWith(first);
  }

  @Test
  void aCodeThatBeginsSoStandsBeforeTitles() {
    Framework small =
        framework(
            competency("X1", "About S1", "Of no interest"),
            competency("X2", "Two", "Rests on S1"),
            competency("S10", "Three", "Of no interest"),
            competency("X3", "Four", "Of no interest"));
    Found found = FrameworkIndex.of(small).search().find("s1", c -> true, 10);
    assertThat(codes(found)).containsExactly("S10", "X1", "X2");
    assertThat(found.total()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "MQTT, mqtt",
    "ＭＱＴＴ, mqtt",
    "传感器, 传感器",
    "'  sensor　 DATA ', sensor",
  })
  void findsWordsWhateverTheirCaseAndWidth(String text, String stands) {
    Found found = INDEX.search().find(text, c -> true, 1_000);
    assertThat(found.first()).isNotEmpty().hasSize(found.total());
    assertThat(found.first())
        .allMatch(c ->
            (c.title() + " " + c.statement() + " " + INDEX.path(c))
                .toLowerCase(java.util.Locale.ROOT)
                .contains(stands));
  }

  @Test
  void everyWordMustStandInIt() {
    assertThat(codes("sensor data")).hasSizeLessThan(codes("sensor").size());
    assertThat(codes("sensor").containsAll(codes("data sensor"))).isTrue();
    assertThat(codes("sensor 传感器")).as("both languages at once").isNotEmpty();
  }

  @Test
  void returnsNoMoreThanAskedAndTellsHowManyThereAre() {
    Found some = INDEX.search().find("", c -> "1".equals(c.level()), 5);
    assertThat(some.first()).hasSize(5).allMatch(c -> "1".equals(c.level()));
    assertThat(some.total())
        .isEqualTo(
            (int) STANDARD.competencies().stream().filter(c -> "1".equals(c.level())).count());
    for (String none : List.of("unicorn", "独角兽", "unicorn hoof sensor", "of", "x")) {
      assertThat(INDEX.search().find(none, c -> c.code().startsWith("1a-K9"), 5))
          .isEqualTo(new Found(List.of(), 0, false));
    }
    assertThat(INDEX.search().find("unicorn hoof sensor", c -> true, 5).total()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "感知控制开发, 1a-F1",
    "1a-F1, 1a-F1",
    "Sensing and control development, 1a-F1",
    "物联网设备安装与调试, 1c-F1",
    "1a-W1.1, 1a-W1.1",
  })
  void whatStandsUnderAHeadingIsFoundByIt(String text, String heading) {
    List<String> below =
        INDEX.below(INDEX.section(heading).orElseThrow()).stream().map(Competency::code).toList();
    assertThat(below).isNotEmpty();
    assertThat(codes(text)).containsAll(below);
  }

  @ParameterizedTest
  @CsvSource({"QoS服务质量, 1a-K2.2.2", "qos 服务质量, 1a-K2.2.2", "Wi-Fi6, WIFI6"})
  void spacesAndMarksInsideATextAreNoHindrance(String text, String code) {
    Framework small = framework(competency("WIFI6", "Joins Wi-Fi 6", "无线"));
    FrameworkIndex index = code.equals("WIFI6") ? FrameworkIndex.of(small) : INDEX;
    Found found = index.search().find(text, c -> true, 9);
    assertThat(codes(found)).contains(code);
    assertThat(found.partly()).isFalse();
  }

  @Test
  void aWordOfAnAlphabetStandsTogether() {
    FrameworkIndex index =
        FrameworkIndex.of(framework(competency("P1", "Reads data pins", "Reads pins")));
    assertThat(index.search().find("api", c -> true, 9).total()).isZero();
  }

  @Test
  void aHeadingComesAfterOwnTexts() {
    Framework tree =
        framework(
            List.of(new Section("S", "function", null, text("Pumps"), null)),
            List.of(),
            List.of(under("S", "P1", "Seals"), under("S", "P2", "Primes pumps")));
    assertThat(codes(FrameworkIndex.of(tree).search().find("pumps", c -> true, 9)))
        .containsExactly("P2", "P1");
  }

  private static Competency under(String section, String code, String title) {
    return new Competency(
        code, Type.SKILL, section, text("S"), text(title), text(title), null, null, List.of());
  }

  @Test
  void whereNoneHasAllWordsThoseWithMostAreFound() {
    Found some = INDEX.search().find("unicorn sensor", c -> true, 1_000);
    assertThat(some.partly()).isTrue();
    assertThat(codes(some)).containsExactlyInAnyOrderElementsOf(codes("sensor"));
    assertThat(INDEX.search().find("sensor", c -> true, 5).partly()).isFalse();

    Framework small =
        framework(
            competency("X1", "One", "reads sensors"),
            competency("X2", "Two", "reads sensors and plots data"),
            competency("X3", "采集传感器数据", "三"));
    CompetencySearch search = FrameworkIndex.of(small).search();
    assertThat(codes(search.find("sensors plots unicorn", c -> true, 9)))
        .as("two of three words")
        .containsExactly("X2");
    assertThat(codes(search.find("sensors unicorn plots data", c -> true, 9)))
        .containsExactly("X2");
    assertThat(codes(search.find("传感器采集", c -> true, 9)))
        .as("a word that stands in another order")
        .containsExactly("X3");
    assertThat(search.find("sensors unicorn", c -> c.code().equals("X1"), 9).total()).isOne();
  }

  /** With a search of the whole list for each item, this takes minutes. */
  @Test
  void tenThousandItemsAreNoBurden() {
    var sections = new ArrayList<Section>();
    var competencies = new ArrayList<Competency>();
    var percent = new java.util.LinkedHashMap<String, Integer>();
    sections.add(new Section("T", "track", null, text("Track"), null));
    for (int s = 0; s < 1_000; s++) {
      sections.add(new Section("S" + s, "function", "T", text("Section " + s), null));
      percent.put("S" + s, 1);
      for (int c = 0; c < 10; c++) {
        competencies.add(
            new Competency(
                s + "." + c,
                Type.SKILL,
                "S" + s,
                text("S"),
                text("Item " + s + " part " + c),
                text("Statement ".repeat(20) + c),
                null,
                null,
                List.of()));
      }
    }
    Framework large =
        framework(sections, List.of(new Weights("practice", "T", percent)), competencies);
    var claims =
        IntStream.range(0, 1_000)
            .mapToObj(s -> new Claim(new CompetencyRef("made", s + ".0"), "exercise"))
            .toList();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          FrameworkIndex index = FrameworkIndex.of(large);
          Coverage coverage = Coverage.of(index, claims);
          assertThat(coverage.of(large.weights().getFirst())).isEqualTo(1);
          assertThat(coverage.part(large.sections().getFirst()).covered()).isEqualTo(1_000);
          for (int i = 0; i < 100; i++) {
            assertThat(index.search().find("item part 7", c -> true, 50).total())
                .isGreaterThanOrEqualTo(1_000);
          }
        });
  }

  private static LocalizedText text(String text) {
    return new LocalizedText(text, text);
  }

  private static Competency competency(String code, String title, String statement) {
    return new Competency(
        code, Type.SKILL, null, text("Group"), text(title), text(statement), null, null, List.of());
  }

  private static Framework framework(Competency... competencies) {
    return framework(List.of(), List.of(), List.of(competencies));
  }

  private static Framework framework(
      List<Section> sections, List<Weights> weights, List<Competency> competencies) {
    return new Framework(
        "made",
        "1",
        "0",
        text("Made"),
        text("By a test"),
        LocalizedText.same("a test"),
        null,
        null,
        null,
        List.of(),
        null,
        sections,
        weights,
        competencies);
  }
}
