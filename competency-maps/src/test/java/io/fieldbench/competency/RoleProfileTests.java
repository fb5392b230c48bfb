package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.competency.RoleProfile.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What roles ask of people, shipped and wrong. */
class RoleProfileTests {
  private static final String GOOD =
      """
      id: tester
      title: { en: Tester, zh: 测试员 }
      source: { en: the tests, zh: 测试 }
      levels:
        - id: junior
          expects: { en: Begins, zh: 开始 }
          requires: [ { competency: "iiot-specialist:C080", why: { en: Talks, zh: 通信 } } ]
        - id: mid
          expects: { en: Goes on, zh: 继续 }
          requires: [ { competency: "iiot-specialist:C081", why: { en: Measures, zh: 测量 } } ]
        - id: senior
          expects: { en: Decides, zh: 决定 }
          requires: [ { competency: "iiot-specialist:C058", why: { en: Plans, zh: 规划 } } ]
      """;

  private static final FrameworkCatalog CATALOG = FrameworkCatalog.shipped();

  private static RoleProfile read(String text) {
    return RoleProfile.read("tester.yaml", text.getBytes(StandardCharsets.UTF_8), CATALOG);
  }

  private static List<String> codes(List<Requirement> required) {
    return required.stream().map(r -> r.competency().code()).toList();
  }

  @Test
  void aHigherLevelIncludesTheLowerOnes() {
    RoleProfile tester = read(GOOD);
    assertThat(codes(tester.required("junior"))).containsExactly("C080");
    assertThat(codes(tester.required("senior"))).containsExactly("C080", "C081", "C058");
    assertThatIllegalArgumentException().isThrownBy(() -> tester.required("chief"));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          C081             | C099            | levels[1].requires[0].competency: 'iiot-specialist:C099' leads nowhere
          iiot-specialist:C081 | C081        | levels[1].requires[0].competency: 'C081' leads nowhere
          C081             | C080            | levels[1].requires[0].competency: 'iiot-specialist:C080' stands in the profile already; keep one
          id: mid          | id: middle      | levels: are [junior, middle, senior]; write [junior, mid, senior], in this order
          zh: 测量         | zh: ''          | levels[1].requires[0].why: is missing; write it in both languages: en and zh
          zh: 测试员       | zh: ''          | title: is missing; write it in both languages: en and zh
          en: the tests    | en: ''          | source: is missing; write it in both languages: en and zh
          id: tester       | id: ''          | id: is missing; write a text
          """)
  void oneThingWrong(String passage, String change, String problem) {
    assertThat(GOOD).contains(passage);
    String wrong = GOOD.replaceFirst(Pattern.quote(passage), change);
    assertThat(catchThrowableOfType(FrameworkException.class, () -> read(wrong)).problems())
        .containsExactly("tester.yaml: " + problem);
  }

  @Test
  void theRolesThatTheSourcesNameAreThere() {
    assertThat(RoleProfile.shipped(CATALOG))
        .extracting(RoleProfile::id)
        .containsExactly(
            "controls-connectivity-engineer",
            "iiot-engineer",
            "industrial-connectivity-specialist",
            "iot-developer",
            "mes-integration-engineer",
            "ot-it-integration-engineer");
  }

  @Test
  void rolesDifferAndGrow() {
    List<RoleProfile> roles = RoleProfile.shipped(CATALOG);
    for (RoleProfile role : roles) {
      assertThat(role.steps()).allMatch(step -> step.requires().size() >= 8, role.id());
      for (RoleProfile other : roles) {
        if (!other.equals(role)) {
          List<String> same = codes(role.required("senior"));
          int all = same.size();
          assertThat(same.stream().filter(codes(other.required("senior"))::contains).count())
              .as(role.id() + " and " + other.id())
              .isLessThan(all * 3L / 4);
        }
      }
    }
  }
}
