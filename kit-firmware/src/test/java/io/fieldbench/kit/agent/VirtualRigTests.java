package io.fieldbench.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fieldbench.kit.protocol.Quality;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualRigTests {
  private final VirtualRig rig = new VirtualRig(config("motor", "motor-temperature", 42));

  @Test
  void measuresThePlantThroughTheSensor() throws IOException {
    Sample cold = rig.tick().getFirst();
    rig.obey("load", "100");
    Sample hot = after(rig, 600);

    assertThat(cold.tag()).isEqualTo("motor-temperature");
    assertThat(cold.unit()).isEqualTo("°C");
    assertThat(cold.quality()).isEqualTo(Quality.GOOD);
    assertThat(cold.value()).isCloseTo(22, within(0.9));
    assertThat(hot.quality()).isEqualTo(Quality.GOOD);
    assertThat(hot.value()).isCloseTo(82, within(2.2));
  }

  @Test
  void aLooseWireIsBadAndHotWhileThePlantGoesOn() throws IOException {
    rig.obey("load", "100");
    rig.obey("fault", "loose-wire");
    Sample absurd = after(rig, 100);
    rig.obey("fault", "none");
    Sample mended = after(rig, 1);

    assertThat(absurd.quality()).isEqualTo(Quality.BAD);
    assertThat(absurd.value()).isCloseTo(187.55, within(0.02));
    assertThat(mended.quality()).isEqualTo(Quality.GOOD);
    assertThat(mended.value()).isBetween(65.0, 75.0);
  }

  @Test
  void simulatedReadingsStandInForAsManyTicks() throws IOException {
    rig.obey("simulate", "60.5 60.49? 70!");

    assertThat(rig.tick())
        .containsExactly(new Sample("motor-temperature", 60.5, "°C", Quality.GOOD));
    assertThat(rig.tick())
        .containsExactly(new Sample("motor-temperature", 60.49, "°C", Quality.UNCERTAIN));
    assertThat(rig.tick()).containsExactly(new Sample("motor-temperature", 70, "°C", Quality.BAD));
    assertThat(rig.tick().getFirst().value()).isCloseTo(22, within(0.9));
  }

  @Test
  void aRefusedSimulationLeavesTheRunningOne() throws IOException {
    rig.obey("simulate", "60.5 60.5");
    assertThatIllegalArgumentException().isThrownBy(() -> rig.obey("simulate", "60.5 hot"));
    assertThat(rig.tick().getFirst().value()).isEqualTo(60.5);
    rig.obey("simulate", "none");
    assertThat(rig.tick().getFirst().value()).isCloseTo(22, within(0.9));
  }

  @Test
  void theSeriesFollowsFromSeedAndTicks() throws IOException {
    assertThat(series(42)).isEqualTo(series(42)).isNotEqualTo(series(43));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dance | 1     | command 'dance' is unknown; known are load, cooling, ambient, fault,"
            + " simulate",
        "load  | 100.5 | load takes a number from 0 to 100, not '100.5'",
        "fault | smoke | fault 'smoke' is unknown; known are none, loose-wire"
      })
  void refusesWithTheReason(String name, String value, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rig.obey(name, value))
        .withMessage(reason);
  }

  @Test
  void namesWhatThereIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VirtualRig(config("tank", "tank-level", 1)))
        .withMessage("plant 'tank' is unknown; known are motor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VirtualRig(config("motor", "motor-speed", 1)))
        .withMessage("tag 'motor-speed' is unknown; this kit measures motor-temperature");
  }

  private static Sample after(VirtualRig rig, int ticks) throws IOException {
    List<Sample> samples = List.of();
    for (int i = 0; i < ticks; i++) {
      samples = rig.tick();
    }
    return samples.getFirst();
  }

  private static List<Sample> series(long seed) throws IOException {
    VirtualRig rig = new VirtualRig(config("motor", "motor-temperature", seed));
    List<Sample> series = new ArrayList<>();
    for (String load : List.of("100", "30", "0")) {
      rig.obey("load", load);
      for (int i = 0; i < 100; i++) {
        series.addAll(rig.tick());
      }
    }
    return series;
  }

  private static KitConfig config(String plant, String tag, long seed) {
    return new KitConfig(
        "kit-1",
        "127.0.0.1",
        1,
        "kit",
        "",
        plant,
        Map.of(tag, "a/b"),
        seed,
        Duration.ofMillis(100));
  }
}
