package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.FrameworkWriter;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.catalog.FrameworkVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every version of a framework that was in use can be read, with what it changed. */
class FrameworkVersionsIntegrationTests extends PortalIntegrationTest {
  @Autowired Catalog catalog;

  /**
   * The sector card as it might have been two years ago: one level's title and one code were
   * others.
   */
  private Framework older(Framework now) {
    String text = new String(FrameworkWriter.write(now), StandardCharsets.UTF_8);
    String code = now.competencies().getFirst().code();
    String title = now.levels().getFirst().title().en();
    String old =
        text.replaceFirst("edition: .*", "edition: \"2024\"")
            .replace(code, "OLD-1")
            .replaceFirst("en: \"?" + title + "\"?", "en: A <b>former</b> title");
    return FrameworkReader.read("old.yaml", old.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatRecordsAreAboutStaysToBeRead() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(catalog.versions())
                .extracting(FrameworkVersion::hash)
                .containsAll(catalog.frameworks().stream().map(Framework::hash).toList()));
    Framework now = catalog.framework("iiot-specialist").orElseThrow();
    assertThat(catalog.version(now.hash())).contains(now);

    Framework old = older(now);
    jdbc.sql(
            """
            insert into framework_version (hash, framework, edition, definition, added_at)
            values (:hash, :id, :edition, :definition, :at) on conflict do nothing\
            """)
        .param("hash", old.hash())
        .param("id", old.id())
        .param("edition", old.edition())
        .param("definition", new String(FrameworkWriter.write(old), StandardCharsets.UTF_8))
        .param("at", OffsetDateTime.of(2024, 5, 1, 0, 0, 0, 0, ZoneOffset.UTC))
        .update();
    Browser trainee = signIn("trainee");
    String path = "/competencies/iiot-specialist/versions";
    assertThat(trainee.get(path).body())
        .contains("Changes since edition 2024", "OLD-1", "A &lt;b&gt;former&lt;/b&gt; title")
        .doesNotContain("<b>former");
    assertThat(trainee.page(path + "?shown=" + old.hash()))
        .contains("Edition 2024", "This is the first version here", "OLD-1");
    assertThat(trainee.get(path + "?shown=" + "0".repeat(64)).statusCode()).isEqualTo(404);
    assertThat(trainee.get("/competencies/esco-2512-9/versions?shown=" + old.hash()).statusCode())
        .as("of another framework")
        .isEqualTo(404);
    assertThat(trainee.page(path))
        .as("what moved is named, and what of a part changed")
        .contains(", code", ", title", now.competencies().getFirst().title().en());
    assertThat(trainee.page(path)).doesNotContain("<details class=\"fb-body\" open");
    String standard = "/competencies/cn-2-02-10-10/versions";
    assertThat(trainee.page(standard))
        .contains("1–200 of 452", standard + "?shown=", "page=1")
        .doesNotContain("3-K5.2.3");
    assertThat(trainee.page(standard + "?code=3-K5.2.3"))
        .as("where a code stands, to which a record leads")
        .contains("401–452 of 452", "id=\"3-K5.2.3\"");
    assertThat(trainee.page(standard + "?page=99")).contains("401–452 of 452");
    assertThat(trainee.page(standard + "?code=nothing")).contains("1–200 of 452");
    assertThat(Browser.stranger(port).get(path).statusCode()).isNotEqualTo(200);
  }
}
