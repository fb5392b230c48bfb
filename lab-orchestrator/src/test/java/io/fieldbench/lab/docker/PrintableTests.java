package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTests {
  @Test
  void escapeSequencesAndControlCharactersAreGone() {
    assertThat(Printable.of("\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007 a\u202eb\0c"))
        .isEqualTo("red  0;title  a b c");
    assertThat(Printable.of("\u001b[31mred\u001b[0m alert")).isEqualTo("red alert");
    assertThat(Printable.of("90\u009b31m")).doesNotContain("\u009b");
  }

  @Test
  void linesAreJoined() {
    assertThat(Printable.of("one\r\n\n  two\nthree ")).isEqualTo("one | two | three");
    assertThat(Printable.of(" \n")).isEmpty();
    assertThat(Printable.of("温度过高")).isEqualTo("温度过高");
  }
}
