package io.fieldbench.competency.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.standard.NationalStandard.Column;
import io.fieldbench.competency.standard.NationalStandard.ExamRules;
import io.fieldbench.competency.standard.NationalStandard.Grade;
import io.fieldbench.competency.standard.NationalStandard.Track;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Standard 2-02-10-10 as it was published, where that text lies beside this checkout. */
@EnabledIf(
    value = "isHere",
    disabledReason =
        "the official text, which is not ours to ship, does not lie in ../shared/seeds")
class OfficialTextTests {
  private static final Path SEEDS = Path.of("../../shared/seeds").toAbsolutePath().normalize();

  private static NationalStandard standard;

  static boolean isHere() {
    return Files.isDirectory(SEEDS);
  }

  @BeforeAll
  static void read() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(SEEDS, "004_*.txt")) {
      standard = StandardReader.read(files.iterator().next());
    }
  }

  private static <T> int count(Function<Track, Collection<T>> part) {
    return standard.tracks().stream().mapToInt(t -> part.apply(t).size()).sum();
  }

  @Test
  void yieldsEveryCountOfTheStandard() {
    assertThat(standard.code() + " " + standard.edition()).isEqualTo("2-02-10-10 2021");
    assertThat(standard.tracks()).hasSize(7);
    assertThat(count(Track::functions)).isEqualTo(26);
    assertThat(count(Track::contents)).isEqualTo(79);
    assertThat(count(Track::abilities)).isEqualTo(221);
    assertThat(count(Track::knowledge)).isEqualTo(184);
    assertThat(standard.basics())
        .extracting(g -> g.topics().size())
        .containsExactly(10, 17, 4, 7, 4);
    assertThat(standard.ethics().topics()).hasSize(5);
    assertThat(standard.grades()).extracting(Grade::hours).containsExactly(128, 128, 160);
    assertThat(standard.grades()).extracting(g -> g.entry().size()).containsExactly(4, 5, 4);
    assertThat(standard.exam()).isEqualTo(new ExamRules(60, 90, 150, 15, 2, 5, 3));
    assertThat(standard.theory().columns()).hasSize(7).isEqualTo(standard.practice().columns());
    assertThat(standard.theory().of(new Column("高级", null), "物联网系统规划与设计")).contains(30);
    assertThat(standard.practice().of(new Column("初级", "物联网嵌入式开发"), "感知控制开发")).contains(45);
  }

  @Test
  void leavesNothingOfPageBreaksAndMarkup() {
    var texts = new HashSet<String>();
    for (Track track : standard.tracks()) {
      track.functions().forEach(f -> texts.add(f.title()));
      track.contents().forEach(c -> texts.add(c.title()));
      track.abilities().forEach(a -> texts.add(a.text()));
      track.knowledge().forEach(k -> texts.add(k.text()));
      assertThat(track.abilities()).allMatch(a -> a.text().startsWith("能"));
    }
    assertThat(texts).noneMatch(t -> t.contains("<") || t.contains("--") || t.contains("\t"));
    assertThat(texts).contains("物联网应用协议开发", "物联网轻量级协议开发", "加解密知识");
    assertThat(List.copyOf(texts)).noneMatch(t -> t.matches(".*\\d\\.\\d.*"));
  }

  /** Titles are facts and carry over; the sentences of abilities do not. */
  @Test
  void theShippedTextsHaveEveryCodeEveryTitleAndNoSentenceOfIt() {
    Map<String, LocalizedText> shipped = StandardTexts.shipped("2-02-10-10");
    Map<String, String> official = standard.texts();
    assertThat(List.copyOf(shipped.keySet())).isEqualTo(List.copyOf(official.keySet()));
    official.forEach((code, text) -> {
      String ours = shipped.get(code).zh();
      if (code.contains("-A")) {
        assertThat(commonRun(ours, text)).as(code + ": " + ours).isLessThan(8);
      } else {
        assertThat(ours).as(code).isEqualTo(text.replace('決', '决'));
      }
    });
  }

  private static int commonRun(String one, String other) {
    int longest = 0;
    for (int from = 0; from < one.length(); from++) {
      while (from + longest < one.length()
          && other.contains(one.substring(from, from + longest + 1))) {
        longest++;
      }
    }
    return longest;
  }
}
