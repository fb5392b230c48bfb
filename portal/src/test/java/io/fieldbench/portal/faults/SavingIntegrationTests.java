package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabId;
import io.fieldbench.portal.lab.LabState;
import io.fieldbench.portal.workspace.SaveState;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The copies that are made of a workspace, and what comes back of them. */
@ExtendWith(OutputCaptureExtension.class)
class SavingIntegrationTests extends DockerWorkspaceTest {
  @Test
  void filesAreSavedWhenTheyAreQuietAndComeBackToAContainerThatDied() throws Exception {
    Work work = newWork();
    await().atMost(PATIENCE).until(() -> copied(work) == 1);
    shell(work, "echo one > work.txt; rm lab.properties");
    await().atMost(PATIENCE).until(() -> saved(work).contains("Saved"));
    await().atMost(PATIENCE).until(() -> isSavedWith(work, "work.txt", "one\n"));
    String before = sha256(work);
    shell(work, "chmod +x work.txt");
    await().atMost(PATIENCE).until(() -> !sha256(work).equals(before));

    Lab lost = handle(work);
    var address = lost.endpoints().get("mqtt");
    // As when the Engine is restarted: every process of the container ends.
    workspace(work).launch(List.of("sh", "-c", "kill -9 -1"));
    lost.faults().stop("desk");
    await().atMost(PATIENCE).until(() -> !lab(work).ready());
    await().atMost(PATIENCE).until(() -> lab(work).ready() && handle(work) != lost);
    assertThat(handle(work).endpoints().get("mqtt")).isEqualTo(address);
    assertThat(workspace(work).readText("work.txt", 100)).isEqualTo("one\n");
    shell(work, "test -x work.txt");
    // What the trainee had removed stays removed.
    assertThat(workspace(work).list(100)).noneMatch(e -> e.path().equals("lab.properties"));
  }

  /** By what the program itself wrote and when, in seconds. */
  @Test
  void whatNeverRestsIsSavedAllTheSameAndAtTheEndOfTheLabsTime() throws Exception {
    Work work = newWork();
    workspace(work)
        .launch(
            List.of(
                "sh",
                "-c",
                "date +%s > begun; while :; do date +%s > new; mv new clock; sleep 0.2; done"));
    long first = await().atMost(PATIENCE).until(() -> copied(work, "clock"), clock -> clock > 0);
    assertThat(first - copied(work, "begun")).isBetween(0L, 15L);
    long second =
        await().atMost(PATIENCE).until(() -> copied(work, "clock"), clock -> clock > first);
    assertThat(second - first).isBetween(1L, 15L);

    shell(work, "echo last > work.txt");
    expire(work, Duration.ofSeconds(1));
    await().atMost(PATIENCE).until(() -> lab(work).state() == LabState.EXPIRED);
    assertThat(isSavedWith(work, "work.txt", "last\n")).isTrue();
  }

  /** A number in a file of the copy; 0 where there is no such file. */
  private long copied(Work work, String file) throws IOException {
    return Long.parseLong(copy(work).getOrDefault(file, "0").strip());
  }

  private String sha256(Work work) {
    return jdbc.sql("select sha256 from workspace_copy where enrolment_id = :id")
        .param("id", work.enrolment())
        .query(String.class)
        .single();
  }

  /**
   * More files than are saved: the trainee's own doing, which only they can mend, before the lab's
   * end and after it.
   */
  @Test
  void whatCannotBeSavedIsSaidAndNotDestroyedInSilence(CapturedOutput log) throws Exception {
    Work work = newWork();
    shell(work, "echo good > good.txt");
    await().atMost(PATIENCE).until(() -> isSavedWith(work, "good.txt", "good\n"));
    makeTooManyFiles(work);
    assertThat(saved(work)).contains("Not saved: more than 500 files and folders");
    assertThat(saidIn("zh", work)).contains("未保存：文件和文件夹超过 500 个").doesNotContain("Not saved");
    assertThat(saidIn("en", work)).contains("What was said");
    assertThat(isSavedWith(work, "good.txt", "good\n")).isTrue();
    assertThat(Browser.location(work.browser().get(work.path() + "/workspace.zip")))
        .endsWith("?notice=files-bounds");
    assertThat(work.browser().page(work.path() + "/files")).contains("Only the first 500");

    // As a portal that starts anew finds them: newer than the copy.
    shell(work, "echo newest > good.txt; rm -rf .[!.]*");
    desks.open(work.enrolment(), handle(work), workspace(work), Map.of());
    assertThat(workspace(work).readText("good.txt", 100)).isEqualTo("newest\n");

    String notEnded = Browser.location(work.browser().post(work.path() + "/lab/close"));
    assertThat(notEnded).endsWith("?notice=not_saved");
    assertThat(work.browser().page(notEnded.substring(notEnded.indexOf("/work/"))))
        .contains("Lab running", "End it anyway");
    expire(work, Duration.ofSeconds(1));
    await().atMost(PATIENCE).until(() -> log.getOut().contains("but it is not ended yet"));
    assertThat(work.browser().page(work.path())).contains("The time of this lab is over.");
    shell(work, "rm -r many lab.properties; mkdir lab.properties; echo own > lab.properties/own");
    shell(work, "echo better > good.txt");
    await().atMost(PATIENCE).until(() -> lab(work).state() == LabState.EXPIRED);
    assertThat(isSavedWith(work, "good.txt", "better\n")).isTrue();
    assertThat(work.browser().page(work.path())).doesNotContain("could not be saved");

    startAgain(work);
    // The starter has a file of that name.
    assertThat(workspace(work).readText("lab.properties/own", 100)).isEqualTo("own\n");
    makeTooManyFiles(work);
    expire(work, Duration.ofMinutes(11));
    await().atMost(PATIENCE).until(() -> lab(work).state() == LabState.EXPIRED);
    assertThat(work.browser().page(work.path()))
        .contains("The last changes could not be saved before it ended.", "500 files");

    startAgain(work);
    makeTooManyFiles(work);
    work.browser().post(work.path() + "/lab/close", "anyway", "true");
    assertThat(lab(work).state()).isEqualTo(LabState.CLOSED);
    assertThat(isSavedWith(work, "good.txt", "better\n")).isTrue();
  }

  private static String saidIn(String language, Work work) {
    work.browser().post("/settings/language", "language", language, "to", "/");
    return saved(work);
  }

  private void makeTooManyFiles(Work work) throws IOException {
    shell(work, "mkdir many; cd many; i=0; while [ $i -lt 600 ]; do : > f$i; i=$((i+1)); done");
    await().atMost(PATIENCE).until(() -> saved(work).contains("Not saved:"));
  }

  private void startAgain(Work work) {
    work.browser().post("/exercises/" + ShortExercise.WORKSPACE + "/start");
    await().atMost(PATIENCE).until(() -> lab(work).ready());
  }

  /** Lets the time of its lab have ended that long ago. */
  private void expire(Work work, Duration ago) {
    jdbc.sql("update lab_session set expires_at = :at where id = :id")
        .param("at", Timestamp.from(Instant.now().minus(ago)))
        .param("id", labId(work).value())
        .update();
  }

  /** As a portal has it that did not hear for a while that others went on. */
  @Test
  void aLabThatIsNotTheNewestOrIsKeptElsewhereDoesNotOverwriteTheCopy() throws Exception {
    Work work = newWork();
    LabId old = labId(work);
    shell(work, "echo first > work.txt");
    await().atMost(PATIENCE).until(() -> isSavedWith(work, "work.txt", "first\n"));

    jdbc.sql(
            "insert into lab_session (id, owner_id, runtime, state, request, kit, created_at,"
                + " expires_at, version) select 'newer', owner_id, runtime, 'CLOSED', request, kit,"
                + " created_at, expires_at, 0 from lab_session where id = :id")
        .param("id", old.value())
        .update();
    changeLab(work, "newer");
    desks.workspace(old).orElseThrow().write("work.txt", "stale\n".getBytes());
    await().atMost(PATIENCE).until(() -> phase(old) == SaveState.Phase.NOT_SAVED);
    assertThat(isSavedWith(work, "work.txt", "first\n")).isTrue();
    changeLab(work, old.value());
    await().atMost(PATIENCE).until(() -> isSavedWith(work, "work.txt", "stale\n"));

    desks.workspace(old).orElseThrow().write("work.txt", "staler\n".getBytes());
    jdbc.sql("update lab_session set portal = 'another' where id = :id")
        .param("id", old.value())
        .update();
    String installation = jdbc.sql("select id from installation").query(String.class).single();
    await().atMost(PATIENCE).until(() -> DockerHere.containers(installation).isEmpty());
    assertThat(isSavedWith(work, "work.txt", "stale\n")).isTrue();
  }

  private void changeLab(Work work, String lab) {
    jdbc.sql("update enrolment set lab_id = :lab where id = :id")
        .param("lab", lab)
        .param("id", work.enrolment())
        .update();
  }

  private SaveState.Phase phase(LabId lab) {
    return desks.saveState(lab).orElseThrow().phase();
  }
}
