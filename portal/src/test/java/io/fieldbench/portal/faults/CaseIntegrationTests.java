package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.exchange.CaseDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs of others, which nobody has signed in, read the frameworks by CASE. */
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CaseIntegrationTests extends PortalIntegrationTest {
  private static final String BASE = "/ims/case/v1p1";

  private final HttpClient client = HttpClient.newHttpClient();

  private String address() {
    return "http://127.0.0.1:" + port + BASE;
  }

  private HttpResponse<String> get(String address) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private JsonNode json(String address) {
    HttpResponse<String> answer = get(address);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    return JsonMapper.shared().readTree(answer.body());
  }

  private int sessions() {
    return jdbc.sql("select count(*) from spring_session").query(Integer.class).single();
  }

  @Test
  void everyShippedFrameworkIsReadWholeWithoutASession() {
    int before = sessions();
    JsonNode documents = json(address() + "/CFDocuments").path("CFDocuments");
    List<Framework> shipped = FrameworkCatalog.shipped().all();
    assertThat(documents).hasSameSizeAs(shipped);
    for (int i = 0; i < shipped.size(); i++) {
      JsonNode document = documents.path(i);
      assertThat(json(document.path("uri").asString())).isEqualTo(document);
      JsonNode whole = json(document.path("CFPackageURI").path("uri").asString());
      assertThat(
              CaseDocument.read("case.json", whole.toString().getBytes(StandardCharsets.UTF_8))
                  .framework())
          .usingRecursiveComparison()
          .ignoringFields("hash")
          .isEqualTo(shipped.get(i));
      String item = whole.at("/CFItems/0/identifier").asString();
      assertThat(json(address() + "/CFItems/" + item).at("/CFDocumentURI/uri"))
          .isEqualTo(document.path("uri"));
      assertThat(
              json(address() + "/CFItemAssociations/" + item).at("/CFItem/identifier").asString())
          .isEqualTo(item);
    }
    assertThat(sessions()).isEqualTo(before);
  }

  @Test
  void theListGoesPageByPage() {
    HttpResponse<String> first = get(address() + "/CFDocuments?limit=2&sort=title&fields=title");
    assertThat(first.headers().firstValue("X-Total-Count")).hasValue("3");
    assertThat(first.headers().firstValue("Link").orElseThrow())
        .contains(
            "<" + address() + "/CFDocuments?limit=2&offset=2>; rel=\"next\"",
            "<" + address() + "/CFDocuments?limit=2&offset=0>; rel=\"first\"",
            "<" + address() + "/CFDocuments?limit=2&offset=2>; rel=\"last\"")
        .doesNotContain("prev");
    HttpResponse<String> second =
        get(address() + "/CFDocuments?limit=2&offset=2&sort=title&fields=title");
    assertThat(second.headers().firstValue("Link").orElseThrow())
        .contains("offset=0>; rel=\"prev\"")
        .doesNotContain("next");
    List<JsonNode> documents =
        List.of(
            JsonMapper.shared().readTree(first.body()).at("/CFDocuments/0"),
            JsonMapper.shared().readTree(first.body()).at("/CFDocuments/1"),
            JsonMapper.shared().readTree(second.body()).at("/CFDocuments/0"));
    assertThat(documents).allMatch(d -> List.copyOf(d.propertyNames()).equals(List.of("title")));
    assertThat(documents)
        .extracting(d -> d.path("title").asString())
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            FrameworkCatalog.shipped().all().stream().map(f -> f.title().en()).toList());
    assertThat(json(address() + "/CFDocuments?offset=3").path("CFDocuments")).isEmpty();
  }

  @Test
  void whatCannotBeAnsweredIsToldInCasesWords() {
    fails("/CFDocuments?limit=0", 400, "limit", "invalid_selection_field");
    fails("/CFDocuments?limit=99999999999", 400, "limit", "invalid_selection_field");
    fails("/CFDocuments?offset=-1", 400, "offset", "invalid_selection_field");
    fails("/CFDocuments?fields=title,password", 400, "fields", "invalid_selection_field");
    fails("/CFDocuments?sort=password", 400, "sort", "invalid_sort_field");
    fails("/CFDocuments?sort=title&orderBy=up", 400, "orderBy", "invalid_sort_field");
    fails("/CFDocuments?filter=title%3D%27x%27", 400, "filter", "invalid_selection_field");
    String unknown = "00000000-0000-4000-8000-000000000000";
    fails("/CFItems/" + unknown, 404, "sourcedId", "unknownobject");
    fails("/CFRubrics/" + unknown, 404, "sourcedId", "unknownobject");
    fails("/CFPackages/cn-2-02-10-10", 404, "sourcedId", "invalid_uuid");
    assertThat(get(address() + "/CFItems").statusCode()).isIn(302, 404);
  }

  private void fails(String path, int status, String field, String code) {
    HttpResponse<String> answer = get(address() + path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    JsonNode info = JsonMapper.shared().readTree(answer.body());
    assertThat(info.path("imsx_codeMajor").asString()).isEqualTo("failure");
    assertThat(info.path("imsx_severity").asString()).isEqualTo("error");
    JsonNode minor = info.at("/imsx_codeMinor/imsx_codeMinorField/0");
    assertThat(minor.path("imsx_codeMinorFieldName").asString()).isEqualTo(field);
    assertThat(minor.path("imsx_codeMinorFieldValue").asString()).as(path).isEqualTo(code);
  }

  /**
   * One address's flood is stopped, and people still sign in from there. Last, since the other
   * tests ask from the same address.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  void aFloodOfQuestionsKeepsNobodyOut() {
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      if (get(address() + "/CFItems/x").statusCode() == 429) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
    assertThat(signIn(people.newTrainee("beside-a-flood")).get("/").statusCode()).isEqualTo(200);
  }
}
