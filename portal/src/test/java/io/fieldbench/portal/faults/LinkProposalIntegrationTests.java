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
    return who.post(
        "/instructor/links",
        "from",
        FROM,
        "to",
        TO,
        "code",
        code,
        "match",
        "CLOSE",
        "reason",
        reason);
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

  @Test
  void whatIsWrongIsSaidAndNothingIsProposed() {
    Browser instructor = signIn("instructor");
    assertThat(propose(instructor, "C999", "A reason of some length").body())
        .contains(
            "The framework above has no competency with this code", "A reason of some length");
    assertThat(propose(instructor, "C078", "short").body()).contains("10 to 500 characters");
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
