package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkWriterTests {
  private static final LocalizedText TEXT = new LocalizedText("Text", "文字");

  private static Framework framework(List<Section> sections, List<Competency> competencies) {
    return new Framework(
        "f",
        "1",
        "",
        TEXT,
        TEXT,
        LocalizedText.same("the tests"),
        null,
        null,
        null,
        List.of(),
        null,
        sections,
        List.of(),
        competencies);
  }

  private static Competency competency(String code, LocalizedText title) {
    return new Competency(
        code, Competency.Type.SKILL, null, TEXT, title, TEXT, null, null, List.of());
  }

  private static List<String> problems(Framework framework) {
    FrameworkException refused =
        catchThrowableOfType(FrameworkException.class, () -> FrameworkWriter.write(framework));
    assertThat(refused).isNotNull();
    return refused.problems();
  }

  @Test
  void whateverKeepsTheRulesIsReadBackAsItWas() {
    for (long seed = 0; seed < 300; seed++) {
      Framework framework = RandomFrameworks.of(seed);
      byte[] bytes = FrameworkWriter.write(framework);
      Framework read = FrameworkReader.read("f.yaml", bytes);
      assertThat(read.hash()).isEqualTo(Framework.hash(bytes));
      // Not same(), which write has asked already.
      assertThat(read)
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .ignoringFields("hash")
          .isEqualTo(framework);
    }
  }

  @Test
  void charactersThatYamlMustEscape() {
    var title = new LocalizedText("a\u0007b\u0085c\u009Fd\u2028e\uFFFEf", "空\u0000白");
    Framework framework = framework(List.of(), List.of(competency("A", title)));
    Framework read = FrameworkReader.read("f.yaml", FrameworkWriter.write(framework));
    assertThat(read.competencies().getFirst().title()).isEqualTo(title);
  }

  /** As the whole of ESCO has; the parser's own limit is three million characters. */
  @Test
  void aLargeFramework() {
    List<Competency> many = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      many.add(competency("C" + i, new LocalizedText("x".repeat(600), "字")));
    }
    byte[] bytes = FrameworkWriter.write(framework(List.of(), many));
    assertThat(bytes).hasSizeGreaterThan(4_000_000);
  }

  @Test
  void theCatalogLoadsTheShippedFrameworksFromWhatIsWrittenOfThem(@TempDir Path folder)
      throws Exception {
    List<Framework> shipped = FrameworkCatalog.shipped().all();
    for (Framework framework : shipped) {
      Files.write(folder.resolve(framework.id() + ".yaml"), FrameworkWriter.write(framework));
    }
    assertThat(FrameworkCatalog.load(folder).all())
        .usingRecursiveComparison()
        .ignoringFields("hash")
        .isEqualTo(shipped);
  }

  @Test
  void theSameFrameworkIsWrittenAsTheSameBytes() {
    assertThat(FrameworkWriter.write(RandomFrameworks.of(7)))
        .isEqualTo(FrameworkWriter.write(RandomFrameworks.of(7)));
  }

  @Test
  void groupsOfOneNameKeepTheirTitles() {
    var soft = new LocalizedText("Soft skills", "软技能");
    var hard = new LocalizedText("Soft skills!", "另一组");
    var nameless = new LocalizedText("7", "七");
    var framework =
        framework(
            List.of(),
            List.of(
                new Competency(
                    "A", Competency.Type.SKILL, null, soft, TEXT, TEXT, null, null, List.of()),
                new Competency(
                    "B", Competency.Type.SKILL, null, hard, TEXT, TEXT, null, null, List.of()),
                new Competency(
                    "C", Competency.Type.SKILL, null, nameless, TEXT, TEXT, null, null, List.of()),
                new Competency(
                    "D", Competency.Type.SKILL, null, soft, TEXT, TEXT, null, null, List.of())));
    String yaml = new String(FrameworkWriter.write(framework), StandardCharsets.UTF_8);
    assertThat(yaml).containsOnlyOnce("soft-skills:").contains("soft-skills-2:", "group:\n");
  }

  @Test
  void whatTheLoaderWouldRefuseIsRefused() {
    assertThat(
            problems(framework(List.of(), List.of(competency("A", TEXT), competency("A", TEXT)))))
        .containsExactly(
            "f.yaml: competencies[1].code: 'A' stands already at competencies[0]; write another"
                + " code");
    assertThat(
            problems(framework(List.of(), List.of(competency("A 1", new LocalizedText("-", "x"))))))
        .containsExactly(
            "f.yaml: competencies[0].code: is 'A 1'; write a name of letters, figures and . _ : -"
                + " in quotes where it is a number",
            "f.yaml: competencies[0].title.en: is '-'; write the English text");
    assertThat(problems(framework(List.of(), List.of())))
        .containsExactly(
            "f.yaml: competencies: is an empty list; write a list of at least one competency");
  }

  @Test
  void whatAFileCannotSayIsRefusedAndNotChanged() {
    var padded = competency("A", new LocalizedText(" padded ", "两边"));
    assertThat(problems(framework(List.of(), List.of(padded))))
        .containsExactly(
            "f.yaml: cannot hold competencies[0].title.en: ' padded ' would be read as 'padded'");
    var section = new Section("S", "track", null, TEXT, null);
    var astray =
        new Competency(
            "A",
            Competency.Type.SKILL,
            "S",
            new LocalizedText("Other", "别的"),
            TEXT,
            TEXT,
            null,
            URI.create("https://example.org/a"),
            List.of());
    assertThat(problems(framework(List.of(section), List.of(astray))))
        .containsExactly(
            "f.yaml: cannot hold competencies[0].group.en: 'Other' would be read as 'Text'");
  }

  /** However much stands in it. */
  @Test
  void aRefusalIsShort() {
    var padded = new LocalizedText("x".repeat(5000) + " ", "字");
    Framework framework =
        new Framework(
            "f",
            "1",
            "",
            TEXT,
            padded,
            LocalizedText.same("the tests"),
            null,
            null,
            null,
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of(competency("A", TEXT)));
    assertThat(problems(framework))
        .singleElement()
        .asString()
        .startsWith("f.yaml: cannot hold description.en: 'xxx")
        .hasSizeLessThan(250);
  }
}
