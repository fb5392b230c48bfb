package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.FrameworkWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** ESCO v1.2.0 as it was published, where its files lie beside this checkout. */
@EnabledIf(value = "isHere", disabledReason = "ESCO's files do not lie in ../shared/esco/v1.2.0")
class PublishedEscoTests {
  static boolean isHere() {
    return Beside.isHere("esco/v1.2.0");
  }

  private static final Path FOLDER = Beside.path("esco/v1.2.0");

  @Test
  void theShippedFrameworkHasTheLabelsTypesAndAddressesOfTheFiles() {
    Framework shipped = FrameworkCatalog.shipped().framework("esco-2512-9").orElseThrow();
    Framework read = EscoFiles.occupation(FOLDER, Optional.empty(), "2512.9", Optional.of(shipped));
    assertThat(read.edition()).isEqualTo("v1.2.0").isEqualTo(shipped.edition());
    assertThat(read.id()).isEqualTo(shipped.id());
    assertThat(read.title()).isEqualTo(shipped.title());
    assertThat(read.uri()).isEqualTo(shipped.uri());
    assertThat(read.source().en())
        .contains("ISCO group 2512, Software developers", "is ours, not ESCO's");
    assertThat(read.description().en()).startsWith("IoT developers analyse and gather data");
    assertThat(read.competencies())
        .hasSize(20)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("statement")
        .isEqualTo(shipped.competencies());
    assertThat(read.competencies())
        .noneMatch(
            c -> c.statement().en().equals(shipped.find(c.code()).orElseThrow().statement().en()));
    Framework again = FrameworkReader.read("f.yaml", FrameworkWriter.write(read));
    assertThat(FrameworkWriter.same(again, read)).isTrue();
  }

  @Test
  void allSkillsOfTheCollections() {
    Framework read = EscoFiles.skills(FOLDER, Optional.empty());
    // 1284 digital, 591 green and 95 transversal, of which some stand in two.
    assertThat(read.competencies()).hasSize(1943);
    assertThat(read.competencies().stream().map(Competency::code).distinct()).hasSize(1943);
    assertThat(read.sections())
        .filteredOn(s -> s.parent() == null)
        .extracting(s -> s.id())
        .containsExactly("digital", "green", "transversal");
    assertThat(read.path(read.find("70a7b3b3-31ef-4b29-a30f-bb7299dff39b").orElseThrow()))
        .extracting(s -> s.title().en())
        .startsWith("Digital skills")
        .hasSize(2);
    Framework again = FrameworkReader.read("f.yaml", FrameworkWriter.write(read));
    assertThat(FrameworkWriter.same(again, read)).isTrue();
  }

  @Test
  void everyOccupationCodeIsFound() throws Exception {
    assertThat(Files.exists(FOLDER.resolve("occupations_en.csv"))).isTrue();
    Framework shipped = FrameworkCatalog.shipped().framework("esco-2512-9").orElseThrow();
    Framework other =
        EscoFiles.occupation(FOLDER, Optional.empty(), "2654.1.7", Optional.of(shipped));
    assertThat(other.id()).isEqualTo("esco-2654-1-7");
    assertThat(other.title().zh()).isEqualTo("technical director (ESCO 2654.1.7)");
  }
}
