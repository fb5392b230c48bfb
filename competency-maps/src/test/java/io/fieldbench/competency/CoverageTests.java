package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldbench.competency.Competency.Type;
import io.fieldbench.competency.Coverage.Claim;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of the national standard is covered, by its own weights. */
class CoverageTests {
  private final Framework standard =
      FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow();

  private Weights exam(String exam, String track) {
    return standard.weights().stream()
        .filter(w -> w.exam().equals(exam) && w.track().equals(track))
        .findFirst()
        .orElseThrow();
  }

  private static Claim claim(String framework, String code) {
    return new Claim(new CompetencyRef(framework, code), "an-exercise");
  }

  private Coverage covered(String... codes) {
    return Coverage.of(
        standard, Stream.of(codes).map(code -> claim("cn-2-02-10-10", code)).toList());
  }

  @Test
  void nothingIsCoveredByNothing() {
    assertThat(covered().exams()).hasSize(14);
    assertThat(covered().exams().values()).allMatch(share -> share == 0);
    assertThat(covered().part(standard.section("1a").orElseThrow()).missing()).hasSize(45);
  }

  /**
   * Function 2 weighs 20 % in practice and has four abilities; knowledge of it is asked in theory.
   */
  @Test
  void anAbilityCountsAsItsFunctionWeighsInPractice() {
    Coverage one = covered("1a-A2.2.2");
    assertThat(one.of(exam("practice", "1a"))).isCloseTo(0.20 / 4, within(1e-9));
    assertThat(one.of(exam("theory", "1a"))).isZero();
    assertThat(one.of(exam("practice", "1b"))).isZero();
    assertThat(covered("1a-K2.2.1").of(exam("theory", "1a"))).isCloseTo(0.20 / 4, within(1e-9));
    assertThat(covered("1a-K2.2.1").of(exam("practice", "1a"))).isZero();
  }

  @Test
  void basicKnowledgeCountsInTheTheoryOfEveryTrack() {
    Coverage one = covered("B2.2.1.4");
    assertThat(one.of(exam("theory", "1a"))).isCloseTo(0.20 / 42, within(1e-9));
    assertThat(one.of(exam("theory", "3"))).isCloseTo(0.10 / 42, within(1e-9));
  }

  @Test
  void whatIsCoveredTwiceCountsOnce() {
    Coverage twice =
        Coverage.of(
            standard,
            List.of(
                claim("cn-2-02-10-10", "1a-A2.2.2"),
                claim("cn-2-02-10-10", "1a-A2.2.2"),
                new Claim(new CompetencyRef("cn-2-02-10-10", "1a-A2.2.2"), "another")));
    assertThat(twice.of(exam("practice", "1a"))).isCloseTo(0.20 / 4, within(1e-9));
    assertThat(twice.sources("1a-A2.2.2")).containsExactly("an-exercise", "another");
  }

  @Test
  void claimsOnSomethingElseDoNotCount() {
    Coverage other =
        Coverage.of(
            standard,
            List.of(claim("iiot-specialist", "C080"), claim("cn-2-02-10-10", "1a-A9.9.9")));
    assertThat(other.exams().values()).allMatch(share -> share == 0);
    assertThat(other.sources("1a-A9.9.9")).isEmpty();
  }

  @Test
  void allAbilitiesAreTheWholeOfEveryPracticalExam() {
    Coverage all =
        covered(
            standard.competencies().stream()
                .filter(c -> c.type() == Type.SKILL)
                .map(Competency::code)
                .toArray(String[]::new));
    all.exams()
        .forEach((exam, share) ->
            assertThat(share)
                .as(exam.exam() + " " + exam.track())
                .isCloseTo(exam.exam().equals("practice") ? 1 : 0, within(1e-9)));
    assertThat(all.parts(exam("practice", "2c"))).allMatch(part -> part.missing().isEmpty());
  }
}
