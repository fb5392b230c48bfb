package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFiltersTests {
  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "a, a/b, false",
    "a/b, a, false",
    "a, A, false",
    "#, a/b/c, true",
    "#, /, true",
    "#, #, true",
    "#, +, true",
    "#, $SYS/x, false",
    "+/x, $SYS/x, false",
    "+/#, $SYS/x, false",
    "$SYS/#, $SYS/x, true",
    "a/#, a, true",
    "a/#, a/, true",
    "a/#, ab, false",
    "a/#, #, false",
    "a/#, +/b, false",
    "a/#, a/+/#, true",
    "a/+, a/#, false",
    "a/+, a/+, true",
    "a/+, a/b, true",
    "a/+, a/, true",
    "a/+, a, false",
    "a/+, a/b/c, false",
    "a/+/c, a/b/c, true",
    "a/+/c, a/b/d, false",
    "a/b, a/+, false",
    "+, a, true",
    "+, a/b, false",
    "+/+, /a, true"
  })
  void aFilterCovers(String filter, String other, boolean covers) {
    assertThat(TopicFilters.covers(filter, other)).isEqualTo(covers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/", "#", "+", "a/#", "+/a/+", "a//b", "$share/g/a", "温度/#"})
  void isAFilter(String filter) {
    assertThat(TopicFilters.valid(filter)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#", "#/a", "a/#/b", "a+", "+a/b", "a/b+", "a\nb", "a\0b"})
  void isNoFilter(String filter) {
    assertThat(TopicFilters.valid(filter)).isFalse();
  }

  @Test
  void aFilterHasALimit() {
    assertThat(TopicFilters.valid("a".repeat(TopicFilters.MAX_LENGTH))).isTrue();
    assertThat(TopicFilters.valid("a".repeat(TopicFilters.MAX_LENGTH + 1))).isFalse();
  }
}
