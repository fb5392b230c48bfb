package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an institution imports is for people who are signed in, until it says otherwise. */
class OpenFrameworkIntegrationTests {
  private static final String SECRET = "only for our own people";

  private PortalProcess portal;
  private Path file;

  @BeforeEach
  void card() throws Exception {
    Path folder = PortalIntegrationTest.newFolder();
    portal = new PortalProcess(folder);
    String card = Files.readString(Path.of("../competency-maps/frameworks/iiot-specialist.yaml"));
    file =
        Files.writeString(
            folder.resolve("card.yaml"),
            card.replaceFirst("(?m)^source:$\\R.*$\\R.*$", "source: " + SECRET));
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  /** All that a stranger reads by CASE. */
  private String read() throws Exception {
    portal.start();
    Browser stranger = Browser.stranger(portal.port());
    JsonNode documents =
        JsonMapper.shared().readTree(stranger.get("/ims/case/v1p1/CFDocuments").body());
    assertThat(documents.path("CFDocuments")).hasSize(3);
    var all = new StringBuilder();
    for (JsonNode document : documents.path("CFDocuments")) {
      String path = "/ims/case/v1p1/CFPackages/" + document.path("identifier").asString();
      all.append(document).append(stranger.get(path).body());
    }
    assertThat(portal.signIn("trainee").page("/competencies/iiot-specialist")).contains(SECRET);
    portal.kill();
    return all.toString();
  }

  @Test
  void anImportedFrameworkIsOpenWhenItsInstitutionSaysSo() throws Exception {
    assertThat(portal.importFramework(file)).contains("Imported: iiot-specialist");
    assertThat(read()).doesNotContain(SECRET).contains("iiot-specialist");
    assertThat(portal.importFramework(file, "--public")).contains("anyone may read it now");
    assertThat(read()).contains(SECRET);
    assertThat(portal.importFramework(file)).contains("it is no longer public");
    assertThat(read()).doesNotContain(SECRET);
  }

  /** A package of another program keeps its identifiers, and what no framework has a place for. */
  @Test
  void anImportedPackageIsServedAsItsOwn() throws Exception {
    Path json = Files.writeString(file.resolveSibling("pumps.json"), CasePackage.PUMPS);
    assertThat(portal.importFramework(json, "--public")).contains("Imported: pumps");
    portal.start();
    Browser stranger = Browser.stranger(portal.port());
    String service = "/ims/case/v1p1/";
    JsonNode rubric =
        JsonMapper.shared()
            .readTree(stranger.get(service + "CFRubrics/" + CasePackage.RUBRIC).body());
    assertThat(rubric.path("title").asString()).isEqualTo("Priming, marked");
    JsonNode whole =
        JsonMapper.shared()
            .readTree(stranger.get(service + "CFPackages/" + CasePackage.DOCUMENT).body());
    assertThat(whole.path("CFRubrics").path(0)).isEqualTo(rubric);
    assertThat(whole.path("CFDocument").path("publisher").asString()).isEqualTo("The guild");
    assertThat(portal.signIn("trainee").page("/competencies/pumps/versions"))
        .contains(service + "CFPackages/" + CasePackage.DOCUMENT);
  }
}
