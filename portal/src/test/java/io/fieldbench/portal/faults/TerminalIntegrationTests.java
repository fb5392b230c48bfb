package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.portal.faults.TerminalUser.Refusal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Who may open a terminal, and until when. */
class TerminalIntegrationTests extends DockerPortalIntegrationTest {
  /** From the end of a right to the end of the terminal. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * A terminal that ends while it begins leaves an exception in a thread of the Engine's client.
   */
  private static ConditionFactory await() {
    return Awaitility.await().dontCatchUncaughtExceptions();
  }

  private String own() {
    return "http://127.0.0.1:" + port;
  }

  private TerminalUser open(Work work) throws Refusal {
    return open(work.browser(), work);
  }

  /** With its prompt: what is typed while the session begins is dropped. */
  private TerminalUser open(Browser browser, Work work) throws Refusal {
    TerminalUser terminal = TerminalUser.open(browser.client(), port, work.path(), own());
    await().atMost(PATIENCE).until(() -> terminal.printed().contains("$ "));
    return terminal;
  }

  private int refusal(HttpClient client, String path, String origin) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> TerminalUser.open(client, port, path, origin).close());
    assertThat(refusal).as(path + " from " + origin).isNotNull();
    return refusal.status;
  }

  private long refusals(String actor, String subject) {
    return jdbc.sql(
            "select count(*) from audit_entry where action = 'access-refused' and actor = :actor"
                + " and subject = :subject")
        .param("actor", actor)
        .param("subject", subject)
        .query(Long.class)
        .single();
  }

  @Test
  void onlyTheOwnerOnAPageOfThePortalGetsATerminal() throws Exception {
    Work work = newWork("terminal", ShortExercise.WORKSPACE);
    String other = people.newTrainee("terminal-other");
    Browser stranger = Browser.stranger(port);

    assertThat(refusal(stranger.client(), work.path(), own())).isIn(302, 401);
    for (String foreign : List.of(other, "instructor", "admin")) {
      assertThat(refusal(signIn(foreign).client(), work.path(), own())).as(foreign).isEqualTo(404);
      assertThat(refusals(foreign, "enrolment/" + work.enrolment())).as(foreign).isEqualTo(1);
    }
    HttpClient owner = work.browser().client();
    assertThat(refusal(owner, "/work/" + UUID.randomUUID(), own())).isEqualTo(404);
    assertThat(refusal(owner, "/work/nonsense", own())).isEqualTo(404);
    var foreignOrigins =
        new ArrayList<>(
            List.of(
                "http://evil.example",
                "http://127.0.0.1:" + (port + 1),
                "https://127.0.0.1:" + port,
                "http://localhost:" + port,
                own() + ".evil.example",
                "null"));
    foreignOrigins.add(null);
    for (String origin : foreignOrigins) {
      assertThat(refusal(owner, work.path(), origin)).as(origin).isEqualTo(403);
    }
    assertThat(refusals(work.username(), work.path() + "/terminal"))
        .isEqualTo(foreignOrigins.size());

    try (TerminalUser terminal = open(work)) {
      terminal.type("echo $((40+2))-yes\n");
      await().atMost(PATIENCE).until(() -> terminal.printed().contains("42-yes"));
      terminal.tell("{\"columns\": 61, \"rows\": 17}");
      terminal.type("while sleep 0.2; do stty size; done\n");
      await().atMost(PATIENCE).until(() -> terminal.printed().contains("17 61"));
    }
  }

  @Test
  void aTerminalEndsSoonAfterItsOwnersSignOutPasswordAndAccount() throws Exception {
    Work work = newWork("ends", ShortExercise.WORKSPACE);
    Browser second = signIn(work.username());
    try (TerminalUser first = open(work);
        TerminalUser other = open(second, work)) {
      work.browser().post("/sign-out");
      await().atMost(SOON).until(first::isClosed);
      assertThat(first.code()).isEqualTo(4401);
      assertThat(refusal(work.browser().client(), work.path(), own())).isIn(302, 401);
      // The other session of the same person goes on until the person is disabled.
      other.type("echo still-$((1+1))\n");
      await().atMost(PATIENCE).until(() -> other.printed().contains("still-2"));
      signIn("admin").post("/admin/users/" + work.username() + "/disable");
      await().atMost(SOON).until(other::isClosed);
      assertThat(other.code()).isEqualTo(4401);
    }
  }

  @Test
  void theEndOfASessionAndANewPasswordEndTerminalsToo() throws Exception {
    Work work = newWork("password", ShortExercise.WORKSPACE);
    try (TerminalUser terminal = open(work)) {
      jdbc.sql("update spring_session set expiry_time = :at where principal_name = :name")
          .param("at", Instant.now().minusSeconds(1).toEpochMilli())
          .param("name", work.username())
          .update();
      await().atMost(SOON).until(terminal::isClosed);
      assertThat(terminal.code()).isEqualTo(4401);
    }
    try (TerminalUser terminal = open(signIn(work.username()), work)) {
      signIn("admin").post("/admin/users/" + work.username() + "/password");
      await().atMost(SOON).until(terminal::isClosed);
      assertThat(terminal.code()).isEqualTo(4401);
    }
  }

  @Test
  void aTerminalEndsWithTheTimeOfItsLab() throws Exception {
    Work work = newWork("time", ShortExercise.WORKSPACE);
    try (TerminalUser terminal = open(work)) {
      jdbc.sql("update lab_session set expires_at = :at where id = :id")
          .param("at", Timestamp.from(Instant.now().minusSeconds(1)))
          .param("id", labId(work).value())
          .update();
      await().atMost(SOON).until(terminal::isClosed);
      assertThat(terminal.code()).isEqualTo(4410);
      assertThat(refusal(work.browser().client(), work.path(), own())).isEqualTo(409);
    }
  }

  @Test
  void aFifthTerminalTakesThePlaceOfTheOldest() throws Exception {
    Work work = newWork("many", ShortExercise.WORKSPACE);
    var open = new ArrayList<TerminalUser>();
    try {
      for (int i = 0; i < 5; i++) {
        open.add(open(work));
      }
      await().atMost(PATIENCE).until(() -> open.getFirst().isClosed());
      assertThat(open.getFirst().code()).isEqualTo(4429);
      open.get(4).type("echo fifth-$((2+3))\n");
      // All of them show one session.
      await().atMost(PATIENCE).until(() -> open.get(1).printed().contains("fifth-5"));
      assertThat(open.subList(1, 5)).noneMatch(TerminalUser::isClosed);
    } finally {
      open.forEach(TerminalUser::close);
    }
  }

  @Test
  void whatNoPageSendsEndsTheTerminalAndNothingElse() throws Exception {
    Work work = newWork("hostile", ShortExercise.WORKSPACE);
    try (TerminalUser large = open(work)) {
      try {
        large.send(new byte[256 * 1024]);
      } catch (IOException e) {
        // It may be cut off while it is still sending.
      }
      await().atMost(PATIENCE).until(large::isClosed);
    }
    try (TerminalUser terminal = open(work)) {
      for (String odd :
          List.of(
              "{}",
              "[]",
              "{\"columns\": -1, \"rows\": 99999999}",
              "{\"drawn\": -9}",
              "{\"drawn\": \"x\"}",
              "{\"columns\": {}}")) {
        terminal.tell(odd);
      }
      terminal.type("echo alive-$((3+3))\n");
      await().atMost(PATIENCE).until(() -> terminal.printed().contains("alive-6"));
      terminal.tell("no json");
      await().atMost(PATIENCE).until(terminal::isClosed);
    }
    try (TerminalUser terminal = open(work)) {
      terminal.type("echo back-$((4+4))\n");
      await().atMost(PATIENCE).until(() -> terminal.printed().contains("back-8"));
    }
  }

  @Test
  void aFloodThatNobodyDrawsStopsAndOneThatIsDrawnCanBeInterrupted() throws Exception {
    Work work = newWork("flood", ShortExercise.WORKSPACE);
    try (TerminalUser deaf =
        TerminalUser.open(work.browser().client(), port, work.path(), own(), false)) {
      await().atMost(PATIENCE).until(() -> deaf.printed().contains("$ "));
      deaf.type("yes $(printf '%0100d' 7)\n");
      await().atMost(PATIENCE).until(() -> deaf.bytes() > 100 * 1024);
      await()
          .atMost(PATIENCE)
          .during(Duration.ofSeconds(2))
          .until(deaf::bytes, bytes -> bytes < 256 * 1024);
    }
    try (TerminalUser quick =
        TerminalUser.open(work.browser().client(), port, work.path(), own())) {
      await().atMost(PATIENCE).until(() -> quick.bytes() > 512 * 1024);
      quick.type("\u0003");
      quick.type("echo stopped-$((5+5))\n");
      await().atMost(PATIENCE).until(() -> quick.printed().contains("stopped-10"));
    }
  }
}
