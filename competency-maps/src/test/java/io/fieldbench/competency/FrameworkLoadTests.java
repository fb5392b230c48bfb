package io.fieldbench.competency;

import static io.fieldbench.competency.FrameworkFiles.GOOD;
import static io.fieldbench.competency.FrameworkFiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkLoadTests {
  @TempDir Path folder;
  FrameworkFiles files;

  @BeforeEach
  void setUp() {
    files = new FrameworkFiles(folder);
  }

  @Test
  void readsEveryField() throws Exception {
    files.write("good.yaml", with("eqf:", "occupation: https://example.org/job\neqf:"));
    Framework good = files.load().framework("good").orElseThrow();
    byte[] bytes = Files.readAllBytes(folder.resolve("good.yaml"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    LocalizedText digital = new LocalizedText("Digital", "数字");
    assertThat(good)
        .isEqualTo(
            new Framework(
                "good",
                "1",
                hash,
                new LocalizedText("Good", "好的"),
                new LocalizedText("A good one", "一个好的"),
                LocalizedText.same("the tests"),
                URI.create("https://example.org/good"),
                URI.create("https://example.org/job"),
                "5-6",
                List.of(
                    new Level("2", 2, new LocalizedText("Two", "二级"), null, List.of()),
                    new Level("3", 3, new LocalizedText("Three", "三级"), null, List.of())),
                null,
                List.of(),
                List.of(),
                List.of(
                    new Competency(
                        "A1",
                        Competency.Type.SKILL,
                        null,
                        digital,
                        new LocalizedText("First", "第一"),
                        new LocalizedText("Does the first", "做第一件事"),
                        "2",
                        URI.create("https://example.org/a1"),
                        List.of(new CompetencyRef("good", "A2"))),
                    new Competency(
                        "A2",
                        Competency.Type.KNOWLEDGE,
                        null,
                        digital,
                        new LocalizedText("Second", "第二"),
                        new LocalizedText("Knows the second", "懂第二件事"),
                        null,
                        null,
                        List.of()))));
  }

  @Test
  void optionalFieldsMayBeAbsent() {
    files.write(
        "good.yaml",
        with("uri: https://example.org/good\neqf: \"5-6\"\n", "")
            .replaceAll("levels:\n.*\n.*\n", "")
            .replace("    level: \"2\"\n", "")
            .replace("    uri: https://example.org/a1\n", ""));
    Framework good = files.load().framework("good").orElseThrow();
    assertThat(good.uri()).isNull();
    assertThat(good.occupation()).isNull();
    assertThat(good.eqf()).isNull();
    assertThat(good.levels()).isEmpty();
    assertThat(good.competencies()).allMatch(c -> c.level() == null && c.uri() == null);
  }

  @Test
  void hashIsOfTheBytesAndNotOfTheContent() {
    files.write("good.yaml", GOOD);
    String before = files.load().all().getFirst().hash();
    files.write("good.yaml", GOOD + "# a comment\n");
    String after = files.load().all().getFirst().hash();
    assertThat(before).hasSize(64).isNotEqualTo(after);
  }

  @Test
  void readsYamlFilesInOrderAndNothingElse() throws Exception {
    files.write("b.yml", with("id: good", "id: second").replace("good:A2", "good:A1"));
    files.write("a.yaml", GOOD);
    files.write("README.md", "not: [a framework");
    files.write(".a.yaml", "not: [a framework");
    Files.createDirectory(folder.resolve("drafts"));
    Files.writeString(folder.resolve("drafts/c.yaml"), "not: [a framework");
    assertThat(files.load().all()).extracting(Framework::id).containsExactly("good", "second");
  }

  @Test
  void byteOrderMarkAndWindowsLineEndsDoNoHarm() {
    files.write("good.yaml", "\uFEFF" + GOOD.replace("\n", "\r\n"));
    assertThat(files.load().framework("good")).isPresent();
  }

  /** The parser reads its text in pieces; one may end in the midst of such a character. */
  @Test
  void charactersOfTwoPartsMayStandAnywhere() {
    for (int before = 0; before < 1100; before++) {
      String source = "x".repeat(before) + "𠮷🛰";
      byte[] bytes = with("the tests", source).getBytes(StandardCharsets.UTF_8);
      assertThat(FrameworkReader.read("good.yaml", bytes).source())
          .isEqualTo(LocalizedText.same(source));
    }
  }
}
