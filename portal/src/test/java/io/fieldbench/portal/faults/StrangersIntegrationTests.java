package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/** People without a session, in masses. */
@DirtiesContext
class StrangersIntegrationTests extends PortalIntegrationTest {
  private static final int REQUESTS = 600;

  @Test
  void strangersCannotFillTheDatabaseWithSessions() throws Exception {
    Browser known = signIn(people.newTrainee("known"));
    int before = sessions();
    int refused = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      var page =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in")).build();
      for (int i = 0; i < REQUESTS; i++) {
        var answer = client.send(page, BodyHandlers.ofString());
        if (answer.statusCode() == 429) {
          refused++;
          assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
          assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
          assertThat(answer.body()).contains("Too many visits").contains("访问过多");
        }
      }
    }
    assertThat(refused).isPositive();
    assertThat(sessions() - before).isLessThanOrEqualTo(REQUESTS - refused);
    // Whoever has a session does not notice.
    assertThat(known.get("/competencies/iiot-specialist").statusCode()).isEqualTo(200);
  }

  private int sessions() {
    return jdbc.sql("select count(*) from spring_session").query(Integer.class).single();
  }
}
