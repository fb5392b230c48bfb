package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.competency.FrameworkException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bad file and exactly what is said about it. */
class MoodleProblemTests {
  private static List<String> said(byte[] bytes) {
    FrameworkException refused =
        catchThrowableOfType(
            FrameworkException.class, () -> MoodleCsv.read("m.csv", bytes, Optional.empty()));
    assertThat(refused).as("the file should be refused").isNotNull();
    return refused.problems();
  }

  private static List<String> said(String csv) {
    return said(csv.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `D1,D1.1,`       | `D9,D1.1,`       | line 5, column Parent ID number: 'D9' is no row of the file
          `,D1,Data`       | `D1.1,D1,Data`   | line 3, column Parent ID number: goes round in a circle: D1 under D1.1 under D1
          `null,D2,13`     | `null,"D2, D7",13` | line 6, column Cross-referenced competency ID numbers: 'D7' is no row of the file
          `,D2,Safety`     | `,D1,Safety`     | line 7, column ID number: 'D1' stands already in line 3
          `,D2,Safety`     | `,,Safety`       | line 7, column ID number: is empty; each competency needs one
          `,D2,Safety`     | `,D2,?`          | line 7, column Short name: is '?'; a text is needed
          `,,1,"domain`    | `,,0,"domain`    | column Is framework: no row is a framework; one must have 1 there
          `14,,`           | `14,1,`          | line 7, column Is framework: is a second framework; the first stands in line 2
          `14,,`           | `14,`            | line 7: has 13 cells in place of 14; a comma or a quote may be missing or too many
          `Searching,,`    | `Searching,<!-- fieldbench:%% -->,` |
          `Searching,,`    | `Searching,<!-- fieldbench:AAA= -->,` | line 5, column Description: the note of Fieldbench at its end is damaged
          `Searching,,`    | `Searching,<!-- fieldbench:WzFd -->,` | line 5, column Description: the note of Fieldbench at its end is damaged
          `"Finds things"` | `"Finds things`  | line 6, column 30: has 'F' behind the quote that ends a cell; the cell begins in line 6, column 15. Write a quote inside a cell twice
          """)
  void oneThingWrong(String passage, String change, String problem) {
    assertThat(MoodleFiles.GOOD).contains(passage);
    String csv = MoodleFiles.GOOD.replace(passage, change);
    if (problem == null) {
      // Nothing that we write looks so; it is a comment like others.
      assertThat(MoodleCsv.read("m.csv", csv.getBytes(StandardCharsets.UTF_8), Optional.empty()))
          .isNotNull();
    } else {
      assertThat(said(csv)).contains("m.csv: " + problem);
    }
  }

  @Test
  void columnsAndEncodings() {
    assertThat(said(MoodleFiles.GOOD.replace("\"Short name\"", "Name")))
        .singleElement()
        .asString()
        .startsWith(
            "m.csv: line 1, column 1: has no column Short name; it has: Parent ID number, ID"
                + " number, Name,");
    byte[] gbk = MoodleFiles.GOOD.replace("Safety", "网络安全").getBytes(Charset.forName("GBK"));
    assertThat(said(gbk))
        .containsExactly(
            "m.csv: line 7, column 5: is not UTF-8, but looks like GBK; save it as UTF-8");
    assertThat(said("")).containsExactly("m.csv: is empty; give a CSV file");
    assertThat(said(MoodleFiles.GOOD.lines().findFirst().orElseThrow()))
        .containsExactly("m.csv: line 1: names the columns, and no row follows; is it whole?");
  }

  @Test
  void chainsAreNotFollowedForEver() {
    var csv = new StringBuilder(MoodleFiles.GOOD);
    for (int i = 0; i < 5000; i++) {
      csv.append("%s,X%d,Name,,1,,,,0,null,,,,\n".formatted(i == 0 ? "" : "X" + (i - 1), i));
    }
    List<String> problems = said(csv.toString());
    assertThat(problems).hasSize(101);
    assertThat(problems.getFirst())
        .isEqualTo("m.csv: line 59, column Parent ID number: stands under more than 50 others");
  }
}
