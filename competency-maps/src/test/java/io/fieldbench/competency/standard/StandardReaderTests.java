package io.fieldbench.competency.standard;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.competency.ExamRules;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.standard.NationalStandard.Column;
import io.fieldbench.competency.standard.NationalStandard.Grade;
import io.fieldbench.competency.standard.NationalStandard.Kind;
import io.fieldbench.competency.standard.NationalStandard.Requirement;
import io.fieldbench.competency.standard.NationalStandard.Track;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * By a text of our own, with the marks of page breaks, merged cells and HTML that real ones have.
 */
class StandardReaderTests {
  static final String FILE = "greenhouse.txt";

  private static String text() {
    try (var in = StandardReaderTests.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static NationalStandard read(String text) {
    return StandardReader.read(FILE, text.getBytes(UTF_8));
  }

  private static List<String> problems(byte[] bytes) {
    return catchThrowableOfType(FrameworkException.class, () -> StandardReader.read(FILE, bytes))
        .problems();
  }

  @Test
  void readsWhatChapterOneSays() {
    NationalStandard standard = read(text());
    assertThat(standard.code()).isEqualTo("9-01-02-03");
    assertThat(standard.edition()).isEqualTo("2031");
    assertThat(standard.title()).isEqualTo("智慧温室管理人员");
    assertThat(standard.grades())
        .containsExactly(
            new Grade(1, "初级", 40, List.of("温室供电", "温室灌溉"), List.of("种过番茄。", "种过黄瓜，且连续两季。")),
            new Grade(2, "高级", 64, List.of(), List.of("取得初级专业技术等级后，照看温室满 2 年。")));
    assertThat(standard.exam()).isEqualTo(new ExamRules(70, 45, 75, 20, 3, 4, 5));
  }

  @Test
  void readsTheListsOfChapterTwo() {
    NationalStandard standard = read(text());
    assertThat(standard.ethics().topics())
        .extracting(t -> t.number() + t.title())
        .containsExactly("1不浪费水", "2不踩苗");
    assertThat(standard.basics())
        .extracting(g -> g.number() + g.title() + g.topics().size())
        .containsExactly("2.2.1植物知识3", "2.2.2电气知识1");
  }

  @Test
  void joinsWhatPagesMergedCellsAndMarkupHaveCut() {
    List<Track> tracks = read(text()).tracks();
    assertThat(tracks).extracting(Track::direction).containsExactly("温室供电", "温室灌溉", null);
    Track water = tracks.get(1);
    assertThat(water.functions())
        .extracting(f -> f.number() + f.title())
        .containsExactly("1水泵照看", "2阀门照看");
    assertThat(water.contents())
        .extracting(c -> c.number() + c.title())
        .containsExactly("1.1水泵启停", "2.1阀门检查");
    assertThat(water.abilities())
        .containsExactly(
            new Requirement("1.1.1", "能开水泵，并看到出水再关上它"),
            new Requirement("1.1.2", "能听出异响"),
            new Requirement("2.1.1", "能查漏水"),
            new Requirement("2.1.2", "能拧紧阀门"));
    assertThat(water.knowledge())
        .extracting(Requirement::text)
        .containsExactly("水泵知识", "声音知识", "阀门知识", "螺纹知识");
    assertThat(tracks.getFirst().abilities())
        .extracting(Requirement::text)
        .as("a decimal is no number of an item")
        .containsExactly("能换电池", "能读 3.7 V 电压", "能抄电表");
  }

  @Test
  void codesDifferThoughNumbersBeginAnew() {
    List<Track> tracks = read(text()).tracks();
    assertThat(tracks)
        .extracting(t -> t.code(Kind.ABILITY, "1.1.1"))
        .containsExactly("1a-A1.1.1", "1b-A1.1.1", "2-A1.1.1");
    assertThat(tracks.getLast().code(Kind.KNOWLEDGE, "1.1.1")).isEqualTo("2-K1.1.1");
  }

  @Test
  void readsTheWeightsAlsoOfARowThatLostItsFirstCell() {
    NationalStandard standard = read(text());
    var senior = new Column("高级", null);
    assertThat(standard.theory().columns())
        .containsExactly(new Column("初级", "温室供电"), new Column("初级", "温室灌溉"), senior);
    assertThat(standard.theory().of(senior, "温室规划")).contains(50);
    assertThat(standard.theory().of(senior, "水泵照看")).isEmpty();
    assertThat(standard.practice().of(new Column("初级", "温室灌溉"), "阀门照看")).contains(45);
    assertThat(standard.theory().rows().getLast().group()).isEqualTo("相关知识要求");
  }

  @Test
  void readsItWithAByteOrderMarkAndOtherLineEnds() {
    NationalStandard plain = read(text());
    assertThat(read("\uFEFF" + text().replace("\n", "\r\n"))).isEqualTo(plain);
    assertThat(read(text().replace("\n", "\r"))).isEqualTo(plain);
    assertThat(read(text().replace("3.1 初级", "3.1　初级"))).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "能使用 IEEE 802.15.4 协议组网",
        "能部署 V2.1.0 以上版本的平台",
        "能配置 IP 地址（如 192.168.1.1）",
      })
  void otherNumbersInATextAreNone(String ability) {
    String text = text().replace("能换电池", ability);
    assertThat(read(text).tracks().getFirst().functions().getFirst().contents().getFirst())
        .extracting(content -> content.abilities().getFirst().text())
        .isEqualTo(ability);
  }

  /** Or the number of an item, misread. */
  @ParameterizedTest
  @CsvSource({"能换电池, 能编写 Python 3.11.2 程序", "负荷知识, FreeRTOS 10.4.3 知识"})
  void aVersionInATextIsTakenWhereSomebodyHasComparedItWithPrint(String before, String version) {
    byte[] text = text().replace(before, version).getBytes(UTF_8);
    assertThatThrownBy(() -> StandardReader.read(FILE, text))
        .hasMessageContaining("stands in work content 1.1 (if print has it so: --accept-wording)");
    assertThat(StandardReader.read(FILE, text, true).tracks()).asString().contains(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"满\n2 年", "满 2 年\n（含夜班）", "满 2\n年", "满\n2年"})
  void aConditionMayGoOnWithATimeOrABracket(String wrapped) {
    String text = text().replace("满 2 年", wrapped);
    assertThat(read(text).grades().getLast().entry())
        .extracting(condition -> condition.replace(" ", ""))
        .containsExactly("取得初级专业技术等级后，照看温室" + wrapped.replaceAll("\\s", "") + "。");
  }

  @ParameterizedTest
  @CsvSource({"1.1.2 声音知识, 1.1.2 。, 1.1.2 has no text", "(1) 用电安全知识, (1) －, (1) has no text"})
  void marksAloneAreNoTextWhateverPrintHas(String before, String marks, String problem) {
    byte[] text = text().replace(before, marks).getBytes(UTF_8);
    assertThatThrownBy(() -> StandardReader.read(FILE, text, true)).hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"能源管理知识", "能耗监测知识"})
  void knowledgeMayBeginWithAWordThatHoldsTheCharacterForAble(String knowledge) {
    assertThat(read(text().replace("负荷知识", knowledge)).tracks()).asString().contains(knowledge);
  }

  @ParameterizedTest
  @CsvSource({"能换电池, 能评估 3 能手", "负荷知识, 通信要求 5G 技术", "负荷知识, 工作原理 24V 供电"})
  void anOddTextIsTakenWhereSomebodyHasComparedItWithPrint(String before, String odd) {
    byte[] text = text().replace(before, odd).getBytes(UTF_8);
    assertThatThrownBy(() -> StandardReader.read(FILE, text))
        .hasMessageContaining("seems to hold a second item (if print has it so: --accept-wording)");
    assertThat(StandardReader.read(FILE, text, true).tracks()).asString().contains(odd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1.1.2 能读 3.7 V 电压 | 1.1.3 能读 3.7 V 电压 | line 131: 1.1.3 stands where 1.1.2 should",
        "1.2.2 单位知识 | 1.2.1 单位知识 | line 132: 1.2.1 stands twice",
        "1.1.2 能读 3.7 V 电压 | 1.12 能收电池 | line 131: 1.1.1 '能换电池 1.12 能收电池' seems to hold a second"
            + " item",
        "1.1.2 能读 3.7 V 电压 | 1. 1. 2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1.1 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 12能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1-1-2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1。1。2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1:1:2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1、1、2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1_1_2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | (2) 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1.2 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | ١.١.٢ 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1.12能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 1/1/2 能收电池 | seems to hold a second item",
        "1.1.2 声音知识 | 1-1-2 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | 1。1。2 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | 1.2 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | (2) 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | 1;2 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | 112 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | 1:1:2 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | (1.1.2) 声音知识 | has half a bracket",
        "1.1.2 声音知识 | 1.12 声音知识 | line 137: 1.1.1",
        "1.1.2 声音知识 | 1 12 声音知识 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | D. 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | - 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | * 能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 。能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | ；能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 、能收电池 | seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | M1.1.2 能收电池 | seems to hold a second item",
        "1.1.2 声音知识 | C. 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | ，声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | 、声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | * 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | • 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | ；声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | - 声音知识 | seems to hold a second item",
        "1.1.2 声音知识 | 1.1.2+ 声音知识 | line 141: 1.1.2 '+ 声音知识' begins with a mark",
        "- (1) 用电安全知识 | - (1) 用电安全知识 (2) 土质知识 | seems to hold a second item",
        "- (1) 用电安全知识 | - (1) 用电安全知识2 土质知识 | seems to hold a second item",
        "1.1.1 能换电池 | 1.1.1 能 | line 131: 1.1.1 '能' is cut off",
        "1.2 电表抄录 | 1.3 电表抄录 | line 132: 1.3 stands where 1.2 should",
        "2. 阀门照看 | 3. 阀门照看 | line 143: 3 stands where 2 should",
        "1.1.1 能换电池 | 能换电池 | '能换电池' has no number, and nothing stands before it",
        "1.2.1 能抄电表 | ~~ | line 132: work content 1.2 asks for no ability",
        "1.1.1 负荷知识 | ~~ | work content 1.1 asks for no knowledge",
        "1.1.2 能听出异响 | 1.1.2 | line 141: 1.1.2 has no text",
        "1.1.2 声音知识 | 1,1.2 声音知识 | seems to hold a second item",
        "1.2.2 单位知识 | 单位知识 | line 132: 1.2.1 '电表知识 单位知识' seems to hold a second item",
        "1.1.2 能读 3.7 V 电压 | 能收电池 | line 131: 1.1.1 '能换电池 能收电池' seems to hold a second item",
        "1.2.2 单位知识 | 1.2.2 电表知识 | line 132: 1.2.2 '电表知识' says what 1.2.1 says",
        "1.1.2 能读 3.7 V 电压 | 1.1.2 能换电池 | line 131: 1.1.2 '能换电池' says what 1.1.1 says",
        "1.1.2 声音知识 | 1.1.2 能听声音 | line 141: 1.1.2 '能听声音' is no knowledge",
        "1.1.1 能换电池 | 1.1.1 电池 | line 131: 1.1.1 '电池' is no ability",
        "1.1.1 能换电池 | 1.1.1 能<x>换电池 | holds markup",
        "1.2.1 能抄电表 | 1.2.1 能抄电表， | is cut off",
        "达 70 分 | 达 700 分 | a pass mark of 700 is over 100",
        "不少于 45 分钟 | 不少于 9O 分钟 | does not tell the time of the theory exam",
        "不少于 45 分钟 | 不少于 0 分钟 | does not tell the time of the theory exam",
        "1:20 | 1:2 0 | does not tell candidates per invigilator",
        "初级 40 标准学时 | 初级 40 标准学时，初级 41 标准学时 | tells twice the hours of 初级",
        "可申报高级专业技术等级 | 可申报初级专业技术等级 | line 76: '——取得高级培训学时证明，并具备以下条件之一者，可申报初级专业技术等级：' is not about"
            + " one",
        "取得高级培训学时证明，并具备以下条件之一者，可申报高级专业技术等级 | 取得初级培训学时证明，并具备以下条件之一者，可申报初级专业技术等级 | line 76: entry"
            + " conditions for 初级 stand twice",
        "具备以下条件之一者，可申报高级 | 具备以下全部条件者，可申报高级 | line 76: '——取得高级培训学时证明，并具备以下全部条件者，可申报高级专业技术等级：' does"
            + " not begin a list",
        "- (1) 种过番茄。 | - (1) 种过黄瓜， | stands twice among the conditions",
        "满 2 年 | 满年 | line 78: '取得初级专业技术等级后，照看温室满年。' does not say how long",
        "满 2 年 | 满 0 年 | does not say how long",
        "- (1) 种过番茄。 | - (1) 种过\t番茄。 | line 71: a table stands where conditions should",
        "者为合格。 | 者为合格。补考达 60 分。 | line 82: 1.9.2 考核方式 tells twice the pass mark",
        "皆达 70 分 | 任一达 70 分 | line 82: 1.9.2 考核方式 does not tell the pass mark",
        "70 分（含）以上 | 70 分以上 | does not tell the pass mark",
        "百分制 | 千分制 | does not tell the pass mark",
        "5 人（含）以上单数 | 5 人（含）以上双数 | does not tell the number of examiners",
        "理论知识考试中的监考人员 | 专业能力考核中的监考人员 | does not tell candidates per invigilator",
        "64 标准学时 | 64 标准学时以下 | does not tell the hours of 高级",
        "高级别的工作要求涵盖低级别的工作要求 | ~~ | does not say that higher levels include the lower ones",
        "涵盖低级别 | 不涵盖低级别 | does not say that higher levels include the lower ones",
        "分别为初级、高级 | 分别为高级、初级 | line 29: [高级, 初级] stand in another order in chapter 3",
        "温室供电、温室灌溉 | 温室灌溉、温室供电 | line 29: [温室灌溉方向, 温室供电方向] stand in another order",
        "- (1) 用电安全知识 | - (1) 土壤知识 | line 118: '土壤知识' stands in line 114 already",
        "2.1.1 能查漏水 | 2.1.1 能听出异响 | line 143: 2.1.1 '能听出异响' says what 1.1.2 says",
        "2.1 阀门检查 | 2.1 水泵启停 | line 143: 2.1 '水泵启停' says what 1.1 says",
        "1.1.1 能换电池 | 1.1.1 能换&#x5355;电池 | holds markup",
        "1.1.1 能换电池 | 1.1.1 能换\u0332电池 | line 131: holds the character U+0332",
        "- (2) 种过黄瓜， | - (2 种过黄瓜， | '- (2 种过黄瓜，' is no condition",
        "1.9.5 考核场所设备 | 考核场所设备 | has no section 考核场所设备",
        "1.6 职业能力特征 | 1.6 职业环境条件 | section 职业环境条件 stands twice",
        "；温室灌溉方向的职业功能包括水泵照看、阀门照看 | ~~ | does not announce the functions of 温室灌溉方向",
        "职业编码：9-01-02-03 | 职业编码：9-01-02-04 | line 3: '职业编码：9-01-02-04' is not the code of 1.2",
        "职业编码：9-01-02-03 | 职业编码：19-01-02-03 | line 3: '职业编码：19-01-02-03' is not the code of 1.2",
        "1.3 职业定义 | 1.3 职业定义\uFFFD | holds the character U+FFFD",
        "2.1.2 能拧紧阀门 | 2.1.2 能拧紧\u200B阀门 | line 144: holds the character U+200B",
        "1.1.2 能听出异响 | 1.1.3能听出异响 | line 141: 1.1.3 stands where 1.1.2 should",
        "1.1.1 能换电池 1.1.2 | 1.1.1 能换电池1.1.4 | line 131: 1.1.4 stands where 1.1.2 should",
        "1.1 电池更换 | 1.1.1 电池更换 | function 1 begins without a work content",
        "2.2.2 电气知识 | 2.2.3 电气知识 | section 2.2.3 stands where 2.2.2 should",
        "2.2.2 电气知识 | 2.2.1 电气知识 | section 2.2.1 stands twice",
        "1.7 普通受教育程度 | 1.7 头发颜色 | line 45: unknown section 1.7 头发颜色",
        "3.2 高级 | 3.2 特级 | unknown section 3.2 特级",
        "3.1.2 温室灌溉方向 | 3.1.2 温室除草方向 | 初级 has no section 温室灌溉方向",
        "4.1 理论知识权重表 | 4.1 理论权重 | has no section 理论知识权重表",
        "- (2) 不踩苗。 | - (3) 不踩苗。 | (3) stands where (2) should",
        "- (2) 黄瓜知识 | 黄瓜知识 | '黄瓜知识' is no item",
        "两个等级 | 三个等级 | says 三 and lists 2",
        "初级设两个职业方向 | 中级设两个职业方向 | gives directions to '中级', which is no grade",
        "初级 40 标准学时， | ~~ | 1.8.1 培训时间 does not tell the hours of 初级",
        "达 70 分 | 达标 | does not tell the pass mark",
        "不少于 75 分钟 | 不太长 | does not tell the time of the practical exam",
        "考评人员为 5 人 | 考评人员若干 | does not tell the number of examiners",
        "(2) 种过黄瓜， | (3) 种过黄瓜， | (3) stands where (2) should",
        "可申报高级专业技术等级： | 可以报名： | has no entry conditions for 高级",
        "(2031 年版) | ~~ | does not tell its edition",
        "水泵照看、阀门照看 | 水泵照看 | 初级 温室灌溉 announces the functions [水泵照看] and has",
      })
  void tellsEachFaultAndItsLine(String right, String wrong, String told) {
    assertThat(text()).contains(right);
    byte[] bytes = text().replaceFirst(java.util.regex.Pattern.quote(right), wrong).getBytes(UTF_8);
    assertThat(problems(bytes)).anySatisfy(p -> assertThat(withoutColumn(p)).contains(told));
  }

  private static String withoutColumn(String problem) {
    return problem.replaceFirst("(line \\d+), column \\d+", "$1");
  }

  /** Of what stands in a table; also where a row lost its first cell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1.1.2 能读 3.7 V 电压 | 1.1.3 能读 3.7 V 电压 | line 131, column 29: 1.1.3 stands where 1.1.2",
        "2.1.2 能拧紧阀门 | 2.1.2 能拧紧\u200B阀门 | line 144, column 12: holds the character U+200B",
        "2.1.2 能拧紧阀门\\t2.1.2 螺纹知识 | 2.1.2 能拧紧阀门\\t2.1.2 能拧螺纹 | line 144, column 15: 2.1.2",
        "电源照看\\t60\\t-\\t30 | 电源照看\\t61\\t-\\t30 | line 164, column 5: 理论知识权重表: the weights of 初级"
            + " 温室供电",
        "温室规划\\t-\\t-\\t50 | 温室规矩\\t-\\t-\\t50 | line 163, column 10: 高级: 温室规矩 has a weight",
        "温室规划\\t-\\t-\\t50 | 温室规矩\\t-\\t-\\t50 | line 163, column 1: 高级: function 温室规划 has no"
            + " weight",
        "阀门照看\\t-\\t45\\t- | 阀门照看\\t45\\t-\\t- | line 172, column 7: 初级 温室供电: 阀门照看 has a weight",
        "阀门照看\\t-\\t45\\t- | 阀门照看\\t45\\t-\\t- | line 172, column 10: 初级 温室灌溉: function 阀门照看 has"
            + " no",
        "\\t阀门照看\\t-\\t45\\t-\\n | ~~ | line 169, column 8: 初级 温室灌溉: function 阀门照看 has no weight",
        "水泵照看\\t-\\t55\\t- | 水泵照看\\t-\\tviel\\t- | line 171, column 9: 'viel' is no percentage",
        "合计\\t\\t100\\t100\\t100 | 合计\\t\\t100\\t99\\t100 | line 164, column 9: a total is not 100",
        "合计\\t\\t100\\t100\\t100 | 总数\\t\\t100\\t100\\t100 | line 164: 理论知识权重表 has no row 合计",
        "相关知识要求\\t电源照看 | \\t电源照看 | line 160, column 1: 电源照看 stands under '基本要求'",
      })
  void tellsTheColumnToo(String right, String wrong, String told) {
    String before = right.translateEscapes();
    assertThat(text()).contains(before);
    String changed =
        text()
            .replaceFirst(
                java.util.regex.Pattern.quote(before),
                wrong == null ? "" : wrong.translateEscapes());
    assertThat(problems(changed.getBytes(UTF_8))).anyMatch(p -> p.startsWith(FILE + ": " + told));
  }

  /** A page ends between empty lines; this was a cell. */
  @Test
  void aFigureAloneBetweenRowsIsNoPageNumber() {
    String broken = text().replace("\t水泵照看\t-\t55", "7\n\t水泵照看\t-\t55");
    assertThat(problems(broken.getBytes(UTF_8)))
        .containsExactly(
            "greenhouse.txt: line 171: '7' stands in the table and in none of its cells");
    String page = text().replace("\t水泵照看\t-\t55", "\n7\n\n\t水泵照看\t-\t55");
    assertThat(read(page).practice().columns()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "电源照看\\t60\\t-\\t30 | 电源照看\\t61\\t-\\t30 | the weights of 初级 温室供电 add up to 101",
        "温室规划\\t-\\t-\\t50 | 温室规矩\\t-\\t-\\t50 | 高级: 温室规矩 has a weight and is no function",
        "温室规划\\t-\\t-\\t50 | 温室规矩\\t-\\t-\\t50 | 高级: function 温室规划 has no weight",
        "阀门照看\\t-\\t45\\t- | 阀门照看\\t45\\t-\\t- | 初级 温室供电: 阀门照看 has a weight",
        "职业道德\\t5\\t5\\t5 | 职业素养\\t5\\t5\\t5 | 高级: 职业道德 has no weight",
        "水泵照看\\t-\\t55\\t- | 水泵照看\\t-\\t55\\t0 | '0' is no percentage",
        "水泵照看\\t-\\t55\\t- | 水泵照看\\t-\\t-\\t- | '水泵照看' has no weight in any column",
        "相关知识要求\\t电源照看 | \\t电源照看 | 电源照看 stands under '基本要求' in place of 相关知识要求",
        "专业能力要求\\t电源照看 | 能力\\t电源照看 | 电源照看 stands under '能力' in place of 专业能力要求",
        "水泵照看\\t-\\t55\\t- | 水泵照看\\t-\\tviel\\t- | 'viel' is no percentage, for 初级 温室灌溉",
        "水泵照看\\t-\\t55\\t- | 水泵照看\\t-\\t55 | the row has 4 cells in place of 5",
        "合计\\t\\t100\\t100\\t100 | 总数\\t\\t100\\t100\\t100 | has no row 合计",
        "合计\\t\\t100\\t100\\t100 | 合计\\t\\t100\\t99\\t100 | a total is not 100",
        "\\t\\t温室供电\\t温室灌溉 | \\t\\t温室灌溉\\t温室供电 | the columns are [初级 温室灌溉, 初级 温室供电, 高级]",
      })
  void tellsWeightsThatDoNotFit(String right, String wrong, String told) {
    tellsEachFaultAndItsLine(right.replace("\\t", "\t"), wrong.replace("\\t", "\t"), told);
  }

  /** A line of its own, as a page break leaves it. */
  @Test
  void tellsWhatStandsInATableAndInNoCell() {
    String broken = text().replace("2. 阀门照看", "，并记录\n2. 阀门照看");
    assertThat(problems(broken.getBytes(UTF_8)))
        .containsExactly(
            "greenhouse.txt: line 143: '，并记录' stands in the table and in none of its cells");
  }

  @Test
  void tellsSectionsThatNoStandardHasOrThatStandElsewhere() {
    assertThat(problems((text() + "\n5.2 参考文献\n").getBytes(UTF_8)))
        .singleElement()
        .asString()
        .endsWith("unknown section 5.2 参考文献");
    String exchanged =
        text()
            .replace("4.1 理论知识权重表", "4.1 X")
            .replace("4.2 专业能力要求权重表", "4.2 理论知识权重表")
            .replace("4.1 X", "4.1 专业能力要求权重表");
    assertThat(problems(exchanged.getBytes(UTF_8)))
        .anyMatch(p -> p.endsWith("专业能力要求权重表 stands as number 1; its place is 2"));
  }

  @Test
  void tellsEditionsAndCodesThatDiffer() {
    String two = text().replace("说 明", "说 明\n\n本标准为 (2032 年版)。");
    assertThat(problems(two.getBytes(UTF_8)))
        .containsExactly(
            "greenhouse.txt: line 7: the lines do not tell one edition: {7=2031, 11=2032}");
    String code = text().replaceFirst("(?m)^9-01-02-03$", "9-01-02-04");
    assertThat(problems(code.getBytes(UTF_8)))
        .containsExactly(
            "greenhouse.txt: line 23: '9-01-02-04' is not the code of the page heads,"
                + " '职业编码：9-01-02-03'");
  }

  /** Also where it ends within a character, or was encoded a second time. */
  @Test
  void tellsWhatHasBecomeOfAFile() {
    byte[] whole = text().getBytes(UTF_8);
    int end = text().substring(0, text().indexOf("水泵照看")).getBytes(UTF_8).length;
    assertThat(problems(java.util.Arrays.copyOf(whole, end + 2)))
        .singleElement()
        .asString()
        .endsWith("the text ends within a character; the file is cut off");
    assertThat(
            problems(
                new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).getBytes(UTF_8)))
        .containsExactly(
            "greenhouse.txt: line 1, column 1: was encoded as UTF-8 twice; save it from what it was"
                + " made of");
  }

  /** What page breaks, converters and editors do to a text, and none of it changes what it says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\\t1.2 电表抄录\\t1.2.1 能抄电表\\t1.2.1 电表知识 1.2.2 单位知识 | \\t1.2 电表抄录\\t1.2.1 能抄电表\\t1.2.1"
            + " 电表知识\\n\\t\\t\\t1.2.2 单位知识",
        "2.1.1 阀门知识\\n\\t\\t2.1.2 能拧紧阀门\\t | 2.1.1 阀门知识\\n\\n职业编码：9-01-02-03\\n\\n\\t\\t2.1.2"
            + " 能拧紧阀门\\t",
        "1.2.1 电表知识 1.2.2 单位知识 | 1.2.1 电表知识 1.2.2 单位知识\\t\\t",
        "2. 阀门照看 | 2．阀门照看",
        "专业能力要求\\t相关知识要求\\n | 专业能力要求\\t相关知识要求\\t\\n",
        "- (3) 土壤知识 | 7\\n- (3) 土壤知识",
        "- (3) 土壤知识 | — 12 —\\n- (3) 土壤知识",
        "3.1.1 温室供电方向 | ### 3.1.1 温室供电方向",
        "3.1.2 温室灌溉方向 | \\f3.1.2 温室灌溉方向",
        "1.1.2 声音知识 | １.１.２ 声音知识",
        "说 明 | 目 录\\n1 职业概况 ........ 1\\n2 基本要求 …… 3\\n\\n说 明",
        "水泵照看\\t-\\t55\\t- | 水泵照看\\t−\\t55\\t−",
        "不少于 45 分钟 | 不少于\\n45 分钟",
      })
  void takesWhatAConversionMayLeave(String one, String other) {
    String before = one.translateEscapes();
    assertThat(text()).contains(before);
    String changed = text().replace(before, other.translateEscapes());
    assertThat(changed).isNotEqualTo(text());
    assertThat(read(changed))
        .usingRecursiveComparison()
        .ignoringFields("lines", "theory.rows.line", "practice.rows.line")
        .isEqualTo(read(text()));
  }

  @Test
  void rowsMayEndInEmptyCells() {
    String wider = text().replaceAll("(?m)^(.*\\t.*)$", "$1\t");
    assertThat(read(wider)).isEqualTo(read(text()));
  }

  @Test
  void aTablesHeadMayStandOnEachPage() {
    String head = text().lines().filter(l -> l.startsWith("项目")).findFirst().orElseThrow();
    int at = text().indexOf(head);
    int end = text().indexOf('\n', text().indexOf('\n', at) + 1) + 1;
    String heads = text().substring(at, end);
    int below = text().indexOf('\n', text().indexOf('\n', end) + 1) + 1;
    String twice = text().substring(0, below) + heads + text().substring(below);
    assertThat(read(twice).theory().columns()).isEqualTo(read(text()).theory().columns());
    assertThat(read(twice).theory().rows())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
        .isEqualTo(read(text()).theory().rows());
  }

  @Test
  void knowsTheLineOfEachPart() {
    var lines = read(text()).lines();
    assertThat(lines)
        .containsEntry("1a-A1.2.1", 132)
        .containsEntry("1b-K2.1.2", 144)
        .containsEntry("B2.2.1.3", 114)
        .containsEntry("1.9.1-2.1", 78)
        .containsEntry("2-F2", 150);
    assertThat(lines.keySet()).containsAll(read(text()).texts().keySet());
  }

  @Test
  void tellsAllFaultsOfAText() {
    String text = text().replace("1.2.2 单位知识", "1.2.3 单位知识").replace("达 70 分", "达标");
    assertThat(problems(text.getBytes(UTF_8)))
        .containsExactly(
            "greenhouse.txt: line 82: 1.9.2 考核方式 does not tell the pass mark",
            "greenhouse.txt: line 132, column 33: 1.2.3 stands where 1.2.2 should");
  }

  @Test
  void refusesWhatIsNoTextInUtf8() {
    assertThat(problems(text().getBytes(Charset.forName("GBK"))))
        .containsExactly(
            "greenhouse.txt: line 1, column 1: is no text in UTF-8; it seems to be GBK; save it as"
                + " UTF-8");
    assertThat(problems(text().getBytes(UTF_16)))
        .containsExactly("greenhouse.txt: line 1, column 1: is text in UTF-16; save it as UTF-8");
    assertThat(problems(new byte[] {'P', 'K', 3, 4, 20, 0}))
        .containsExactly(
            "greenhouse.txt: line 1, column 1: is a zip archive; unpack it and import the text in"
                + " it");
    assertThat(problems(new byte[0])).contains("greenhouse.txt: has no chapter 工作要求");
  }

  /** Without reading it. */
  @Test
  void refusesAFileOf200Megabytes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("long.txt");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }
    assertThat(
            catchThrowableOfType(FrameworkException.class, () -> StandardReader.read(file))
                .problems())
        .containsExactly("long.txt: is longer than 2 MiB; that is no standard's text");
  }
}
