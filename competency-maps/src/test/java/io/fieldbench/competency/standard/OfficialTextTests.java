package io.fieldbench.competency.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Counterparts;
import io.fieldbench.competency.ExamRules;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkCounts;
import io.fieldbench.competency.FrameworkDifference;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.FrameworkWriter;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.PublishedTexts;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.standard.NationalStandard.Column;
import io.fieldbench.competency.standard.NationalStandard.Grade;
import io.fieldbench.competency.standard.NationalStandard.Kind;
import io.fieldbench.competency.standard.NationalStandard.Requirement;
import io.fieldbench.competency.standard.NationalStandard.Track;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    standard = StandardReader.read(file());
  }

  private static Path file() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(SEEDS, "004_*.txt")) {
      return files.iterator().next();
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

  private static Framework shipped() {
    return FrameworkCatalog.shipped().framework(StandardFramework.id(standard)).orElseThrow();
  }

  private static Framework imported() {
    return StandardFramework.of(standard, "00", Optional.of(shipped()));
  }

  /** Without texts and hash. */
  private static List<Object> structure(Framework framework) {
    var parts = new ArrayList<Object>(List.of(framework.id(), framework.edition()));
    parts.add(FrameworkCounts.of(framework));
    parts.add(String.valueOf(framework.exam()));
    parts.add(framework.weights());
    framework
        .sections()
        .forEach(s -> parts.add(String.join(" ", s.id(), s.kind(), s.parent(), s.level())));
    framework
        .competencies()
        .forEach(
            c -> parts.add(String.join(" ", c.code(), c.type().name(), c.section(), c.level())));
    return parts;
  }

  @Test
  void theShippedStandardAgreesWithItStructureForStructure() {
    assertThat(structure(shipped())).hasSizeGreaterThan(560).isEqualTo(structure(imported()));
    assertThat(imported().section("1a-F1").orElseThrow().title())
        .isEqualTo(new LocalizedText("Sensing and control development", "感知控制开发"));
    Competency ability = imported().find("1a-A1.1.1").orElseThrow();
    assertThat(ability.title().zh()).startsWith("能");
    assertThat(ability.statement())
        .as("what we say of it stands beside the official text")
        .isEqualTo(shipped().find("1a-A1.1.1").orElseThrow().statement());
    assertThat(imported().description()).isEqualTo(shipped().description());
  }

  /** Titles are facts and carry over; sentences do not. */
  @Test
  void theShippedTextsHaveEveryTitleAndNoSentenceOfIt() {
    Framework shipped = shipped();
    for (Section section : imported().sections()) {
      assertThat(shipped.section(section.id()).orElseThrow().title()).isEqualTo(section.title());
    }
    for (Competency official : imported().competencies()) {
      String ours = shipped.find(official.code()).orElseThrow().title().zh();
      String text = official.title().zh();
      if (official.type() == Competency.Type.SKILL) {
        assertThat(commonRun(ours, text)).as(official.code() + ": " + ours).isLessThan(8);
      } else {
        assertThat(ours).as(official.code()).isEqualTo(text);
      }
    }
    for (Level level : imported().levels()) {
      List<LocalizedText> ours = shipped.level(level.id()).orElseThrow().entry();
      for (int i = 0; i < ours.size(); i++) {
        String text = level.entry().get(i).zh();
        assertThat(commonRun(ours.get(i).zh(), text)).as(text).isLessThan(9);
      }
    }
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

  /** {@code -Dsums.write=true} writes them anew. */
  @Test
  void theSumsThatAreKeptAreThoseOfTheText() throws IOException {
    Path kept =
        Path.of(
            "src/main/resources/io/fieldbench/competency/standard",
            StandardFramework.id(standard) + "-" + standard.edition() + ".sums");
    List<String> sums = PublishedTexts.sums(imported());
    assertThat(sums).hasSizeGreaterThan(560).doesNotHaveDuplicates();
    if (Boolean.getBoolean("sums.write")) {
      Files.write(kept, sums);
    }
    assertThat(Files.readAllLines(kept)).isEqualTo(sums);
    assertThat(PublishedTexts.differing(imported())).isEmpty();
  }

  /** Faults that leave numbers, counts and titles as they are. */
  @Test
  void aChangedTextIsTold() throws IOException {
    String text = Files.readString(file());
    for (Track track : standard.tracks()) {
      // Others are cut by page breaks.
      Requirement whole =
          track.abilities().stream()
              .filter(a -> text.indexOf(a.text()) >= 0)
              .filter(a -> text.indexOf(a.text()) == text.lastIndexOf(a.text()))
              .findFirst()
              .orElseThrow();
      assertThat(differing(text.replace(whole.text(), whole.text() + "等")))
          .containsExactly(Map.entry(track.code(Kind.ABILITY, whole.number()), whole.text() + "等"));
    }
    String years = standard.grades().getFirst().entry().get(2);
    String more = years.replaceFirst("\\d", "9");
    assertThat(more).isNotEqualTo(years);
    assertThat(differing(text.replace(years, more))).containsExactly(Map.entry("1.9.1-1.3", more));
  }

  /** No reading of a scan puts the text of one in the place of another. */
  @Test
  void anExchangeIsTold() throws IOException {
    String pack = "能运用轻量级协议（如 MQTT、CoAP 等），进行数据封装与解析";
    String send = "能运用轻量级协议（如 MQTT、CoAP 等），实现数据通信";
    String right = "2.2.1 " + pack + " 2.2.2 " + send;
    String text = Files.readString(file());
    assertThat(text).contains(right);
    var codes = Map.of("1a-A2.2.1", "1a-A2.2.2", "1a-A2.2.2", "1a-A2.2.1");
    for (String wrong :
        List.of(
            "2.2.1 " + send + " 2.2.2 " + pack,
            "2.2.1 " + send + "； 2.2.2 " + pack + "。",
            "2.2.1 •" + send + " ■ 2.2.2 “" + pack + "”",
            "2.2.1 " + send.replace("，", "；") + " 2.2.2 " + pack.replace("，", ""),
            "2.2.1 " + send.replace("，", ",") + " 2.2.2 " + pack.replace(" ", ""))) {
      Framework exchanged = framework(text.replace(right, wrong));
      assertThat(PublishedTexts.exchanged(exchanged)).as(wrong).isEqualTo(codes);
    }
    String junior = standard.grades().get(1).entry().getFirst();
    String senior = standard.grades().get(2).entry().getFirst();
    String conditions = text.replace(junior, "X").replace(senior, junior).replace("X", senior);
    assertThat(PublishedTexts.exchanged(framework(conditions)))
        .isEqualTo(Map.of("1.9.1-2.1", "1.9.1-3.1", "1.9.1-3.1", "1.9.1-2.1"));
    assertThat(PublishedTexts.exchanged(framework(text))).isEmpty();
  }

  private static Map<String, String> differing(String text) {
    return PublishedTexts.differing(framework(text));
  }

  private static Framework framework(String text) {
    NationalStandard read =
        StandardReader.read("changed.txt", text.getBytes(StandardCharsets.UTF_8), true);
    return StandardFramework.of(read, "00", Optional.of(shipped()));
  }

  /** Another reader of the same pages makes other remnants of them. */
  @Test
  void remnantsOfMarkupMakeNoOtherText() throws IOException {
    String text = Files.readString(file());
    String ability = "能运用轻量级协议（如 MQTT、CoAP 等），实现数据通信";
    assertThat(text).contains(ability, "QoS 服务质量知识");
    for (String other :
        List.of(
            text.replace(ability, "<strong>" + ability + "</strong>"),
            text.replace(ability, "<P class=\"x\">" + ability + "<br clear=\"all\"/>"),
            text.replace(ability, "&#160;" + ability + "&ensp;"),
            text.replace("QoS 服务质量知识", "<span style='font-size:9pt'>QoS 服务质量知识</span>"))) {
      assertThat(framework(other)).isEqualTo(framework(text));
    }
    assertThat(differing(text.replace("QoS 服务质量知识", "QoS服务质量知识"))).isEmpty();
  }

  /** What is shipped differs from the text in how abilities and conditions are put, no more. */
  @Test
  void differsFromWhatIsShippedInWordingAlone() {
    Framework shipped =
        FrameworkCatalog.shipped()
            .framework(StandardFramework.id(standard))
            .orElseThrow(AssertionError::new);
    List<FrameworkDifference.Change> changes =
        FrameworkDifference.between(
            shipped, StandardFramework.of(standard, "", Optional.of(shipped)));
    assertThat(changes).filteredOn(c -> !c.wording()).isEmpty();
    assertThat(changes).filteredOn(c -> c.field().equals("statement")).hasSizeGreaterThan(200);
  }

  private static Framework another(String... changes) throws IOException {
    String text =
        Files.readString(file()).replace("2021 年版", "2026 年版").replace("2021年版", "2026年版");
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    NationalStandard read = StandardReader.read("2026.txt", text.getBytes(StandardCharsets.UTF_8));
    return StandardFramework.of(read, "00", Optional.of(shipped()));
  }

  private static List<String> facts(Framework before, Framework after) {
    return FrameworkDifference.between(before, after).stream()
        .filter(c -> !c.wording() && !c.field().equals("edition"))
        .map(c -> c.kind() + " " + c.code() + " " + c.field() + " " + c.after())
        .toList();
  }

  /** One ability goes, one is put otherwise, two change places, one comes before another. */
  @Test
  void anotherEditionKnowsAgainWhatSaysTheSame() throws IOException {
    String connect = "能采用第三方平台提供的标准消息协议接口进行连接";
    String custom = "能采用第三方平台提供的自定义接口进行连接";
    String pack = "能运用轻量级协议（如 MQTT、CoAP 等），进行数据封装与解析";
    String exchange = "能运用轻量级协议（如 MQTT、CoAP 等），实现数据通信";
    Framework later =
        another(
            "2.3.1 " + connect + " 2.3.2 " + custom,
            "2.3.1 " + custom + " 2.3.2 " + connect,
            "2.2.1 " + pack + " 2.2.2 " + exchange,
            "2.2.1 能说明其适用范围 2.2.2 " + pack + " 2.2.3 " + exchange,
            "能完成开关量传感器数据采集",
            "能完成开关量传感器的布设与数据采集");
    for (Framework before : List.of(shipped(), imported())) {
      assertThat(facts(before, later))
          .containsExactly(
              "CHANGED 1a-A1.1.3 title 能完成开关量传感器的布设与数据采集",
              "MOVED 1a-A2.2.1 code 1a-A2.2.2",
              "ADDED 1a-A2.2.1  能说明其适用范围",
              "MOVED 1a-A2.2.2 code 1a-A2.2.3",
              "MOVED 1b-A2.3.1 code 1b-A2.3.2",
              "MOVED 1b-A2.3.2 code 1b-A2.3.1");
      Counterparts counterparts = Counterparts.of(before, later);
      assertThat(counterparts.of("1a-A2.2.1").map(Competency::code)).contains("1a-A2.2.2");
      assertThat(counterparts.of("1a-A1.1.3")).isEmpty();
      assertThat(counterparts.of("1a-K2.2.1").map(Competency::code)).contains("1a-K2.2.1");
    }
    assertThat(facts(shipped(), another("2.2.1 " + pack + " 2.2.2 " + exchange, "2.2.1 " + pack)))
        .singleElement()
        .asString()
        .startsWith("REMOVED 1a-A2.2.2");

    // A text that was taken though it is not the published one is known again as it was taken.
    String taken = "能完成开关量传感器的布设与数据采集";
    NationalStandard accepted =
        StandardReader.read(
            "2021.txt",
            Files.readString(file())
                .replace("能完成开关量传感器数据采集", taken)
                .getBytes(StandardCharsets.UTF_8));
    assertThat(
            Counterparts.of(StandardFramework.of(accepted, "00", Optional.of(shipped())), later)
                .of("1a-A1.1.3"))
        .isPresent();

    // What says the same has its English texts too, wherever it stands.
    Competency moved = later.find("1a-A2.2.3").orElseThrow();
    Competency ours = shipped().find("1a-A2.2.2").orElseThrow();
    assertThat(moved.title()).isEqualTo(new LocalizedText(ours.title().en(), exchange));
    assertThat(moved.statement()).isEqualTo(ours.statement());
    assertThat(later.levels()).isEqualTo(imported().levels());
    assertThat(later.sections()).isEqualTo(imported().sections());
    assertThat(later.find("1a-A2.2.1").orElseThrow().title())
        .as("new ones are in Chinese alone")
        .isEqualTo(new LocalizedText("能说明其适用范围", "能说明其适用范围"));
  }

  @Test
  void marksAndCapitalsMakeNoOtherCompetencyInAnotherEdition() throws IOException {
    String exchange = "能运用轻量级协议（如 MQTT、CoAP 等），实现数据通信";
    Framework later = another(exchange, "能运用轻量级协议（如 mqtt、CoAP 等），实现数据通信；");
    for (Framework before : List.of(shipped(), imported())) {
      assertThat(Counterparts.of(before, later).of("1a-A2.2.2").map(Competency::code))
          .contains("1a-A2.2.2");
    }
  }

  /** Our words stand beside a text that was taken with --accept-wording, whatever it says. */
  @Test
  void whatWasTakenAsOtherWordingIsNotWhatWasPublished() throws IOException {
    Framework accepted = framework(Files.readString(file()).replace("能完成开关量传感器数据采集", "能设计卫星轨道"));
    assertThat(Counterparts.of(accepted, another()).of("1a-A1.1.3")).isEmpty();
    assertThat(Counterparts.of(accepted, another()).of("1a-A1.1.2")).isPresent();

    // The next edition in our words alone: of what was published they speak.
    String ours = new String(FrameworkWriter.write(shipped()), StandardCharsets.UTF_8);
    Framework next =
        FrameworkReader.read(
            "next.yaml",
            ours.replace("edition: \"2021\"", "edition: \"2027\"")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(next.edition()).isEqualTo("2027");
    Counterparts ofImported = Counterparts.of(imported(), next);
    assertThat(next.competencies())
        .allSatisfy(c -> assertThat(ofImported.of(c.code())).contains(c));
    assertThat(Counterparts.of(accepted, next).of("1a-A1.1.3")).isEmpty();
  }
}
