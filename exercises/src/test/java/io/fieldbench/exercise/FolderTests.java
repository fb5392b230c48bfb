package io.fieldbench.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbench.competency.FrameworkCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTests {
  @TempDir Path catalog;

  @Test
  void aFolderWithThreeMistakesHasAllThreeNamedAndTheOthersWork() {
    GoodFolder.in(catalog, "good");
    GoodFolder.in(catalog, "broken")
        .change("exercise.yaml", "step: 0.5", "step: 0.3")
        .change("lab.compose.yaml", "memory: 64M, ", "")
        .delete("brief.zh.md");

    var loaded = ExerciseCatalog.load(catalog, FrameworkCatalog.shipped());

    assertThat(loaded.entries())
        .extracting(ExerciseCatalog.Entry::id)
        .containsExactly("broken", "good");
    assertThat(loaded.find("good")).isPresent();
    assertThat(loaded.find("broken")).isEmpty();
    List<Problem> problems = loaded.entries().getFirst().problems();
    assertThat(problems).hasSize(3);
    assertThat(problems)
        .anySatisfy(p -> assertThat(p.path()).isEqualTo("/parameters/high/step"))
        .anySatisfy(
            p -> assertThat(p.toString()).startsWith("lab.compose.yaml: /").contains("memory"))
        .anySatisfy(p -> assertThat(p.file()).isEqualTo("brief.zh.md"));
  }

  @Test
  void absentFilesAreNamed() {
    assertThat(GoodFolder.in(catalog, "a").delete("exercise.yaml").problems())
        .containsExactly("exercise.yaml: the file is missing");
    assertThat(GoodFolder.in(catalog, "b").delete("lab.compose.yaml").problems())
        .containsExactly("lab.compose.yaml: the file is missing");
    assertThat(GoodFolder.in(catalog, "c").delete("brief.en.md").problems())
        .containsExactly("brief.en.md: the brief in this language is missing or empty");
    assertThat(GoodFolder.in(catalog, "d").delete("mutants/low/mutant.yaml").problems())
        .containsExactly("mutants: there are 3 mutants; write at least 4");
    assertThat(GoodFolder.in(catalog, "e").delete("starter/lab.properties").problems())
        .containsExactly("starter/: there are no starter files");
    assertThat(GoodFolder.in(catalog, "f").delete("solution/python/alarm.py").problems())
        .contains("solution: there is no reference solution; write solution/<name>/");
    assertThat(GoodFolder.in(catalog, "g").write("solution/python/b.py", "").problems())
        .contains("solution/python: must hold exactly one *.java or *.py file, and holds 2");
  }

  @Test
  void linksAndLargeOrOddlyNamedFilesAreRefused() throws IOException {
    Path secret = Files.writeString(catalog.resolve("secret.txt"), "secret");
    GoodFolder links = GoodFolder.in(catalog, "links");
    Files.createSymbolicLink(links.path().resolve("starter/notes.txt"), secret);
    Files.createSymbolicLink(links.path().resolve("checks"), catalog);
    assertThat(links.problems())
        .containsExactlyInAnyOrder(
            "starter/notes.txt: is a symbolic link; put the file itself here",
            "checks: is a symbolic link; put the file itself here");

    GoodFolder large = GoodFolder.in(catalog, "large");
    Files.write(large.path().resolve("starter/exact.bin"), new byte[1 << 20]);
    Files.write(large.path().resolve("starter/large.bin"), new byte[(1 << 20) + 1]);
    assertThat(large.problems()).containsExactly("starter/large.bin: is larger than 1 MiB");

    assertThat(GoodFolder.in(catalog, "odd").write("starter/a b.txt", "").problems())
        .containsExactly(
            "starter/a b.txt: a file's name has only letters, digits, dots, dashes and"
                + " underscores");
    assertThat(GoodFolder.in(catalog, "Bad_Name").problems())
        .containsExactly(".: the folder's name 'Bad_Name' is no id; write it as mqtt-basics");
  }

  @Test
  void aLinkedFolderIsRefusedAndAHiddenOneNotLookedAt() throws IOException {
    GoodFolder.in(catalog, ".git");
    GoodFolder real = GoodFolder.in(catalog, "real");
    Files.createSymbolicLink(catalog.resolve("linked"), real.path());

    var loaded = ExerciseCatalog.load(catalog, FrameworkCatalog.shipped());

    assertThat(loaded.entries())
        .extracting(ExerciseCatalog.Entry::id)
        .containsExactly("linked", "real");
    assertThat(loaded.find("linked")).isEmpty();
    assertThat(loaded.find("real")).isPresent();
  }

  @Test
  void anAbsentCatalogueIsAnErrorThatNamesIt() {
    Path absent = catalog.resolve("absent");
    FrameworkCatalog frameworks = FrameworkCatalog.shipped();
    assertThatThrownBy(() -> ExerciseCatalog.load(absent, frameworks))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void theHashChangesWithEveryNameAndContent() {
    byte[] ab = {'a', 'b'};
    byte[] a = {'a'};
    String hash = Hash.of(Map.of("x", ab, "y", a));
    assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(Hash.of(Map.of("y", a, "x", ab)));
    assertThat(hash)
        .isNotEqualTo(Hash.of(Map.of("x", a, "y", ab)))
        .isNotEqualTo(Hash.of(Map.of("x", ab, "z", a)))
        .isNotEqualTo(Hash.of(Map.of("x", ab)));
  }
}
