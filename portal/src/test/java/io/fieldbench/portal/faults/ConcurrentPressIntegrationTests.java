package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Double clicks and several tabs: however often something is asked for, it happens once. */
class ConcurrentPressIntegrationTests extends PortalIntegrationTest {
  private static final int PRESSES = 20;

  @Test
  void twentyStartsAtOnceMakeOneEnrolmentAndOneLab() throws Exception {
    String user = people.newTrainee("double-click");
    Browser tab = signIn(user);
    Browser other = signIn(user);
    List<HttpResponse<String>> answers =
        atOnce(i -> (i % 2 == 0 ? tab : other).post("/exercises/short-alarm/start"));
    assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(302));
    assertThat(answers.stream().map(Browser::location).distinct()).hasSize(1);
    assertThat(count("enrolment where user_id = (" + idOf(user) + ")")).isEqualTo(1);
    assertThat(count("lab_session where owner_id = (" + idOf(user) + ")")).isEqualTo(1);
  }

  @Test
  void twentyChecksAtOnceMakeOneAttempt() throws Exception {
    Work work = newWork("impatient");
    Browser tab = signIn(work.username());
    List<HttpResponse<String>> answers =
        atOnce(i -> (i % 2 == 0 ? work.browser() : tab).post(work.path() + "/check"));
    assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(302));
    assertThat(answers).allSatisfy(a -> assertThat(Browser.location(a)).endsWith(work.path()));
    assertThat(attempts(work)).hasSize(1);
    var graded = awaitAttempt(work, "GRADED");
    assertThat(graded).containsEntry("number", 1).containsEntry("tries", 1);
    assertThat(attempts(work)).hasSize(1);
    assertThat(recordEntries(graded.get("id"))).isEqualTo(2);
  }

  private interface Press {
    HttpResponse<String> at(int index);
  }

  private static List<HttpResponse<String>> atOnce(Press press) throws Exception {
    var together = new CyclicBarrier(PRESSES);
    try (var pool = Executors.newFixedThreadPool(PRESSES)) {
      List<Callable<HttpResponse<String>>> presses =
          IntStream.range(0, PRESSES)
              .<Callable<HttpResponse<String>>>mapToObj(i ->
                  () -> {
                    together.await();
                    return press.at(i);
                  })
              .toList();
      return pool.invokeAll(presses).stream().map(Future::resultNow).toList();
    }
  }

  private long count(String from) {
    return jdbc.sql("select count(*) from " + from).query(Long.class).single();
  }

  private static String idOf(String username) {
    return "select id from user_account where username = '" + username + "'";
  }
}
