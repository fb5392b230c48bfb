package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * In a new edition of a framework one competency has another code, one is gone, and its code means
 * something else. What was shown, linked and asked for stays with what it was about.
 */
class NewEditionIntegrationTests {
  private static final Duration CHECKED = Duration.ofSeconds(90);
  private static final String CARD = "/competencies/iiot-specialist/";

  private PortalProcess portal;
  private Path edition;

  @BeforeEach
  void card() throws Exception {
    Path folder = PortalIntegrationTest.newFolder();
    portal = new PortalProcess(folder);
    String card = Files.readString(Path.of("../competency-maps/frameworks/iiot-specialist.yaml"));
    String changed =
        card.replaceFirst("(?m)^edition: .*", "edition: \"next\"")
            .replace("- code: C080", "- code: C180")
            .replace("Program systems", "Run workshops")
            .replace("系统编程", "主持研讨");
    assertThat(changed).contains("- code: C180", "Run workshops", "主持研讨", "edition: \"next\"");
    edition = Files.writeString(folder.resolve("card.yaml"), changed);
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void whatWasShownStaysWithWhatItWasAbout() throws Exception {
    portal.start();
    Browser trainee = portal.signIn("trainee");
    String work = Browser.location(trainee.post("/exercises/" + ShortExercise.ID + "/start"));
    String path = work.substring(work.indexOf("/work/"));
    await().atMost(CHECKED).until(() -> trainee.page(path).contains("Lab running"));
    trainee.post(path + "/check");
    await().atMost(CHECKED).until(() -> trainee.page("/record").contains("/results/"));
    String record = trainee.page("/record");
    String result = record.replaceFirst("(?s).*?href=\"(/results/[^\"]+)\".*", "$1");
    assertThat(record)
        .contains(CARD + "C080", CARD + "C078")
        .doesNotContain("About earlier editions");
    assertThat(trainee.page(CARD + "C080")).contains("1a-A2.2.1", ShortExercise.ID);
    Browser instructor = portal.signIn("instructor");
    assertThat(propose(instructor, "C080").statusCode()).isEqualTo(302);
    assertThat(propose(instructor, "C078").statusCode()).isEqualTo(302);
    portal.stop(Duration.ofSeconds(20));

    assertThat(portal.importFramework(edition))
        .contains("competency C080 moved code: C080 → C180", "competency C078 changed title")
        .contains(
            "Exercise mqtt-overheat-alarm names what this edition does not have, or says otherwise")
        .contains("iiot-specialist:C078. It stays")
        .contains("Links of the crosswalk that have no place in this edition")
        .contains("is shown without what this edition does not have, or says otherwise: C078")
        .doesNotContain("C080. It stays", "have: C080");

    portal.start();
    Browser later = portal.signIn("trainee");
    String now = later.page("/record");
    assertThat(now).contains(CARD + "C180");
    assertThat(now.substring(0, now.indexOf("About earlier editions")))
        .as("the code means something else now")
        .doesNotContain("C078", "Run workshops");
    assertThat(now.substring(now.indexOf("About earlier editions")))
        .contains("Program systems", "C078", result)
        .doesNotContain("C180", "Run workshops");
    String earlier =
        now.replaceFirst("(?s).*href=\"([^\"]*versions\\?shown=[^\"#]+)[^\"]*\".*", "$1");
    assertThat(later.get(earlier).body()).contains("Program systems", "C080");

    assertThat(later.get(result).statusCode()).isEqualTo(200);
    assertThat(later.get(path).statusCode()).isEqualTo(200);
    assertThat(later.page(CARD + "C078"))
        .contains("Run workshops", "Nothing yet")
        .doesNotContain(result, ShortExercise.ID);
    assertThat(later.page(CARD + "C180"))
        .as("what says the same has its proofs, exercises and links")
        .contains(result, ShortExercise.ID, "1a-A2.2.1", "about an earlier version");
    assertThat(later.page("/exercises/" + ShortExercise.ID))
        .contains(CARD + "C180", "not in the edition in use:", "Program systems", "C078")
        .doesNotContain("Run workshops");
    HttpResponse<String> former = later.get(CARD + "C080");
    assertThat(former.statusCode()).isEqualTo(404);
    assertThat(former.body())
        .contains("C080 is not in the edition in use", CARD + "C180", "versions?shown=");
    assertThat(later.get(CARD + "C999").body()).doesNotContain("edition in use");
    Browser decides = portal.signIn("instructor");
    assertThat(decides.page("/instructor/links"))
        .contains("Program systems</span>", "of an earlier edition", "iiot-specialist:C180")
        .as("what leads nowhere any more takes nobody's place")
        .doesNotContain("Broader:");
    assertThat(propose(decides, "C180").body())
        .as("proposed of what was called C080")
        .contains("Just this link waits for a decision already.");
    assertThat(propose(decides, "C078").statusCode())
        .as("what was proposed of C078 was about something else")
        .isEqualTo(302);
    assertThat(propose(decides, "C078").body())
        .contains("Just this link waits for a decision already.");
    assertThat(later.page("/profiles/iiot-engineer"))
        .contains(CARD + "C180", "not in the edition in use:", "Program systems", "C078")
        .doesNotContain("Run workshops");
    assertThat(later.page("/competencies/cn-2-02-10-10/1a-A2.2.1")).contains(CARD + "C180");

    // What is shown from now on is of the new edition, and of the old one where that has no more.
    later.post(path + "/check");
    await()
        .atMost(CHECKED)
        .untilAsserted(
            () -> assertThat(later.page(CARD + "C180").split("/results/", -1)).hasSize(3));
    String twice = later.page("/record");
    assertThat(twice.substring(twice.indexOf("About earlier editions"))).contains("C078");
    assertThat(later.page(CARD + "C078")).contains("Nothing yet");
  }

  private static HttpResponse<String> propose(Browser instructor, String code) {
    return instructor.post(
        "/instructor/links",
        "from",
        "cn-2-02-10-10:1a-A1.1.1",
        "to",
        "iiot-specialist",
        "code",
        code,
        "match",
        "NARROWER",
        "reason",
        "As the tests would have it");
  }
}
