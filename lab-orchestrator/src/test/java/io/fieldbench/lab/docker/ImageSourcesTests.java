package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.lab.LabException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourcesTests {
  private static ImageSources of(String dockerfile, String file) {
    return new ImageSources(
        "x", Map.of("Dockerfile", dockerfile.getBytes(), "a/b", file.getBytes()));
  }

  @Test
  void allFoldersArePacked() throws IOException {
    var packed = ImageSources.packed();
    try (var folders = Files.list(Path.of("../docker"))) {
      assertThat(packed)
          .extracting(ImageSources::name)
          .containsExactlyElementsOf(
              folders
                  .filter(Files::isDirectory)
                  .map(folder -> folder.getFileName().toString())
                  .sorted()
                  .toList());
    }
    assertThat(packed).extracting(ImageSources::name).contains("gate", "mosquitto", "workspace");
  }

  @Test
  void everyImageIsDescribedBeginsFromTheBaseAndRunsAsSomebodyElseThanRoot() throws IOException {
    String readme = Files.readString(Path.of("../docker/README.md"));
    for (ImageSources image : ImageSources.packed()) {
      assertThat(image.bases()).containsExactly("debian:bookworm-slim");
      assertThat(readme)
          .contains("[%s](%s) `%s`".formatted(image.name(), image.name(), image.tag()));
      String dockerfile = new String(image.files().get("Dockerfile"), StandardCharsets.UTF_8);
      assertThat(dockerfile).containsPattern("(?m)^USER [1-9]\\d+:[1-9]\\d+$");
    }
  }

  /** Debian's own revisions are left open: they mend security faults, and older ones vanish. */
  @Test
  void everyPackageIsPinnedToItsUpstreamVersion() {
    for (ImageSources image : ImageSources.packed()) {
      String dockerfile = new String(image.files().get("Dockerfile"), StandardCharsets.UTF_8);
      assertThat(packages(dockerfile))
          .as(image.name())
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each).matches("'[a-z\\d.+-]+=[\\d:]+[\\da-z.:]*\\*'"));
    }
    assertThat(
            packages(
                "RUN apt-get install -y \\\n  -q a 'b=1*' \\\n  && rm c\nRUN apt-get install d"))
        .containsExactly("a", "'b=1*'", "d");
  }

  private static List<String> packages(String dockerfile) {
    return Pattern.compile("apt-get install ([^&\n]*)")
        .matcher(dockerfile.replaceAll("\\\\\n", " "))
        .results()
        .flatMap(found -> Stream.of(found.group(1).strip().split("\\s+")))
        .filter(word -> !word.startsWith("-"))
        .toList();
  }

  @Test
  void theHashIsThatOfNamesAndContents() {
    String hash = of("FROM a:1", "text").hash();
    assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(of("FROM a:1", "text").hash());
    assertThat(hash).isNotEqualTo(of("FROM a:1", "texT").hash());
    assertThat(hash).isNotEqualTo(of("FROM a:2", "text").hash());
    var renamed =
        new ImageSources(
            "x", Map.of("Dockerfile", "FROM a:1".getBytes(), "a/c", "text".getBytes()));
    assertThat(hash).isNotEqualTo(renamed.hash());
  }

  @Test
  void theContextHoldsTheFiles() throws IOException {
    var sources = of("FROM a:1", "text");
    var found = new ArrayList<String>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(sources.tar()))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        found.add(entry.getName() + " " + new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(found).containsExactly("Dockerfile FROM a:1", "a/b text");
    assertThat(sources.tar()).isEqualTo(of("FROM a:1", "text").tar());
  }

  @Test
  void aFolderWithoutDockerfileIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageSources("kettle", Map.of("a", new byte[0])))
        .withMessageContaining("kettle");
  }

  @Test
  void whereNoEngineAnswersItSaysSo(@TempDir Path folder) {
    try (var images = new Images("unix://" + folder.resolve("none.sock"))) {
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(images::list)
          .withMessageContaining(folder.toString())
          .withMessageContaining("does not answer");
      assertThatExceptionOfType(LabException.class).isThrownBy(() -> images.build("gate", s -> {}));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> images.build("kettle", s -> {}))
          .withMessageContaining("kettle")
          .withMessageContaining("mosquitto");
    }
  }
}
