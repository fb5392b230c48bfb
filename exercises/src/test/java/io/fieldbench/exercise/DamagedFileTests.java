package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.FrameworkCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a file is damaged, the folder is listed, and what is published can be used. */
class DamagedFileTests {
  private static final String PUNCTUATION = "{}[]:,\"'#&*-${}\n\t/0aé";
  private static final int ROUNDS = 400;

  private final FrameworkCatalog frameworks = FrameworkCatalog.shipped();
  private final Random random = new Random(20260101);

  @TempDir Path catalog;

  @Test
  void noDamageStopsTheCatalogue() throws IOException {
    GoodFolder folder = GoodFolder.in(catalog, "damaged");
    GoodFolder.in(catalog, "good");
    int refused = 0;
    for (String file :
        List.of("exercise.yaml", "lab.compose.yaml", "mutants/low/mutant.yaml", "brief.en.md")) {
      String whole = Files.readString(folder.path().resolve(file));
      for (int round = 0; round < ROUNDS / 4; round++) {
        folder.write(file, round % 2 == 0 ? withoutALine(whole) : withOddCharacters(whole));
        var loaded = ExerciseCatalog.load(catalog, frameworks);
        assertThat(loaded.find("good")).isPresent();
        var entry = loaded.entries().getFirst();
        assertThat(entry.exercise().isEmpty()).isEqualTo(!entry.problems().isEmpty());
        entry.exercise().ifPresent(e -> assertThat(Proof.of(e.forCandidate(3))).hasSize(5));
        refused += entry.problems().isEmpty() ? 0 : 1;
      }
      folder.write(file, whole);
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  private String withoutALine(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    lines.remove(random.nextInt(lines.size()));
    return String.join("\n", lines);
  }

  private String withOddCharacters(String text) {
    var damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      char odd = PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length()));
      damaged.setCharAt(random.nextInt(damaged.length()), odd);
    }
    return damaged.toString();
  }
}
