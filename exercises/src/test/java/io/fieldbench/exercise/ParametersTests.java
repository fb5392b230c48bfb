package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersTests {
  private static final int SEEDS = 2_000;

  private final Parameters parameters =
      read(
          """
          site: {choose: [north, south, east]}
          high: {from: 55, to: 68, step: 0.5}
          hysteresis: {from: 0.1, to: 0.7, step: 0.1}
          clear: {sum: {high: 1, hysteresis: -1}}
          load: {sum: {high: 2, hysteresis: -0.5}, plus: -10.25}
          topic: {text: "${site}/${high}"}
          """);

  @Test
  void everyDrawnValueIsOnAStepOfItsRange() {
    for (long seed = -SEEDS; seed < SEEDS; seed++) {
      Map<String, String> values = parameters.values(seed);
      BigDecimal high = new BigDecimal(values.get("high"));
      assertThat(high).isBetween(new BigDecimal("55"), new BigDecimal("68"));
      assertThat(high.remainder(new BigDecimal("0.5"))).isEqualByComparingTo("0");
      assertThat(values.get("site")).isIn("north", "south", "east");
    }
  }

  @Test
  void everyValueOfARangeIsDrawnBothEndsIncluded() {
    Set<String> highs = new HashSet<>();
    Set<String> hystereses = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      highs.add(parameters.values(seed).get("high"));
      hystereses.add(parameters.values(seed).get("hysteresis"));
    }
    assertThat(highs).hasSize(27).contains("55", "55.5", "68");
    assertThat(hystereses)
        .containsExactlyInAnyOrder("0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7");
  }

  @Test
  void sumsAreExactDecimals() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, String> values = parameters.values(seed);
      BigDecimal high = new BigDecimal(values.get("high"));
      BigDecimal hysteresis = new BigDecimal(values.get("hysteresis"));
      assertThat(new BigDecimal(values.get("clear")))
          .isEqualByComparingTo(high.subtract(hysteresis));
      assertThat(new BigDecimal(values.get("load")))
          .isEqualByComparingTo(
              high.multiply(new BigDecimal("2"))
                  .subtract(hysteresis.multiply(new BigDecimal("0.5")))
                  .subtract(new BigDecimal("10.25")));
      assertThat(values.get("topic")).isEqualTo(values.get("site") + "/" + values.get("high"));
    }
  }

  @Test
  void numbersHaveNeitherTrailingZerosNorAnExponent() {
    for (long seed = 0; seed < SEEDS; seed++) {
      for (String name : new String[] {"high", "hysteresis", "clear", "load"}) {
        assertThat(parameters.values(seed).get(name)).matches("-?(0|[1-9]\\d*)(\\.\\d*[1-9])?");
      }
    }
    Parameters hundreds = read("n: {from: 100, to: 300, step: 100}\nzero: {sum: {n: 0.0}}\n");
    assertThat(hundreds.values(1).get("n")).isIn("100", "200", "300");
    assertThat(hundreds.values(1)).containsEntry("zero", "0");
  }

  @Test
  void aSeedGivesTheSameValuesForEver() {
    assertThat(parameters.values(42)).isEqualTo(parameters.values(42));
    assertThat(parameters.values(42))
        .isEqualTo(
            Map.of(
                "site", "east",
                "high", "57",
                "hysteresis", "0.2",
                "clear", "56.8",
                "load", "103.65",
                "topic", "east/57"));
  }

  @Test
  void aWholeNumberIsWrittenInHexadecimalByteByByte() {
    Parameters hex =
        read(
            """
            number: {from: -345020, to: -345019, step: 1}
            order: {choose: [CDAB, DCBA]}
            big: {hex: number, order: ABCD}
            small: {hex: number, order: BA}
            mixed: {hex: number, order: "${order}"}
            """);
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      Map<String, String> values = hex.values(seed);
      int number = Integer.parseInt(values.get("number"));
      String big = "%08X".formatted(number);
      assertThat(values.get("big")).isEqualTo(big);
      assertThat(values.get("small")).isEqualTo(big.substring(6) + big.substring(4, 6));
      seen.add(number + " " + values.get("order") + " " + values.get("mixed"));
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "-345020 CDAB BC44FFFA",
            "-345020 DCBA 44BCFAFF",
            "-345019 CDAB BC45FFFA",
            "-345019 DCBA 45BCFAFF");
  }

  @Test
  void theGeneratorIsSplitMix64() {
    // First words for the seed 1234567, as published with reference implementations:
    // 6457827717110365317, 3203168211198807973, 9817491932198370423.
    var draws = new Draws(1234567);
    int bound = 1_000_000;
    assertThat(new int[] {draws.below(bound), draws.below(bound), draws.below(bound)})
        .containsExactly(350_079, 173_644, 532_207);
  }

  @Test
  void twoSeedsUsuallyDiffer() {
    int same = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      same += parameters.values(seed).equals(parameters.values(seed + 1)) ? 1 : 0;
    }
    // 567 combinations: about one pair in 567.
    assertThat(same).isLessThan(SEEDS / 100);
  }

  @Test
  void aParameterAddedAtTheEndChangesNoOther() {
    Parameters fewer = read("a: {choose: [x, y, z]}\nb: {from: 0, to: 1000, step: 1}\n");
    Parameters more =
        read("a: {choose: [x, y, z]}\nb: {from: 0, to: 1000, step: 1}\nc: {choose: [v, w]}\n");
    for (long seed = 0; seed < 100; seed++) {
      assertThat(more.values(seed)).containsAllEntriesOf(fewer.values(seed));
    }
  }

  private static Parameters read(String yaml) {
    var problems = new Problems();
    byte[] content = yaml.getBytes(StandardCharsets.UTF_8);
    Parameters parameters =
        Parameters.read(Yaml.read(problems, Map.of("p.yaml", content), "p.yaml"));
    assertThat(problems.all()).isEmpty();
    return parameters;
  }
}
