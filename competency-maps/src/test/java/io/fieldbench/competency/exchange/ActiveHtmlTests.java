package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with HTML that does something are refused, with its place. */
class ActiveHtmlTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a <script>alert(1)</script>",
        "</script >",
        "<IMG src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=data:text/html,x>x</a>",
        "<svg/onload=alert(1)>",
        "<iframe src=//x>",
        "<p style=\"background:url(//x)\">",
        "javascript:alert(1)",
        "<img/onerror=alert(1) src=x>",
        "<img src=\"x\"onerror=alert(1)>",
        "<img alt='>' onerror=alert(1)>",
        "<img src=x onerror=alert(1)",
        "<img src=x\n onerror=alert(1)>",
        "<a href='java&#115;cript:alert(1)'>x</a>",
        "<a href='&#x6A;avascript:alert(1)'>x</a>",
        "<a href='java&Tab;script:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='javascript&colon;alert(1)'>x</a>",
        "<b onwebkitanimationiteration=alert(1)>",
        "<b oncontentvisibilityautostatechange=alert(1)>",
        "[x](javascript:alert(1))",
        "[x]: javascript:alert(1)",
        "[x](<javascript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<td onclick=alert(1)>x",
        "<select><img src=x onerror=alert(1)></select>",
        "x<frameset onload=alert(1)>",
        "<form><form action=//x><button>",
        "<![CDATA[ > <img src=x onerror=alert(1)>]]>",
        "<title><b a='</title><img src=x onerror=a()>'>",
        "<style>*{}</style>",
        "<scr<script>ipt>",
        "<noscript><p title='</noscript><img src=x onerror=a()>'>",
        "<form action=//x><button>",
        "<button formaction=javascript:alert(1)>",
        "<meta http-equiv=refresh content=0>",
      })
  void isFound(String text) {
    assertThat(ActiveHtml.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b>bold</b> and <sub>2</sub>",
        "JavaScript: the techniques of the language",
        "a < b, c > d on = off",
        "describes links: forms, scripts and styles",
        "https://example.org/?a=javascript:b",
        "#include <math.h>",
        "Uses List<Object> in Java",
        "Map<Base, Object>",
        "JavaScript:变量与函数知识",
        "JavaScript:variables and functions",
        "Uses the <form> element",
        "raises an alarm if t<min when online = yes",
        "the <link> to the record",
        "the <link layer> and the <form factor>",
        "JavaScript: closures (scope)",
        "a <b, ontology=OWL, c> d",
        "<p title='data: where it comes from'>x</p>",
        "<b style>",
      })
  void whatIsHarmlessStays(String text) {
    assertThat(ActiveHtml.isIn(text)).isFalse();
  }

  /** Patterns and readers that go back and forth would take hours. */
  @Test
  void aLongTextIsReadToItsEnd() {
    assertThat(ActiveHtml.isIn("<" + " ".repeat(1 << 20))).isFalse();
    assertThat(ActiveHtml.isIn("<table><b>".repeat(1 << 16))).isFalse();
    assertThat(ActiveHtml.isIn("<b>".repeat(1 << 18) + "<img src=x onerror=a()>")).isTrue();
    assertThat(ActiveHtml.isIn("<a " + "x=1 ".repeat(1 << 18) + "onclick=a()>")).isTrue();
    assertThat(ActiveHtml.isIn("<a " + "x=1 ".repeat(600) + "href='java\tscript:a()'>")).isTrue();
  }

  @Test
  void aPackageATableAndADefinitionAreRefusedWithThePlace() {
    var framework = FrameworkCatalog.shipped().framework("iiot-specialist").orElseThrow();
    String title = "Program systems";
    String bad = "Program <script>systems";
    String json =
        new String(
            CaseDocument.of(framework, CaseVersion.V1_1, Instant.EPOCH).write(),
            StandardCharsets.UTF_8);
    assertThatThrownBy(() -> CaseDocument.read("f.json", bytes(json.replace(title, bad))))
        .isInstanceOf(FrameworkException.class)
        .hasMessageMatching("f.json: CFItems\\[5].\\w+, line \\d+, column \\d+: has HTML that .*");
    String csv = new String(MoodleCsv.of(framework).write(), StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> MoodleCsv.read("f.csv", bytes(csv.replace(title, bad)), Optional.empty()))
        .isInstanceOf(FrameworkException.class)
        .hasMessageMatching("(?s).*f.csv: line \\d+, column Short name: has HTML that does.*");
    assertThatThrownBy(() -> ActiveHtml.refuse("f.yaml", bytes("a: b\nc: " + bad + "\n")))
        .isInstanceOf(FrameworkException.class)
        .hasMessageContaining("f.yaml: line 2, column 4: has HTML that does");
    for (String hidden :
        new String[] {"\"\\x3cscript\\x3e\"", "<img src=x\n  onerror=a()>", "\"<scr\\\n  ipt>\""}) {
      assertThatThrownBy(() -> ActiveHtml.refuse("f.yaml", bytes("a: b\nc: " + hidden + "\n")))
          .as(hidden)
          .hasMessageContaining("f.yaml: line 2, column 4: has HTML that does");
    }
    ActiveHtml.refuse("f.yaml", bytes("# no <script> here\na: b\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
