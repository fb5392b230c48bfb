package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabId;
import io.fieldbench.portal.lab.LabView;
import io.fieldbench.portal.lab.Labs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole portal on a port of its own, with a database file, brokers and kits that are real. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(People.class)
abstract class PortalIntegrationTest {
  private static final AtomicInteger NEXT = new AtomicInteger();

  @Value("${local.server.port}")
  int port;

  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired Labs labs;

  @DynamicPropertySource
  static void folders(DynamicPropertyRegistry registry) throws IOException {
    Path data = newFolder();
    ShortExercise.in(data.resolve("content"), ShortExercise.ID, "3s");
    ShortExercise.withWorkspace(data.resolve("content"), "3s");
    ShortExercise.in(data.resolve("content"), ShortExercise.BROKEN, "3s")
        .change("minutes: 20", "minutes: soon")
        .change("level: \"2\"", "level: \"99\"")
        .change("plant: motor", "plant: \"<script>alert(1)</script>\"");
    registry.add("fieldbench.data", data::toString);
    registry.add("fieldbench.catalog.content", () -> data.resolve("content").toString());
  }

  /** A folder below {@code target} that no other test uses. */
  static Path newFolder() throws IOException {
    Path parent = Files.createDirectories(Path.of("target/faults").toAbsolutePath());
    return Files.createTempDirectory(parent, "data-");
  }

  /** A trainee at work: signed in, enrolled, with a lab. */
  record Work(String username, Browser browser, UUID enrolment) {
    String path() {
      return "/work/" + enrolment;
    }
  }

  Browser signIn(String username) {
    return Browser.signedIn(port, username, people.password(username));
  }

  /** A new trainee who has started the short exercise and whose lab is ready. */
  Work newWork(String name) {
    return newWork(name, ShortExercise.ID);
  }

  /** The same with another exercise. */
  Work newWork(String name, String exercise) {
    Work work = startWork(name, exercise);
    await().atMost(Duration.ofSeconds(30)).until(() -> lab(work).ready());
    await().atMost(Duration.ofSeconds(15)).until(() -> kitIsHeard(work));
    return work;
  }

  private Work startWork(String name, String exercise) {
    String username = people.newTrainee(name + "-" + NEXT.incrementAndGet());
    Browser browser = signIn(username);
    String target = Browser.location(browser.post("/exercises/" + exercise + "/start"));
    assertThat(target).contains("/work/");
    return new Work(
        username, browser, UUID.fromString(target.substring(target.lastIndexOf('/') + 1)));
  }

  private static boolean kitIsHeard(Work work) {
    return work.browser().get(work.path() + "/part/kit").body().contains("GOOD");
  }

  LabView lab(Work work) {
    return labs.find(labId(work)).orElseThrow();
  }

  LabId labId(Work work) {
    return new LabId(
        jdbc.sql("select lab_id from enrolment where id = :id")
            .param("id", work.enrolment())
            .query(String.class)
            .single());
  }

  Lab handle(Work work) {
    return labs.handle(labId(work)).orElseThrow();
  }

  MqttUser trainee(Work work) {
    Lab lab = handle(work);
    var endpoint = lab.endpoints().get("mqtt");
    var own = lab.credentials("trainee");
    return MqttUser.connect(endpoint.host(), endpoint.port(), own.username(), own.password());
  }

  /** Where the candidate's alarms belong. */
  String alarmTopic(Work work) {
    return lab(work).kit().readings().get("motor-temperature").replace("/t", "/alarm");
  }

  /** The attempts of an enrolment, oldest first. */
  List<Map<String, Object>> attempts(Work work) {
    return jdbc.sql("select * from attempt where enrolment_id = :id order by requested_at")
        .param("id", work.enrolment())
        .query()
        .listOfRows();
  }

  /** The newest attempt once it is in that state. */
  Map<String, Object> awaitAttempt(Work work, String state) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> attempts(work).getLast(), a -> state.equals(a.get("state")));
  }

  long recordEntries(Object attempt) {
    return jdbc.sql("select count(*) from record_entry where attempt_id = :id")
        .param("id", attempt)
        .query(Long.class)
        .single();
  }

  /** The stored evidence of an attempt, where there is any. */
  List<String> evidence(Object attempt) {
    return jdbc.sql("select evidence from attempt_evidence where attempt_id = :id")
        .param("id", attempt)
        .query(String.class)
        .list();
  }
}
