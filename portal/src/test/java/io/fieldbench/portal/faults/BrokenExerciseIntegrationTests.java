package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.exercise.Problem;
import io.fieldbench.portal.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A folder with mistakes is explained to instructors, hidden from trainees and harms no other. */
class BrokenExerciseIntegrationTests extends PortalIntegrationTest {
  private static final String BROKEN = ShortExercise.BROKEN;

  @Autowired Catalog catalog;

  @Test
  void theInstructorReadsEveryMistake() {
    List<Problem> problems =
        catalog.entries().stream()
            .filter(e -> e.id().equals(BROKEN))
            .flatMap(e -> e.problems().stream())
            .toList();
    assertThat(problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("/minutes", "/level", "/kit/plant");
    Browser instructor = signIn("instructor");
    assertThat(instructor.page("/instructor/exercises")).contains(BROKEN, ShortExercise.ID);
    String path = "/instructor/exercises/" + BROKEN;
    assertThat(problems)
        .allSatisfy(
            p -> assertThat(instructor.page(path)).contains(p.file(), p.path(), p.message()));
    assertThat(instructor.get(path).body()).doesNotContain("<script>alert");
  }

  @Test
  void traineesDoNotMeetItAndTheOthersWork() {
    Browser trainee = signIn("trainee");
    assertThat(trainee.page("/exercises")).contains("A short alarm").doesNotContain(BROKEN);
    assertThat(trainee.get("/exercises/" + BROKEN).statusCode()).isEqualTo(404);
    assertThat(trainee.post("/exercises/" + BROKEN + "/start").statusCode()).isEqualTo(404);
    assertThat(trainee.get("/exercises/" + ShortExercise.ID).statusCode()).isEqualTo(200);
  }
}
