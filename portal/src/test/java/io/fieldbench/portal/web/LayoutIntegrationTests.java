package io.fieldbench.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.portal.web.UserSettings.Settings;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutIntegrationTests extends WebIntegrationTest {
  @Test
  void speaksEnglishAndIsLightForAStranger() {
    assertThat(get("/demo/page").body())
        .contains("<html lang=\"en\" data-bs-theme=\"light\">", "Skip to content", ">中文</button>")
        .doesNotContain("/sign-out", "theme.js", "<nav");
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN,zh-CN",
    "zh;q=0.9,zh-CN",
    "de-DE,en",
    "'fr, zh;q=0.8, en;q=0.5',zh-CN",
    "'en-GB,zh',en"
  })
  void followsTheLanguageThatTheBrowserAsksFor(String accepted, String language) {
    assertThat(get("/demo/page", "Accept-Language", accepted).body())
        .contains("<html lang=\"" + language + "\"");
  }

  @Test
  void followsTheStoredChoicesOfAUserBeforeTheBrowsers() {
    settings.save("TRAINEE", new Settings("zh", "dark"));
    assertThat(
            get("/demo/page", as("TRAINEE", "Accept-Language", "en", "Cookie", "fb-lang=en"))
                .body())
        .contains(
            "<html lang=\"zh-CN\" data-bs-theme=\"dark\">",
            "跳到正文",
            "退出登录",
            ">学员<",
            ">English</button>");
  }

  @Test
  void asksTheDeviceBeforeTheFirstPaintWhereTheThemeIsAuto() {
    settings.save("TRAINEE", new Settings("en", "auto"));
    assertThat(get("/demo/page", as("TRAINEE")).body())
        .containsPattern(
            "<script src=\"/assets/theme-[0-9a-f]+\\.js\"></script>\\s+<link rel=\"stylesheet\"");
  }

  @ParameterizedTest
  @CsvSource({
    "TRAINEE,'/ /competencies /exercises /record'",
    "INSTRUCTOR,'/competencies /instructor/exercises /instructor/attempts'",
    "ADMIN,'/competencies /admin/users /admin/labs'",
    "INSTRUCTOR-ADMIN,'/competencies /instructor/exercises /instructor/attempts /admin/users"
        + " /admin/labs'",
  })
  void showsTheSectionsOfTheRoles(String user, String sections) {
    String body = get("/demo/page", as(user)).body();
    String bar = body.substring(body.indexOf("<nav"), body.indexOf("</nav>"));
    assertThat(Pattern.compile("href=\"([^\"]+)\"").matcher(bar).results().map(m -> m.group(1)))
        .containsExactly(sections.split(" "));
  }

  @Test
  void marksTheSectionOfThePage() {
    String body = get("/demo/page", as("TRAINEE")).body();
    assertThat(Pattern.compile("aria-current=\"page\"").matcher(body).results()).hasSize(1);
    assertThat(body).contains("<a href=\"/exercises\" aria-current=\"page\">Exercises</a>");
  }

  /** Title, name, strip, check, facts and evidence all hold it. */
  @Test
  void showsHostileTextAsText() {
    String body = get("/demo/page", as("TRAINEE")).body();
    assertThat(body)
        .doesNotContain("<script>alert")
        .contains(
            "<title>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp; · Fieldbench</title>");
    assertThat(Pattern.compile("&lt;script&gt;alert").matcher(body).results().count())
        .isGreaterThanOrEqualTo(7);
  }

  @Test
  void needsNoInlineStyleOrScript() {
    assertThat(get("/demo/page", as("TRAINEE")).body())
        .doesNotContainPattern("(?i)\\sstyle=")
        .doesNotContainPattern("(?i)\\son[a-z]+=")
        .doesNotContainPattern("(?i)<style")
        .doesNotContainPattern("(?i)<script(?![^>]* src=)")
        .doesNotContain("th:", "??");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.js", "app.css", "theme.js", "icons.svg", "fieldbench.svg"})
  void bundlesItsFiles(String name) {
    assertThat(get("/assets/" + name).statusCode()).isEqualTo(200);
  }

  /** A use of an icon that is not in the file shows nothing at all. */
  @Test
  void refersOnlyToIconsThatExist() {
    String icons = get("/assets/icons.svg").body();
    var used =
        Pattern.compile("icons-[0-9a-f]+\\.svg#(i-[a-z-]+)")
            .matcher(get("/demo/page", as("TRAINEE")).body())
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();
    assertThat(used)
        .hasSizeGreaterThan(8)
        .allSatisfy(id -> assertThat(icons).contains("id=\"" + id + "\""));
  }

  @Test
  void returnsToThePageWithItsQueryAfterASwitchOfLanguage() {
    assertThat(get("/demo/page?heading=a&x=1").body())
        .contains("name=\"to\" value=\"/demo/page?heading=a&amp;x=1\"");
    var answer =
        post("/settings/language", Map.of("language", "zh", "to", "/demo/page?heading=a&x=1"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/demo/page?heading=a&x=1");
    assertThat(get("/demo/page").body()).contains("<html lang=\"zh-CN\"");
  }

  @Test
  void keepsLanguageAndThemeWithTheUser() {
    post("/settings/language", Map.of("language", "zh", "to", "/"), as("TRAINEE"));
    post("/settings/theme", Map.of("theme", "dark", "to", "/"), as("TRAINEE"));
    assertThat(settings.stored).containsExactly(Map.entry("TRAINEE", new Settings("zh", "dark")));
  }

  @ParameterizedTest
  @CsvSource({"language,fr", "language,''", "theme,blue"})
  void refusesChoicesThatDoNotExist(String what, String value) {
    assertThat(
            post("/settings/" + what, Map.of(what, value, "to", "/"), as("TRAINEE")).statusCode())
        .isEqualTo(400);
    assertThat(settings.stored).isEmpty();
  }

  @Test
  void changesNothingWithoutTheToken() {
    var request =
        java.net.http.HttpRequest.newBuilder(uri("/settings/theme"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("theme=dark&to=/"));
    assertThat(send(request, as("TRAINEE")).statusCode()).isEqualTo(403);
    assertThat(settings.stored).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.test/",
        "//elsewhere.test/",
        "/\\elsewhere.test",
        "/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "",
        "/\t/elsewhere.test"
      })
  void neverRedirectsElsewhere(String to) {
    var answer = post("/settings/language", Map.of("language", "en", "to", to));
    assertThat(answer.headers().firstValue("Location")).hasValue("/");
  }
}
