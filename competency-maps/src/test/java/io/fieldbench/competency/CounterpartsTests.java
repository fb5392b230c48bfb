package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the competencies of one edition are in another. */
class CounterpartsTests {
  private static final LocalizedText PUMPS = new LocalizedText("Pumps", "泵");

  /** Of an edition, each as code=text or code=name/statement. */
  private static Framework edition(String edition, String... competencies) {
    return edition(
        edition,
        List.of(),
        Arrays.stream(competencies)
            .map(c -> c.split("="))
            .map(c -> {
              String[] said = c[1].split("/");
              var name = LocalizedText.same(said[0]);
              var statement = LocalizedText.same(said[said.length - 1]);
              return new Competency(
                  c[0], Type.SKILL, null, PUMPS, name, statement, null, null, List.of());
            })
            .toList());
  }

  private static Framework edition(
      String edition, List<Level> levels, List<Competency> competencies) {
    return new Framework(
        "pumps",
        edition,
        "",
        PUMPS,
        PUMPS,
        LocalizedText.same("the tests"),
        null,
        null,
        null,
        levels,
        null,
        List.of(),
        List.of(),
        competencies);
  }

  private static Framework edition(String edition, List<String> competencies) {
    return edition(edition, competencies.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0} in {1} is {2}")
  @CsvSource({
    "a=prime b=seal, a=prime b=seal, a",
    "a=prime b=seal, a=seal b=prime, b",
    "a=prime b=seal, a=new b=prime c=seal, b",
    "a=prime b=seal, b=seal, ''",
    "a=prime b=seal, a=priming b=seal, ''",
    "a=prime b=seal, a=priming b=prime, b",
    "a=prime b=seal, b=seal c=prime d=prime, ''",
    "a=prime b=prime, c=prime d=prime, ''",
    "a=prime b=prime, a=prime c=prime, a",
    "b=prime a=prime, b=prime c=prime, c",
    "a=safety/strap b=safety/lock, a=safety/lock b=safety/strap, b",
    "a=safety/strap b=safety/lock, b=safety/lock c=safety/valve, ''",
    "a=safety/strap b=safety/lock, c=safety/strap d=safety/lock, c",
    "a=safety/strap b=safety/lock, a=safety/strap, a",
    "a=safety/strap b=seal, a=safety/wrist b=seal, a",
    "a=C++ b=C#, a=C# b=C++, b",
    "a=C++ b=C, a=C b=C++, b",
    "a=≤5 b=≥5, a=≥5 b=≤5, b",
    "a=- b=+, a=+ b=-, b",
    "a=कि b=की, a=की b=कि, b",
    "a=pH_6.5 b=pH_65, a=pH_65 b=pH_6.5, b",
    "a=Wi-Fi b=seal, b=seal c=Wi‑fi;, c",
  })
  void aCompetencyIsTheOneThatSaysTheSame(String before, String after, String now) {
    Counterparts found =
        Counterparts.of(
            edition("1", List.of(before.split(" "))), edition("2", List.of(after.split(" "))));
    assertThat(found.of("a").map(Competency::code))
        .isEqualTo(Optional.of(now).filter(c -> !c.isEmpty()));
  }

  /** A new lowest grade moves the numbers of the others, and the codes with them. */
  @Test
  void aGradeIsKnownByItsTitle() {
    Framework before = graded("1", List.of("low", "high"), "1-A1=prime", "2-A1=seal", "2-A2=fill");
    Framework after =
        graded("2", List.of("first", "low", "high"), "1-A1=fill", "2-A1=prime", "3-A1=seal");
    Counterparts found = Counterparts.of(before, after);
    assertThat(found.of("1-A1").map(Competency::code)).contains("2-A1");
    assertThat(found.of("2-A1").map(Competency::code)).contains("3-A1");
    assertThat(found.of("2-A2")).as("another grade's").isEmpty();
    Framework renamed = graded("3", List.of("one", "two"), "1-A1=prime", "2-A1=seal", "2-A2=fill");
    assertThat(Counterparts.of(before, renamed).of("2-A2").map(Competency::code)).contains("2-A2");
  }

  /** The level is what the code begins with. */
  private static Framework graded(String edition, List<String> grades, String... competencies) {
    return edition(
        edition,
        IntStream.rangeClosed(1, grades.size())
            .mapToObj(i ->
                new Level(
                    String.valueOf(i), i, LocalizedText.same(grades.get(i - 1)), null, List.of()))
            .toList(),
        edition(edition, competencies).competencies().stream()
            .map(c -> level(c, c.code().substring(0, 1)))
            .toList());
  }

  /** Some knowledge stands in two tracks of a level. */
  @Test
  void whatTwoTracksAskForStaysWithEach() {
    Framework before = edition("1", "1a-K1=prime", "1b-K1=prime");
    Counterparts moved =
        Counterparts.of(
            before, edition("2", "1a-K1=new", "1a-K2=prime", "1b-K1=new", "1b-K2=prime"));
    assertThat(moved.of("1a-K1").map(Competency::code)).contains("1a-K2");
    assertThat(moved.of("1b-K1").map(Competency::code)).contains("1b-K2");
    Counterparts dropped = Counterparts.of(before, edition("2", "1b-K1=new", "1b-K2=prime"));
    assertThat(dropped.of("1a-K1")).isEmpty();
    assertThat(dropped.of("1b-K1").map(Competency::code)).contains("1b-K2");
  }

  @Test
  void anAddressAtItsSourceMakesItTheSameWhateverItIsCalled() {
    URI uri = URI.create("https://example.org/a");
    Competency a = edition("1", "a=prime").competencies().getFirst();
    assertThat(Counterparts.of(at("1", a, uri), at("2", renamed(a), uri)).of("a")).isPresent();
    assertThat(Counterparts.of(at("1", a, uri), at("2", renamed(a), null)).of("a")).isEmpty();
    assertThat(Counterparts.of(at("1", a, null), at("2", renamed(a), null)).of("a")).isEmpty();
  }

  private static Competency renamed(Competency c) {
    var text = new LocalizedText("fill", "灌");
    return new Competency(
        c.code(), c.type(), null, c.group(), text, text, null, c.uri(), List.of());
  }

  private static Framework at(String edition, Competency c, @Nullable URI uri) {
    return edition(
        edition,
        List.of(),
        List.of(
            new Competency(
                c.code(),
                c.type(),
                null,
                c.group(),
                c.title(),
                c.statement(),
                c.level(),
                uri,
                List.of())));
  }

  @Test
  void whatAsksForAnotherLevelIsAnother() {
    Competency a = edition("1", "a=prime").competencies().getFirst();
    Framework junior = at("1", level(a, "1"), null);
    assertThat(Counterparts.of(junior, at("2", level(a, "3"), null)).of("a")).isEmpty();
    assertThat(Counterparts.of(junior, at("2", level(a, "1"), null)).of("a")).isPresent();
  }

  private static Competency level(Competency c, String level) {
    return new Competency(
        c.code(), c.type(), null, c.group(), c.title(), c.statement(), level, null, List.of());
  }

  @Test
  void withinAnEditionACodeStaysWhatItIs() {
    Counterparts found =
        Counterparts.of(edition("1", "a=prime", "b=seal"), edition("1", "a=seal", "b=prime"));
    assertThat(found.of("a").orElseThrow().code()).isEqualTo("a");
    assertThat(Counterparts.of(edition("1", "a=prime"), edition("1", "c=prime")).of("a"))
        .map(Competency::code)
        .contains("c");
  }

  /** Of the next edition no published text is known; both have our words. */
  @Test
  void inOurWordsAnAbilityOfAStandardIsFoundAgain() {
    Framework now = FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow();
    Map<String, String> swapped =
        Map.of("1b-A1.4.1", "1b-A1.4.2", "1b-A1.4.2", "1b-A1.4.1", "1a-A2.2.2", "1a-A2.2.9");
    String text = new String(FrameworkWriter.write(now), StandardCharsets.UTF_8);
    Framework next =
        FrameworkReader.read(
            "next.yaml",
            Pattern.compile("(?m)^(edition: \"|  *- code: \"?)([^\"\n]*)")
                .matcher(text)
                .replaceAll(m ->
                    m.group(1)
                        + (m.group(1).startsWith("edition")
                            ? "2027"
                            : swapped.getOrDefault(m.group(2), m.group(2))))
                .getBytes(StandardCharsets.UTF_8));
    assertThat(next.edition()).isEqualTo("2027");
    Counterparts found = Counterparts.of(now, next);
    assertThat(now.competencies())
        .allSatisfy(c ->
            assertThat(found.of(c.code()).map(Competency::code))
                .contains(swapped.getOrDefault(c.code(), c.code())));
    // Our words beside a text of which they do not speak tell nothing.
    Counterparts ofOthers = Counterparts.of(asImported(now), next);
    assertThat(now.competencies())
        .filteredOn(c -> c.type() == Type.SKILL)
        .allSatisfy(c -> assertThat(ofOthers.of(c.code())).isEmpty());
    assertThat(FrameworkDifference.between(now, next))
        .extracting(FrameworkDifference.Change::toString)
        .containsExactlyInAnyOrder(
            "framework cn-2-02-10-10 changed edition: 2021 → 2027",
            "competency 1a-A2.2.2 moved code: 1a-A2.2.2 → 1a-A2.2.9",
            "competency 1b-A1.4.1 moved code: 1b-A1.4.1 → 1b-A1.4.2",
            "competency 1b-A1.4.2 moved code: 1b-A1.4.2 → 1b-A1.4.1");
  }

  /** With other texts in the places of those of the standard, and our words beside them. */
  private static Framework asImported(Framework f) {
    return new Framework(
        f.id(),
        f.edition(),
        "",
        f.title(),
        f.description(),
        f.source(),
        f.uri(),
        f.occupation(),
        f.eqf(),
        f.levels(),
        f.exam(),
        f.sections(),
        f.weights(),
        f.competencies().stream()
            .map(c ->
                c.type() != Type.SKILL
                    ? c
                    : new Competency(
                        c.code(),
                        c.type(),
                        c.section(),
                        c.group(),
                        LocalizedText.same("正文 " + c.code()),
                        c.statement(),
                        c.level(),
                        c.uri(),
                        c.links()))
            .toList());
  }
}
