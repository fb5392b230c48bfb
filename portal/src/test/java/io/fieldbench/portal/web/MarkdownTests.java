package io.fieldbench.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTests {
  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<svg/onload=alert(1)>",
        "`<b>`",
        "| <i>a</i> |\n|---|\n| <u>b</u> |",
      })
  void showsRawHtmlAsText(String hostile) {
    assertThat(markdown.toHtml(hostile))
        .doesNotContainPattern("<(script|img|svg|b|i|u)[ >/]")
        .contains("&lt;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html,boo)",
        "[x](vbscript:boo)",
        "<javascript:alert(1)>",
      })
  void takesTheTargetFromUnsafeLinks(String hostile) {
    assertThat(markdown.toHtml(hostile))
        .doesNotContainPattern("(?i)href=\"(javascript|data|vbscript)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org/a", "/exercises", "mailto:a@example.org"})
  void keepsGoodLinks(String target) {
    assertThat(markdown.toHtml("[x](" + target + ")")).contains("href=\"" + target + "\"");
  }

  @ParameterizedTest
  @CsvSource({"# a,h2", "## a,h3", "##### a,h6", "###### a,h6"})
  void shiftsHeadingsBelowThePagesOwn(String source, String element) {
    assertThat(markdown.toHtml(source)).isEqualTo("<" + element + ">a</" + element + ">\n");
  }

  @Test
  void rendersTables() {
    assertThat(markdown.toHtml("| a |\n|---|\n| 1 |")).contains("<th>a</th>", "<td>1</td>");
  }

  @Test
  void turnsPicturesIntoTheirText() {
    assertThat(markdown.toHtml("see ![the *plant*](https://elsewhere.test/x.png)!"))
        .isEqualTo("<p>see the <em>plant</em>!</p>\n");
  }
}
