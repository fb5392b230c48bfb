package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.Lab;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a workspace, as the page reads, writes and keeps them. */
class WorkspaceIntegrationTests extends DockerWorkspaceTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static HttpResponse<String> read(Work work, String path) {
    return work.browser().get(work.path() + "/file?path=" + Browser.encoded(path));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> write(Work work, String path, String text, String base) {
    return work.browser().post(work.path() + "/file", "path", path, "text", text, "base", base);
  }

  @Test
  void aFreshWorkspaceHoldsTheStarterWithItsConnection() {
    Work work = newWork();
    String properties = json(read(work, "lab.properties")).path("text").asString();
    assertThat(properties)
        .contains("host=broker\n", "port=1883\n", "user=trainee\n")
        .contains("password=" + handle(work).credentials("trainee").password() + "\n")
        .doesNotContain("${");
    String page = work.browser().page(work.path());
    assertThat(page).contains("lab.properties", "id=\"terminal-screen\"", "/assets/lab");
    assertThat(work.browser().get(work.path()).headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy).contains("style-src 'self' 'unsafe-inline'", "script-src 'self';"));
    assertThat(work.browser().get("/exercises").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).doesNotContain("unsafe-inline"));
  }

  @Test
  void theBrokerAnswersInsideTheLabAtTheAddressOfTheStarter() throws Exception {
    Work work = newWork();
    try (MqttUser outside = trainee(work)) {
      shell(
          work,
          ". ./lab.properties; mosquitto_pub -h \"$host\" -p \"$port\" -u \"$user\" -P"
              + " \"$password\" -t from/inside -m hello -q 1");
      assertThat(outside.connected()).isTrue();
    }
  }

  @Test
  void anEditorNeverWritesOverWhatItHasNotSeen() throws Exception {
    Work work = newWork();
    var made = write(work, "src/alarm.py", "print(1)\n", "");
    assertThat(made.statusCode()).isEqualTo(200);
    String first = json(made).path("version").asString();
    assertThat(json(read(work, "src/alarm.py")).path("version").asString()).isEqualTo(first);
    assertThat(write(work, "src/alarm.py", "print(2)\n", "").statusCode()).isEqualTo(409);

    shell(work, "echo 'print(3)' > src/alarm.py");
    var refused = write(work, "src/alarm.py", "print(2)\n", first);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(workspace(work).readText("src/alarm.py", 100)).isEqualTo("print(3)\n");
    String theirs = json(refused).path("version").asString();
    assertThat(write(work, "src/alarm.py", "print(2)\n", theirs).statusCode()).isEqualTo(200);
    assertThat(workspace(work).readText("src/alarm.py", 100)).isEqualTo("print(2)\n");

    shell(work, "rm src/alarm.py");
    refused = write(work, "src/alarm.py", "print(4)\n", theirs);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("version").asString()).isEmpty();
    assertThat(write(work, "src", "not a folder any more", "").statusCode()).isEqualTo(409);
  }

  @Test
  void nothingLeadsOutOfTheWorkspace() throws Exception {
    Work work = newWork();
    shell(work, "ln -s /etc/passwd link; ln -s /etc folder; mkfifo pipe");
    for (String path :
        List.of(
            "../../etc/passwd",
            "/etc/passwd",
            "link",
            "folder/passwd",
            "pipe",
            "a/../../../etc/passwd",
            "",
            ".",
            "x\0y",
            "a".repeat(5000))) {
      assertThat(read(work, path).statusCode()).as(path).isIn(400, 404, 422);
      assertThat(read(work, path).body()).doesNotContain("root:");
      assertThat(
              work.browser()
                  .get(work.path() + "/file/download?path=" + Browser.encoded(path))
                  .statusCode())
          .as(path)
          .isIn(400, 404);
    }
    for (String path : List.of("../out", "/tmp/out", "folder/out", "", "x\0y")) {
      assertThat(write(work, path, "text", "").statusCode()).as(path).isIn(400, 409, 422);
    }
    shell(work, "test ! -e /tmp/out && test ! -e ../out");
  }

  @Test
  void namesAndContentsStayText() throws Exception {
    Work work = newWork();
    String name = "<img src=x onerror=alert(1)>&amp;.html";
    shell(
        work,
        "printf '<script>alert(1)</script>' > '"
            + name
            + "'; touch \"$(printf 'a\\033]0;b\\007')\"");
    var list = work.browser().get(work.path() + "/files");
    assertThat(list.statusCode()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(() -> work.browser().get(work.path() + "/files").body().contains("onerror"));
    String body = work.browser().get(work.path() + "/files").body();
    assertThat(body).doesNotContain("<img", "\033", "\007").contains("&lt;img src=x");
    assertThat(HtmlUtils.htmlUnescape(body)).contains(name, "a\uFFFD]0;b\uFFFD");

    var download = work.browser().get(work.path() + "/file/download?path=" + Browser.encoded(name));
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(download.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(download.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(download.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("attachment;"));
    assertThat(read(work, name).headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
  }

  @Test
  void whatIsNoTextOrTooLongIsNotEdited() throws Exception {
    Work work = newWork();
    shell(work, "printf '\\377\\000' > binary; head -c 600000 /dev/zero > long");
    for (String path : List.of("binary", "long")) {
      var answer = read(work, path);
      assertThat(answer.statusCode()).as(path).isEqualTo(422);
      assertThat(json(answer).path("text").isNull()).isTrue();
    }
    assertThat(work.browser().download(work.path() + "/file/download?path=binary"))
        .containsExactly(-1, 0);
    for (var why : List.of("en: there is no such file", "zh: 没有这个文件")) {
      String language = why.substring(0, 2);
      work.browser().post("/settings/language", "language", language, "to", "/");
      assertThat(json(read(work, "absent")).path("problem").asString()).isEqualTo(why.substring(4));
    }
    assertThat(json(write(work, "../out", "x", "")).path("problem").asString())
        .startsWith("实验环境的答复：")
        .contains("no path below a folder");
  }

  @Test
  void workIsBackInTheNextLabWithTheNextLabsPassword() throws Exception {
    Work work = newWork();
    String old = handle(work).credentials("trainee").password();
    shell(work, "echo mine > mine.txt; echo \"p = '" + old + "'\" > own.py; chmod +x own.py");
    work.browser().post(work.path() + "/lab/close");
    await().atMost(PATIENCE).until(() -> copied(work) == 3);
    Map<String, String> kept = unzipped(work.browser().download(work.path() + "/workspace.zip"));
    assertThat(kept)
        .containsOnlyKeys("short-work/lab.properties", "short-work/mine.txt", "short-work/own.py");

    work.browser().post("/exercises/" + ShortExercise.WORKSPACE + "/start");
    await().atMost(PATIENCE).until(() -> lab(work).ready());
    String now = handle(work).credentials("trainee").password();
    assertThat(now).isNotEqualTo(old);
    assertThat(workspace(work).readText("mine.txt", 100)).isEqualTo("mine\n");
    assertThat(workspace(work).readText("own.py", 100)).isEqualTo("p = '" + now + "'\n");
    assertThat(workspace(work).readText("lab.properties", 1000)).contains(now).doesNotContain(old);
    shell(work, "test -x own.py");
  }

  /** What runs and is not saved yet would be lost with it. */
  @Test
  void aLabWhoseBrokerOnlyDoesNotAnswerIsLeftStanding() {
    Work work = newWork();
    Lab before = handle(work);
    DockerHere.freeze(before.id(), "broker", true);
    await()
        .atMost(PATIENCE.multipliedBy(2))
        .until(() -> !work.browser().page(work.path() + "/part/kit").contains("Connected"));
    DockerHere.freeze(before.id(), "broker", false);
    await()
        .atMost(PATIENCE)
        .until(() -> work.browser().page(work.path() + "/part/kit").contains("Connected"));
    assertThat(handle(work)).isSameAs(before);
  }

  @Test
  void nobodyElseReachesTheFiles() {
    Work work = newWork();
    Browser other = signIn(people.newTrainee("files-other-" + work.username()));
    for (String path :
        List.of(
            "/files",
            "/file?path=lab.properties",
            "/file/download?path=lab.properties",
            "/workspace.zip",
            "/part/saved")) {
      assertThat(other.get(work.path() + path).statusCode()).as(path).isEqualTo(404);
      assertThat(work.browser().get(work.path() + path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(
            other
                .post(work.path() + "/file", "path", "lab.properties", "text", "x", "base", "")
                .statusCode())
        .isEqualTo(404);
    assertThat(json(read(work, "lab.properties")).path("text").asString()).contains("host=");
  }
}
