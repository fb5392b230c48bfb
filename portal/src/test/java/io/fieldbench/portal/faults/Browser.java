package io.fieldbench.portal.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** One visitor of a portal: keeps cookies, sends the forms' token, follows no redirect. */
final class Browser {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final int port;
  private String token;

  private Browser(int port) {
    this.port = port;
  }

  /** A visitor who is not signed in. */
  static Browser stranger(int port) {
    var browser = new Browser(port);
    browser.token = browser.tokenOn("/sign-in");
    return browser;
  }

  static Browser signedIn(int port, String username, String password) {
    Browser browser = stranger(port);
    HttpResponse<String> answer =
        browser.post("/sign-in", "username", username, "password", password);
    String target = location(answer);
    if (answer.statusCode() >= 400 || target.contains("sign-in")) {
      throw new AssertionError(username + " cannot sign in: " + answer.statusCode());
    }
    browser.token = browser.tokenOn("/competencies/iiot-specialist");
    return browser;
  }

  /** With this visitor's cookies. */
  HttpClient client() {
    return client;
  }

  private String tokenOn(String page) {
    Matcher found = TOKEN.matcher(get(page).body());
    if (!found.find()) {
      throw new AssertionError(page + " has no form with a token");
    }
    return found.group(1);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").GET());
  }

  /** A page as a person reads it: entities are characters again. */
  String page(String path) {
    return HtmlUtils.htmlUnescape(get(path).body());
  }

  byte[] download(String path) {
    try {
      return client
          .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Asks for a page, or a stream that need not end, and returns how it was answered. */
  HttpResponse<?> knock(String path) {
    try {
      HttpResponse<java.io.InputStream> answer =
          client.send(
              HttpRequest.newBuilder(uri(path))
                  .header("Accept", "text/html, */*;q=0.8")
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              BodyHandlers.ofInputStream());
      answer.body().close();
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Posts a form; fields are names and values in turn. */
  HttpResponse<String> post(String path, String... fields) {
    var body = new StringBuilder("_csrf=" + token);
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /** Opens a stream of events and returns its lines as they come; the caller closes it. */
  java.util.stream.Stream<String> events(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(uri(path)).header("Accept", "text/event-stream").build(),
              BodyHandlers.ofLines())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Sends what no form of ours would. */
  HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
