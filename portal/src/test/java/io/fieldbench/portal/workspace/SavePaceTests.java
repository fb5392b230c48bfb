package io.fieldbench.portal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavePaceTests {
  private static final int STEP = 500;
  private final Instant begin = Instant.parse("2026-11-21T10:00:00Z");

  /** When a save began and how old the oldest change was that it has, in milliseconds. */
  private record Save(int at, int age) {}

  /**
   * Plays a while in steps as the portal's.
   *
   * @param changes whether the files change in the step that begins at that millisecond
   */
  private List<Save> play(int millis, IntPredicate changes) {
    var pace = new SavePace(begin);
    var saves = new ArrayList<Save>();
    int oldest = -1;
    boolean changed = false;
    for (int now = 0; now < millis; now += STEP) {
      Instant at = begin.plusMillis(now);
      if (pace.lookDue(at)) {
        pace.looked(at, changed);
        changed = false;
      }
      if (pace.saveDue(at)) {
        saves.add(new Save(now, now - oldest));
        oldest = -1;
        pace.saved();
      }
      if (changes.test(now)) {
        changed = true;
        oldest = oldest < 0 ? now : oldest;
      }
    }
    return saves;
  }

  @Test
  void whatIsQuietIsSavedOnce() {
    List<Save> saves = play(60_000, now -> now == 5_000);
    assertThat(saves).hasSize(1);
    assertThat(saves.getFirst().age()).isBetween(2_000, 3_500);
  }

  @Test
  void whatNeverRestsIsSavedBeforeItIsFifteenSecondsOld() {
    List<Save> saves = play(120_000, now -> true);
    assertThat(saves).hasSizeGreaterThan(7).allMatch(save -> save.age() <= 14_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noChangeGetsOld(long seed) {
    var random = new Random(seed);
    double often = random.nextDouble();
    List<Save> saves = play(300_000, now -> random.nextDouble() < often * often);
    assertThat(saves).isNotEmpty().allMatch(save -> save.age() <= 14_000);
  }

  @Test
  void whatCannotBeSavedIsTriedAgainLaterAndAtOnceWhenItChanges() {
    var pace = new SavePace(begin);
    pace.looked(begin.plusSeconds(1), true);
    pace.notSaved(begin.plusSeconds(4));
    assertThat(pace.saveDue(begin.plusSeconds(10))).isFalse();
    assertThat(pace.saveDue(begin.plusSeconds(4).plus(SavePace.OLDEST))).isTrue();
    pace.looked(begin.plusSeconds(6), true);
    assertThat(pace.saveDue(begin.plusSeconds(7))).isFalse();
    assertThat(pace.saveDue(begin.plusSeconds(6).plus(Duration.ofSeconds(2)))).isTrue();
  }
}
