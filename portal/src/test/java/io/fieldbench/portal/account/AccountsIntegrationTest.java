package io.fieldbench.portal.account;

import io.fieldbench.portal.audit.AuditLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The portal on a port and a database file of its own, and browsers that sign in to it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AccountsIntegrationTest {
  @Value("${local.server.port}")
  int port;

  @Autowired AccountChanges changes;
  @Autowired Accounts accounts;
  @Autowired AuditLog audit;
  @Autowired JdbcClient jdbc;

  private final List<Browser> browsers = new ArrayList<>();

  /** One folder for all classes, as they share the application. */
  private static final Path DATA = temporary();

  @DynamicPropertySource
  static void data(DynamicPropertyRegistry registry) {
    registry.add("fieldbench.data", DATA::toString);
  }

  @AfterEach
  void closeBrowsers() {
    browsers.forEach(browser -> browser.client.close());
  }

  record User(String name, String password) {}

  /** A new user, so that no test meets the throttle of another. */
  User user(Role... roles) {
    String name = "u" + UUID.randomUUID().toString().substring(0, 12);
    return new User(name, changes.add(null, name, "Name of " + name, Set.of(roles)));
  }

  Browser browser() {
    Browser browser = new Browser("127.0.0.1");
    browsers.add(browser);
    return browser;
  }

  /** A browser that the portal sees under another address of this machine. */
  Browser browserAt(String address) {
    Browser browser = new Browser(address);
    browsers.add(browser);
    return browser;
  }

  Browser signedIn(User user) {
    Browser browser = browser();
    var answer = browser.signIn(user.name(), user.password());
    if (answer.statusCode() != 302) {
      throw new AssertionError("not signed in: " + answer.statusCode() + " " + answer.body());
    }
    return browser;
  }

  final class Browser {
    final CookieManager cookies = new CookieManager();
    private final HttpClient client;

    private Browser(String address) {
      try {
        client =
            HttpClient.newBuilder()
                .cookieHandler(cookies)
                .localAddress(java.net.InetAddress.getByName(address))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
      } catch (java.net.UnknownHostException e) {
        throw new UncheckedIOException(e);
      }
    }

    HttpResponse<String> get(String path, String... headers) {
      return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    HttpResponse<String> page(String path) {
      return get(path, "Accept", "text/html");
    }

    /** Fills in a form of the page {@code from}, whose token it takes. */
    HttpResponse<String> post(String from, String path, Map<String, String> fields) {
      return postWithToken(token(page(from).body()), path, fields);
    }

    HttpResponse<String> postWithToken(String token, String path, Map<String, String> fields) {
      String body =
          fields.entrySet().stream()
              .map(field -> field.getKey() + "=" + encoded(field.getValue()))
              .collect(Collectors.joining("&", "_csrf=" + encoded(token) + "&", ""));
      return form(path, body, "Accept", "text/html");
    }

    HttpResponse<String> form(String path, String body, String... headers) {
      return send(
          HttpRequest.newBuilder(uri(path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(body)),
          headers);
    }

    /** Asks for a path that no {@link URI} can hold, in the session of this browser. */
    String rawGet(String path) {
      page("/sign-in");
      try (Socket socket = new Socket("127.0.0.1", port)) {
        String request =
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/html\r\nCookie: fieldbench=%s\r\nConnection: close\r\n\r\n"
                .formatted(path, port, sessionCookie());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    HttpResponse<String> signIn(String name, String password) {
      return post("/sign-in", "/sign-in", Map.of("username", name, "password", password));
    }

    /** Whether the account page opens. */
    boolean isIn() {
      return page("/account").statusCode() == 200;
    }

    String sessionCookie() {
      return cookies.getCookieStore().getCookies().stream()
          .filter(cookie -> cookie.getName().equals("fieldbench"))
          .map(java.net.HttpCookie::getValue)
          .findFirst()
          .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
      if (headers.length > 0) {
        request.headers(headers);
      }
      try {
        return client.send(request.build(), BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  static String token(String page) {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
    if (!token.find()) {
      throw new AssertionError("the page has no form with a token: " + page);
    }
    return token.group(1);
  }

  static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(location -> location.replaceFirst("^https?://127\\.0\\.0\\.1:\\d+", ""))
        .orElse("(none)");
  }

  List<String> auditOf(String username) {
    return jdbc.sql("select action from audit_entry where subject = :subject order by at")
        .param("subject", "account/" + username)
        .query(String.class)
        .list();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("fieldbench-accounts");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
