package io.fieldbench.portal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A portal of its own process on data of its own, and one visitor of it; for benchmarks. */
final class BenchPortal implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final Path folder;
  private final List<String> command;
  private final URI address;
  private Process process;

  private BenchPortal(Path folder, List<String> command, URI address) throws IOException {
    this.folder = folder;
    this.command = command;
    this.address = address;
    process = launch();
  }

  /**
   * Starts one on empty data.
   *
   * @param flags of the JVM
   * @param options of {@code run}
   */
  static BenchPortal start(List<String> flags, String... options) throws IOException {
    Path folder = Files.createTempDirectory("fieldbench-bench");
    int port = freePort();
    var command = new ArrayList<String>();
    command.add(jvm());
    command.addAll(flags);
    // As the script does: an AOT cache is good for one class path.
    command.addAll(List.of("-jar", System.getProperty("java.class.path"), "run"));
    command.addAll(List.of("--port", "" + port, "--data", folder.resolve("data").toString()));
    command.addAll(List.of(options));
    return new BenchPortal(folder, command, URI.create("http://127.0.0.1:" + port));
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  /** Ends it, as Ctrl-C does; harmless when repeated. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it on the data that it left. */
  void startAgain() throws IOException {
    process = launch();
  }

  static String jvm() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  Process process() {
    return process;
  }

  URI address() {
    return address;
  }

  HttpClient client() {
    return client;
  }

  void awaitFirstPage() throws InterruptedException, VerbFailure {
    FirstPage.await(address, process::isAlive);
  }

  void signIn(String username) throws IOException, InterruptedException, VerbFailure {
    Pattern line = Pattern.compile("(?m)^ +" + username + " +\\S+ +(\\S+)$");
    String password = "";
    for (int i = 0; i < 3000 && password.isEmpty(); i++) {
      Thread.sleep(10);
      Matcher told = line.matcher(Files.readString(folder.resolve("output")));
      password = told.find() ? told.group(1) : "";
    }
    post("/sign-in", "username", username, "password", password);
  }

  String get(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Posts a form, and returns where it leads. */
  String post(String path, String... fields) throws IOException, InterruptedException, VerbFailure {
    Matcher token = TOKEN.matcher(get(path.equals("/sign-in") ? path : "/account"));
    var body = new StringBuilder("_csrf=" + (token.find() ? token.group(1) : ""));
    for (int i = 0; i < fields.length; i += 2) {
      String value = URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8);
      body.append('&').append(fields[i]).append('=').append(value);
    }
    HttpResponse<Void> answer =
        client.send(
            HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))
                .build(),
            BodyHandlers.discarding());
    String target = answer.headers().firstValue("Location").orElse("");
    if (answer.statusCode() >= 400 || target.contains("sign-in")) {
      throw new VerbFailure("The portal refused " + path + " (" + answer.statusCode() + ")");
    }
    return URI.create(target).getPath();
  }

  /** Harmless when repeated. */
  @Override
  public void close() {
    client.shutdownNow();
    stop();
    delete(folder);
  }

  private static void delete(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
