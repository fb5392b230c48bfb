package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.lab.Workspace.Entry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that a trainee's container prints may say anything. */
class ListingTests {
  private static List<Entry> read(String printed) {
    return Listing.read(printed.getBytes(UTF_8), 10);
  }

  @Test
  void aLineIsAnEntry() {
    assertThat(read("f\t12\t1767323045.5000000000\ta b/\tc\n数\0d\t40\t0.0\ta b\0"))
        .containsExactly(
            new Entry("a b", true, 0, Instant.EPOCH),
            new Entry("a b/\tc\n数", false, 12, Instant.parse("2026-01-02T03:04:05.5Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f",
        "f\t1\t2",
        "l\t1\t2.0\ta",
        "f\tx\t2.0\ta",
        "f\t1\tx\ta",
        "f\t1\t1e999999999\ta",
        "f\t1\t9223372036854775807.9\ta",
        "f\t99999999999999999999\t2.0\ta",
        "f\t1\t2.0\t../a",
        "f\t1\t2.0\t/a",
        "f\t1\t2.0\t"
      })
  void otherLinesAreLeftOut(String line) {
    assertThat(read(line + "\0f\t1\t2.0\tkept\0")).extracting(Entry::path).containsExactly("kept");
  }

  @Test
  void aLineThatWasCutIsLeftOut() {
    assertThat(read("f\t1\t2.0\ta\0f\t1\t2.0\tb")).extracting(Entry::path).containsExactly("a");
  }

  @Test
  void aNameThatIsNoUtf8IsLeftOut() {
    byte[] printed = "f\t1\t2.0\tcaf\u00e9\0f\t1\t2.0\tcafe\0".getBytes(ISO_8859_1);
    assertThat(Listing.read(printed, 10)).extracting(Entry::path).containsExactly("cafe");
  }

  @ParameterizedTest
  @CsvSource({
    "-1.5, 1970-01-01T00:00:00Z",
    "999999999999999999.25, 9999-12-31T23:59:59.250Z",
    "12, 1970-01-01T00:00:12Z",
    "1.0123456789012, 1970-01-01T00:00:01.012345678Z"
  })
  void timesStayWithinReason(String seconds, String time) {
    assertThat(read("f\t1\t" + seconds + "\ta\0").getFirst().changed()).isEqualTo(time);
  }
}
