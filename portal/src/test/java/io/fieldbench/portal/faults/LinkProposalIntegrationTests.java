package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.portal.catalog.LinkProposals;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A link between frameworks counts once a second person approves it. */
class LinkProposalIntegrationTests extends PortalIntegrationTest {
  private static final String FROM = "cn-2-02-10-10:1a-A2.2.1";
  private static final String TO = "iiot-specialist";

  private Browser secondInstructor(String name) {
    people.newTrainee(name);
    jdbc.sql(
            "update user_role set role = 'INSTRUCTOR' where user_id ="
                + " (select id from user_account where username = :name)")
        .param("name", name)
        .update();
    return signIn(name);
  }

  private static HttpResponse<String> propose(Browser who, String code, String reason) {
    return propose(who, FROM, code, "CLOSE", reason);
  }

  private static HttpResponse<String> propose(
      Browser who, String from, String code, String match, String reason) {
    return who.post(
        "/instructor/links",
        "from",
        from,
        "to",
        TO,
        "code",
        code,
        "match",
        match,
        "reason",
        reason);
  }

  private void approve(Browser one, Browser two, String from, String code, String match) {
    String reason = "Thus " + match + " " + code + " of " + from;
    assertThat(propose(one, from, code, match, reason).statusCode()).isEqualTo(302);
    assertThat(two.post("/instructor/links/" + open(reason) + "/approve").statusCode())
        .isEqualTo(302);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  /** Of one pair only the last word stands, and nothing beside a link says that nothing matches. */
  @Test
  void anApprovedLinkTakesThePlaceOfWhatStood() {
    String from = "cn-2-02-10-10:1a-A2.2.2";
    String page = "/competencies/cn-2-02-10-10/1a-A2.2.2";
    Browser one = signIn("instructor");
    Browser two = secondInstructor("third-instructor");
    assertThat(one.page(page)).contains("/competencies/iiot-specialist/C080", "Related:");
    assertThat(propose(one, from, "C080", "RELATED", "It is so already, is it not").body())
        .contains("This is what stands there already.");

    String reason = "As near as can be, both ways";
    assertThat(propose(one, from, "C080", "CLOSE", reason).statusCode()).isEqualTo(302);
    assertThat(two.page("/instructor/links")).contains("It takes the place of:", "Related:");
    two.post("/instructor/links/" + open(reason) + "/approve");
    String linked = one.page(page);
    assertThat(count(linked, "/competencies/iiot-specialist/C080")).isOne();
    assertThat(linked).contains("Nearly the same:", "/competencies/iiot-specialist/C078");
    String other = one.page("/competencies/iiot-specialist/C080");
    assertThat(count(other, page + "\"")).isOne();

    // From the other end, of an ability of which the crosswalk says that nothing matches.
    HttpResponse<String> back =
        one.post(
            "/instructor/links",
            "from",
            "iiot-specialist:C080",
            "to",
            "cn-2-02-10-10",
            "code",
            "1a-A1.3.3",
            "match",
            "RELATED",
            "reason",
            "Beacons speak such protocols too");
    assertThat(back.statusCode()).isEqualTo(302);
    assertThat(two.page("/instructor/links"))
        .contains("It takes the place of:", "Computing a position from beacon");
    two.post("/instructor/links/" + open("Beacons speak such protocols too") + "/reject");

    approve(one, two, from, "", "NONE");
    assertThat(one.page(page))
        .contains("Thus NONE")
        .doesNotContain("/competencies/iiot-specialist/C080", "/competencies/iiot-specialist/C078");
    assertThat(one.page("/competencies/iiot-specialist/C080")).doesNotContain(page + "\"");
    assertThat(one.page("/competencies/iiot-specialist/C078")).doesNotContain(page + "\"");

    approve(one, two, from, "C078", "BROADER");
    assertThat(one.page(page))
        .contains("Thus BROADER", "/competencies/iiot-specialist/C078")
        .doesNotContain("Thus NONE", "/competencies/iiot-specialist/C080");
    assertThat(one.page("/competencies/iiot-specialist/C078")).contains(page + "\"");
    jdbc.sql("delete from link_proposal where from_code in ('1a-A2.2.2', 'C080')").update();
  }

  private UUID open(String reason) {
    return jdbc.sql("select id from link_proposal where open and reason = :reason")
        .param("reason", reason)
        .query(UUID.class)
        .single();
  }

  @Autowired LinkProposals proposals;

  /** Also where nothing matches, and so there is no code to tell two proposals by. */
  @Test
  void whatFourProposeAtOneInstantIsTakenOnce() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 25; round++) {
        var from = new CompetencyRef("cn-2-02-10-10", "race-" + round);
        List<Callable<Boolean>> four =
            Collections.nCopies(
                4, () -> proposals.propose("somebody", from, TO, null, null, "Nothing is like it"));
        long taken = 0;
        for (Future<Boolean> one : executor.invokeAll(four)) {
          taken += one.get() ? 1 : 0;
        }
        assertThat(taken).isOne();
      }
    }
    jdbc.sql("delete from link_proposal where from_code like 'race-%'").update();
  }

  @Test
  void allThatWaitCanBeReached() {
    for (int i = 0; i < 201; i++) {
      var from = new CompetencyRef("cn-2-02-10-10", "many-" + i);
      assertThat(proposals.propose("somebody", from, TO, null, null, "Number " + i + " of many"))
          .isTrue();
    }
    Browser instructor = signIn("instructor");
    String first = instructor.page("/instructor/links");
    String second = instructor.page("/instructor/links?page=1");
    assertThat(first).contains("/instructor/links?page=1", "Number 200 of many");
    assertThat(first + second).contains("Number 0 of many");
    assertThat(numbers(second)).isNotEmpty();
    assertThat(numbers(instructor.page("/instructor/links?page=999")))
        .as("the last page")
        .isEqualTo(numbers(second));
    jdbc.sql(
            "update link_proposal set state = 'WITHDRAWN', open = null, decided_by = proposed_by,"
                + " decided_at = proposed_at where from_code like 'many-%' and from_code <>"
                + " 'many-0'")
        .update();
    assertThat(instructor.page("/instructor/links?page=1"))
        .as("those that wait are on the first page")
        .doesNotContain("Waiting for a decision");
    jdbc.sql("delete from link_proposal where from_code like 'many-%'").update();
  }

  private static List<String> numbers(String page) {
    return Pattern.compile("Number \\d+ of many")
        .matcher(page)
        .results()
        .map(m -> m.group())
        .toList();
  }

  @Test
  void nobodyApprovesTheirOwn() {
    String reason = "Both take <b>messages</b> apart field by field";
    Browser one = signIn("instructor");
    Browser two = secondInstructor("second-instructor");
    assertThat(one.page("/instructor/links/new?from=" + FROM)).contains("1a-A2.2.1", "C078");
    assertThat(propose(one, "C078", reason).statusCode()).isEqualTo(302);
    assertThat(propose(two, "C078", "The same once more").body())
        .contains("Just this link waits for a decision already.");
    String path = "/instructor/links/" + open(reason);

    assertThat(one.post(path + "/approve").statusCode()).isEqualTo(409);
    assertThat(two.post(path + "/withdraw").statusCode()).isEqualTo(409);
    Browser trainee = signIn("trainee");
    String page = "/competencies/iiot-specialist/C078";
    assertThat(trainee.get(page).body()).doesNotContain("take &lt;b&gt;messages");
    assertThat(two.post(path + "/approve").statusCode()).isEqualTo(302);
    assertThat(two.post(path + "/reject").statusCode()).as("it is decided").isEqualTo(409);

    assertThat(one.page("/instructor/links")).contains("Approved", "second-instructor");
    assertThat(trainee.get(page).body())
        .contains("take &lt;b&gt;messages")
        .doesNotContain("<b>messages");
    assertThat(trainee.get("/competencies/cn-2-02-10-10/1a-A2.2.1").body())
        .contains("take &lt;b&gt;messages");
    assertThat(trainee.get("/instructor/links").statusCode()).isEqualTo(403);
    assertThat(trainee.post(path + "/reject").statusCode()).isEqualTo(403);
  }

  /** As after an edition without it. */
  @Test
  void whatIsAboutNothingAnyMoreCannotBeApproved() {
    String reason = "Of what there is no more";
    proposals.propose(
        "instructor", new CompetencyRef("cn-2-02-10-10", "9z-A1"), TO, null, null, reason);
    Browser two = secondInstructor("fourth-instructor");
    assertThat(two.page("/instructor/links")).contains(reason, "no longer have what this link");
    HttpResponse<String> refused = two.post("/instructor/links/" + open(reason) + "/approve");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("it cannot be approved");
    assertThat(two.post("/instructor/links/" + open(reason) + "/reject").statusCode())
        .isEqualTo(302);
    jdbc.sql("delete from link_proposal where from_code = '9z-A1'").update();
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsProposed() {
    Browser instructor = signIn("instructor");
    assertThat(propose(instructor, "C999", "A reason of some length").body())
        .contains(
            "The framework above has no competency with this code", "A reason of some length");
    assertThat(propose(instructor, "C078", "short").body()).contains("10 to 500 characters");
    for (String unseen :
        List.of(
            "\u200b".repeat(20),
            "\u3164".repeat(12),
            "\u2800".repeat(12),
            "\u00a0".repeat(12),
            "One line\u2028and another",
            "Turned \u202eround for readers")) {
      HttpResponse<String> refused = propose(instructor, "C078", unseen);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("10 to 500 characters");
    }
    assertThat(
            instructor
                .post(
                    "/instructor/links",
                    "from",
                    FROM,
                    "to",
                    "cn-2-02-10-10",
                    "code",
                    "1a-A2.2.2",
                    "match",
                    "CLOSE",
                    "reason",
                    "Within one framework")
                .body())
        .contains("Choose another framework");
    assertThat(
            instructor
                .post(
                    "/instructor/links",
                    "from",
                    "cn-2-02-10-10:nothing",
                    "to",
                    TO,
                    "code",
                    "C078",
                    "match",
                    "CLOSE",
                    "reason",
                    "From what is not there")
                .statusCode())
        .isEqualTo(404);
    assertThat(
            jdbc.sql("select count(*) from link_proposal where proposed_by = 'instructor'")
                .query(Integer.class)
                .single())
        .isLessThanOrEqualTo(1);
  }
}
