package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fieldbench.competency.FrameworkCatalog;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedExercisesTests {
  private static final int SEEDS = 200;

  private final ExerciseCatalog shipped = ExerciseCatalog.shipped(FrameworkCatalog.shipped());

  @Test
  void noneHasAProblem() {
    assertThat(shipped.entries()).isNotEmpty();
    assertThat(shipped.entries()).allSatisfy(e -> assertThat(e.problems()).as(e.id()).isEmpty());
  }

  @Test
  void whatIsPackedIsWhatStandsInTheCatalogueFolder() {
    var loaded = ExerciseCatalog.load(Path.of("catalog"), FrameworkCatalog.shipped());
    assertThat(hashes(loaded)).isEqualTo(hashes(shipped)).isNotEmpty();
  }

  @Test
  void everySeedGivesAWholeVariantAndProofs() {
    for (var entry : shipped.entries()) {
      Exercise exercise = entry.exercise().orElseThrow();
      for (long seed = 0; seed < SEEDS; seed++) {
        Variant variant = exercise.forCandidate(seed);
        assertThat(variant.values()).isEqualTo(exercise.forCandidate(seed).values());
        assertThat(variant.toString()).doesNotContain("${");
        variant.starter().forEach((file, content) -> assertOnlyTheLabsPlaceholders(file, content));
        for (Proof proof : Proof.of(variant)) {
          proof
              .files()
              .forEach((file, content) -> assertThat(text(content)).as(file).doesNotContain("${"));
        }
      }
    }
  }

  @Test
  void briefsAreInTheirLanguages() {
    for (var entry : shipped.entries()) {
      Variant variant = entry.exercise().orElseThrow().forCandidate(1);
      assertThat(chinese(variant.brief().zh())).isGreaterThan(300);
      assertThat(chinese(variant.brief().en())).isZero();
      assertThat(variant.brief().zh()).contains("。", "，").doesNotContainPattern("\\p{IsHan}[,;?!]");
      assertThat(variant.brief().zh())
          .doesNotContainPattern("\\p{IsHan}[A-Za-z0-9`]|[A-Za-z0-9]\\p{IsHan}");
      for (Check check : variant.checks()) {
        assertThat(chinese(check.about().title().zh())).isPositive();
        assertThat(chinese(check.about().feedback().zh())).isPositive();
      }
    }
  }

  @Test
  void theOverheatAlarmsBandHoldsForEveryCandidate() {
    Exercise exercise = shipped.find("mqtt-overheat-alarm").orElseThrow();
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, String> values = exercise.forCandidate(seed).values();
      BigDecimal load = number(values, "bandLoad");
      // What the motor settles at under this load (kit-firmware's Motor, give or take 1.6 K).
      BigDecimal settles = new BigDecimal("22").add(load.multiply(new BigDecimal("0.6")));
      BigDecimal tolerance = new BigDecimal("1.6");
      assertThat(load.scale()).isZero();
      assertThat(settles.add(tolerance)).isLessThan(number(values, "bandFloor"));
      assertThat(number(values, "clear")).isLessThan(number(values, "bandFloor"));
      assertThat(number(values, "coldLevel")).isLessThan(number(values, "clear"));
      assertThat(number(values, "coldLevel")).isGreaterThan(new BigDecimal("25"));
    }
  }

  @Test
  void theOverheatAlarmHasTheProofsThatItNeeds() {
    Exercise exercise = shipped.find("mqtt-overheat-alarm").orElseThrow();
    assertThat(exercise.maximum()).isEqualTo(100);
    assertThat(exercise.checks()).isEqualTo(11);
    assertThat(Proof.of(exercise.forCandidate(5)))
        .extracting(Proof::name, Proof::points)
        .contains(
            tuple("solution/java", 100),
            tuple("solution/python", 100),
            tuple("mutants/no-hysteresis", 60),
            tuple("mutants/qos-0", 90),
            tuple("mutants/wrong-topic", 0),
            tuple("mutants/never-cleared", 40));
  }

  @Test
  void thePayloadNormaliserSendsWhatItExpects() {
    Exercise exercise = shipped.find("payload-normaliser").orElseThrow();
    assertThat(exercise.maximum()).isEqualTo(100);
    assertThat(exercise.needsWorkspace()).isTrue();
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, String> values = exercise.forCandidate(seed).values();
      BigDecimal counts = number(values, "cIn").subtract(number(values, "zero"));
      assertThat(number(values, "cOut"))
          .isEqualByComparingTo(counts.multiply(new BigDecimal("0.005")))
          .isBetween(new BigDecimal("-5000"), new BigDecimal("0"));
      assertThat(number(values, "aOut").multiply(new BigDecimal("1.8")).add(new BigDecimal(32)))
          .isEqualByComparingTo(number(values, "aIn"));
      assertThat(number(values, "bOut")).isBetween(BigDecimal.ZERO, new BigDecimal(1000));
      for (String out : List.of("aOut", "bOut", "cOut")) {
        assertThat(number(values, out).scale()).as(out).isLessThanOrEqualTo(2);
      }
      assertThat(values.get("cNoHex") + values.get("cTimeHex") + values.get("cInHex"))
          .matches("[0-9A-F]{20}");
    }
    assertThat(Proof.of(exercise.forCandidate(5)))
        .filteredOn(p -> p.points() >= exercise.passPoints())
        .extracting(Proof::name)
        .containsExactly(
            "solution/java",
            "solution/python",
            "mutants/floats",
            "mutants/half-down",
            "mutants/local-time",
            "mutants/remembers-all");
  }

  private static void assertOnlyTheLabsPlaceholders(String file, byte[] content) {
    assertThat(Placeholders.OF_THE_LAB).as(file).containsAll(Placeholders.in(text(content)));
  }

  private static List<String> hashes(ExerciseCatalog catalog) {
    return catalog.entries().stream()
        .flatMap(e -> e.exercise().stream())
        .map(e -> e.id() + " " + e.hash())
        .toList();
  }

  private static BigDecimal number(Map<String, String> values, String name) {
    return new BigDecimal(values.get(name));
  }

  private static long chinese(String text) {
    return text.codePoints()
        .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
        .count();
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
