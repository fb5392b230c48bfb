package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a trainee's program or a forged address says is shown as text, or refused. */
@ExtendWith(OutputCaptureExtension.class)
class HostileInputIntegrationTests extends PortalIntegrationTest {
  private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>";
  private static final String TURNED = "\u202Ereversed\u2066\u0007\u001B[31m\u0085";

  @Test
  void hostileMessagesEndUpAsHarmlessText() {
    Work work = newWork("hostile");
    String topic = alarmTopic(work);
    work.browser().post(work.path() + "/check");
    await().until(() -> Integer.valueOf(2).equals(attempts(work).getLast().get("phase")));
    try (MqttUser user = trainee(work)) {
      for (String payload :
          List.of(
              "{\"state\": \"RAISED\", \"by\": \"" + SCRIPT + "\"}",
              SCRIPT + TURNED,
              "{\"state\": \"" + SCRIPT + "\"}",
              "\u0000\uFFFF\"'`${7*7}[[${7*7}]]",
              "[".repeat(20_000))) {
        assertThat(user.publish(topic, payload, true)).isTrue();
      }
      String lab = labId(work).value();
      String readings = lab(work).kit().readings().get("motor-temperature");
      assertThat(user.publish(readings, "{\"value\": 99}", false)).isFalse();
      assertThat(user.publish("fieldbench/kit/" + lab + "/command", "{}", false)).isFalse();
      assertThat(user.publish("fieldbench/kit/" + lab + "/status", "offline", true)).isFalse();
    }
    var attempt = awaitAttempt(work, "GRADED");
    // Nothing of it, and nothing that was refused, disturbed the check.
    assertThat(attempt).containsEntry("tries", 1).containsEntry("points", 60);
    Browser instructor = signIn("instructor");
    for (HttpResponse<String> page :
        List.of(
            work.browser().get("/results/" + attempt.get("id")),
            work.browser().get(work.path()),
            work.browser().get(work.path() + "/part/checks"),
            instructor.get("/instructor/attempts/" + attempt.get("id")))) {
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("&lt;script&gt;alert(1)")
          .doesNotContain("<script>alert", "<img src=x", "[[49]]", "`49")
          .doesNotContain("\u202E", "\u2066", "\u0007", "\u001B", "\u0085", "\u0000")
          .doesNotContain("&#0;", "&#7;", "&#x202e;", "&#8238;");
    }
    var evidence = work.browser().get("/results/" + attempt.get("id") + "/evidence.json");
    assertThat(evidence.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(evidence.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    assertThat(evidence.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/work/abc",
        "/work/1-1-1-1-1",
        "/work/00000000-0000-0000-0000-000000000000",
        "/work/00000000-0000-0000-0000-000000000000/events",
        "/work/%00",
        "/results/xyz",
        "/results/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/results/00000000-0000-0000-0000-000000000000/evidence.json",
        "/exercises/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/exercises/..%2F..%2Fetc%2Fpasswd",
        "/exercises/..;/admin/labs",
        "/exercises/%F0%9F%92%A9%E2%80%AE",
        "/exercises/%C0%AE%C0%AE",
        "/exercises/short-alarm%00",
        "/exercises/%24%7B7*7%7D",
        "/competencies/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/competencies/__%24%7BT(java.lang.Runtime)%7D__::.x",
        "/competencies/iiot-specialist/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/competencies/iiot-specialist/C078%0d%0aSet-Cookie:x=1",
      })
  void aForgedAddressIsNotFoundOrRefused(String path) {
    Browser trainee = signIn("trainee");
    assertThat(trainee.knock(path).statusCode()).isIn(400, 404);
    HttpResponse<String> answer = trainee.get(path);
    assertThat(answer.body()).doesNotContain("<script>alert", "Exception", "org.springframework");
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("x="));
  }

  @Test
  void aForgedIdInAnInstructorsOrAdministratorsAddressIsRefusedToo() {
    Browser instructor = signIn("instructor");
    Browser admin = signIn("admin");
    String hostile = Browser.encoded("' or '1'='1") + "%3Cscript%3E";
    assertThat(instructor.get("/instructor/attempts/" + hostile).statusCode()).isEqualTo(400);
    assertThat(instructor.get("/instructor/exercises/" + hostile).statusCode()).isEqualTo(404);
    assertThat(admin.post("/admin/labs/" + hostile + "/close").statusCode()).isEqualTo(404);
    assertThat(admin.post("/admin/labs/l-0000000000/close").statusCode()).isEqualTo(404);
    assertThat(admin.post("/admin/labs/" + "a".repeat(300) + "/close").statusCode()).isEqualTo(404);
  }

  @Test
  void hostileParametersChangeNothing() {
    Work work = newWork("parameters");
    Browser browser = work.browser();
    String load = work.path() + "/kit/load";
    for (String percent : List.of("-1", "101", "2147483647", "-2147483648")) {
      assertThat(Browser.location(browser.post(load, "percent", percent)))
          .as(percent)
          .endsWith("?notice=load-range");
    }
    for (String percent :
        List.of("abc", "", "99999999999999999999", "1e1", "50.5", "NaN", "50%", "<script>")) {
      assertThat(browser.post(load, "percent", percent).statusCode()).as(percent).isEqualTo(400);
    }
    assertThat(browser.post(load).statusCode()).isEqualTo(400);
    assertThat(browser.page(work.path() + "/part/kit")).doesNotContain("<strong>");
    assertThat(Browser.location(browser.post(load, "percent", "30"))).endsWith(work.path());

    assertThat(browser.get(work.path() + "?notice=" + Browser.encoded(SCRIPT)).body())
        .doesNotContain("<script>alert", "<img src=x", "??");
    assertThat(browser.get(work.path() + "/part/nonsense").statusCode()).isEqualTo(404);
    assertThat(browser.get(work.path() + "/part/brief").statusCode()).isEqualTo(404);
    assertThat(attempts(work)).isEmpty();
  }

  @Test
  void whatNoFormSendsIsRefusedWithoutAFault(CapturedOutput output) {
    Work work = newWork("protocol");
    Browser browser = work.browser();
    String check = work.path() + "/check";
    assertThat(browser.send("PUT", check, "").statusCode()).isEqualTo(403);
    assertThat(browser.send("DELETE", work.path(), "").statusCode()).isEqualTo(403);
    assertThat(browser.send("POST", check, "").statusCode()).isEqualTo(403);
    String type = "multipart/form-data; boundary=x";
    assertThat(browser.send("POST", check, "--x\r\nbroken", "Content-Type", type).statusCode())
        .isIn(400, 403);
    type = "application/x-www-form-urlencoded";
    assertThat(browser.send("POST", check, "_csrf=%zz%", "Content-Type", type).statusCode())
        .isIn(400, 403);
    assertThat(output).contains("403 for POST " + check, "403 for DELETE " + work.path());
    assertThat(browser.send("GET", work.path(), "", "Accept", "not a type").statusCode())
        .isLessThan(500);
    assertThat(
            browser
                .send("GET", work.path(), "", "Accept-Language", "x".repeat(2000), "Accept", "*/*")
                .statusCode())
        .isLessThan(500);
    assertThat(attempts(work)).isEmpty();
  }
}
