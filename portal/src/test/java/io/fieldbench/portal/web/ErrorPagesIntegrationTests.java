package io.fieldbench.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesIntegrationTests extends WebIntegrationTest {
  @Autowired JdbcClient jdbc;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/demo/page",
        "/demo/nothing-here",
        "/demo/failing",
        "/demo/status?code=413",
        "/assets/app.css",
        "/assets/nothing-here.css",
        "/settings/language",
        "/demo/page;x=1",
      })
  void everyAnswerCarriesTheSecurityHeaders(String path) {
    HttpResponse<String> answer = get(path, PAGE);
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .containsExactly(SecurityHeaders.CONTENT_SECURITY_POLICY);
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
    assertThat(answer.headers().allValues("Cross-Origin-Opener-Policy"))
        .containsExactly("same-origin");
    assertThat(answer.headers().allValues("Cache-Control"))
        .containsExactly(path.equals("/assets/app.css") ? "max-age=3600" : "no-store");
  }

  @Test
  void thePolicyAllowsNothingFromElsewhereAndNothingInline() {
    assertThat(SecurityHeaders.CONTENT_SECURITY_POLICY)
        .startsWith("default-src 'none'")
        .contains(
            "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "http", "*");
  }

  @ParameterizedTest
  @CsvSource({
    "400,400", "403,403", "404,404", "405,405", "413,413", "429,429", "500,500", "503,503",
    "418,400", "501,500"
  })
  void hasWordsForEachStatusInBothLanguages(int status, String words) {
    for (String language : new String[] {"en", "zh"}) {
      var answer =
          get("/demo/status?code=" + status, "Accept", "text/html", "Accept-Language", language);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
      assertThat(answer.body())
          .contains(
              "lang=\"" + (language.equals("zh") ? "zh-CN" : "en"),
              message(language, "error." + words + ".title"),
              message(language, "error." + words + ".do"))
          .doesNotContain("??");
    }
  }

  @Test
  void theReferenceOnAPageStandsInTheLogAndTheCauseOnlyThere(CapturedOutput output) {
    String body = get("/demo/failing", PAGE).body();
    var reference = Pattern.compile("E-[0-9A-F]{8}").matcher(body);
    assertThat(reference.find()).isTrue();
    assertThat(body)
        .doesNotContain("secret of the house", "IllegalState")
        .contains("href=\"/demo/failing\"");
    assertThat(output.getAll())
        .contains(reference.group() + ": 500 for GET /demo/failing", "secret of the house");
  }

  @Test
  void aPersonSeesTheErrorInTheirOwnLayout() {
    assertThat(get("/demo/absent", as("TRAINEE", PAGE)).body())
        .contains("<nav", "/sign-out", "There is nothing here");
  }

  @Test
  void aStrangersErrorPageStartsNoSession() {
    assertThat(get("/demo/nothing-here", PAGE).headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void htmxGetsANoteForTheCornerOfThePage() {
    var answer = get("/demo/failing", "HX-Request", "true", "Accept", "*/*");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("HX-Retarget")).hasValue("#fb-alert");
    assertThat(answer.body().strip())
        .startsWith("<div id=\"error-note\"")
        .endsWith("</div>")
        .doesNotContain("<html");
  }

  @Test
  void aProgramGetsOneLine() {
    var answer = get("/demo/failing", "Accept", "application/json");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.body()).matches("500 E-[0-9A-F]{8}\\R");
  }

  @Test
  void foreignAndAbsentLookTheSameAndTheForeignOneIsNoted() {
    HttpResponse<String> foreign = get("/demo/foreign", as("TRAINEE", PAGE));
    HttpResponse<String> absent = get("/demo/absent", as("TRAINEE", PAGE));
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(neutral(foreign)).isEqualTo(neutral(absent));
    assertThat(
            jdbc.sql(
                    "select actor, subject, detail from audit_entry where action ="
                        + " 'access-refused'")
                .query()
                .listOfRows())
        .singleElement()
        .satisfies(entry ->
            assertThat(entry)
                .containsEntry("actor", "TRAINEE")
                .containsEntry("subject", "enrolment/42")
                .containsEntry("detail", "GET /demo/foreign"));
  }

  @Test
  void anErrorPageStandsWhenTheSettingsCannotBeRead() {
    settings.failing = true;
    assertThat(get("/demo/absent", as("TRAINEE", PAGE)).body()).contains("There is nothing here");
  }

  /** What differs between any two requests: reference, time, path, token. */
  private static String neutral(HttpResponse<String> answer) {
    return answer
        .body()
        .replaceAll("E-[0-9A-F]{8}", "")
        .replaceAll("<time.*?</time>", "")
        .replaceAll("/demo/[a-z]+", "")
        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  private static String message(String language, String key) {
    return java.util.ResourceBundle.getBundle(
            "messages/common",
            language.equals("zh") ? java.util.Locale.CHINESE : java.util.Locale.ROOT)
        .getString(key);
  }
}
