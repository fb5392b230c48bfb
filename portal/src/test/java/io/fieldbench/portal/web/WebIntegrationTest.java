package io.fieldbench.portal.web;

import io.fieldbench.portal.web.DemoPages.InMemorySettings;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The portal with {@link DemoPages} on a port of its own, and a browser's way to ask it. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:web;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
    })
@Import(DemoPages.class)
abstract class WebIntegrationTest {
  static final String[] PAGE = {"Accept", "text/html"};

  final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Value("${local.server.port}")
  int port;

  @Autowired InMemorySettings settings;

  @AfterEach
  void forget() {
    settings.stored.clear();
    settings.failing = false;
    client.close();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
  }

  /** Posts a form as a page would that was fetched just now. */
  HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
    Matcher token =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
            .matcher(get("/demo/page", headers).body());
    if (!token.find()) {
      throw new AssertionError("the page has no form with a token");
    }
    String body =
        "_csrf="
            + token.group(1)
            + fields.entrySet().stream()
                .map(e ->
                    "&"
                        + e.getKey()
                        + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The header that signs a {@link DemoPages} user in. */
  static String[] as(String username, String... more) {
    String token =
        Base64.getEncoder().encodeToString((username + ":secret").getBytes(StandardCharsets.UTF_8));
    String[] headers = java.util.Arrays.copyOf(more, more.length + 2);
    headers[more.length] = "Authorization";
    headers[more.length + 1] = "Basic " + token;
    return headers;
  }
}
