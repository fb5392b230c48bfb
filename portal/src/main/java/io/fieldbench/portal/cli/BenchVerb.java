package io.fieldbench.portal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench start}: how long the portal takes to its first page, and what memory it holds then.
 */
@Command(
    name = "bench",
    description = "Benchmarks.",
    mixinStandardHelpOptions = true,
    subcommands = BenchVerb.Start.class)
final class BenchVerb {
  /** Starts the portal several times on empty data and prints a table. */
  @Command(
      name = "start",
      description = "Time to the first page, and memory.",
      mixinStandardHelpOptions = true)
  static final class Start implements Callable<Integer> {
    @Option(
        names = "--times",
        defaultValue = "3",
        description = "How often (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(names = "--data", hidden = true)
    private @Nullable Path data;

    @Spec private CommandSpec spec = CommandSpec.create();

    /**
     * One start: milliseconds to a bare JVM's end, to the first page; resident memory in MiB then.
     */
    private record Row(double bare, double page, double memory) {}

    @Override
    public Integer call() throws IOException, InterruptedException, VerbFailure {
      PrintWriter out = spec.commandLine().getOut();
      out.println("start  bare JVM ms  first page ms   ratio  memory MiB");
      var rows = new ArrayList<Row>();
      for (int i = 1; i <= times; i++) {
        Row row = once();
        rows.add(row);
        print(out, Integer.toString(i), row);
      }
      print(
          out,
          "median",
          new Row(median(rows, Row::bare), median(rows, Row::page), median(rows, Row::memory)));
      return 0;
    }

    private static void print(PrintWriter out, String name, Row row) {
      out.printf(
          Locale.ROOT,
          "%-6s %12.0f %14.0f %7.1f %11.0f%n",
          name,
          row.bare,
          row.page,
          row.page / row.bare,
          row.memory);
      out.flush();
    }

    private static double median(List<Row> rows, java.util.function.ToDoubleFunction<Row> of) {
      double[] sorted = rows.stream().mapToDouble(of).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    private static Row once() throws IOException, InterruptedException, VerbFailure {
      String jvm = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      long before = System.nanoTime();
      new ProcessBuilder(jvm, "-version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      double bare = millisSince(before);
      Path folder = Files.createTempDirectory("fieldbench-bench");
      int port;
      try (var socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      var command = new ArrayList<String>();
      command.add(jvm);
      command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(
          List.of(
              "-cp",
              System.getProperty("java.class.path"),
              Fieldbench.class.getName(),
              "run",
              "--port",
              Integer.toString(port),
              "--data",
              folder.toString()));
      before = System.nanoTime();
      Process portal =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        awaitPage(URI.create("http://127.0.0.1:" + port + "/sign-in"), portal);
        return new Row(bare, millisSince(before), residentMiB(portal.pid()));
      } finally {
        portal.destroy();
        if (!portal.waitFor(15, TimeUnit.SECONDS)) {
          portal.destroyForcibly().waitFor();
        }
        delete(folder);
      }
    }

    private static void awaitPage(URI page, Process portal)
        throws InterruptedException, VerbFailure {
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
        for (int i = 0; i < 6000 && portal.isAlive(); i++) {
          try {
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
              return;
            }
          } catch (IOException e) {
            // Not up yet.
          }
          Thread.sleep(10);
        }
        throw new VerbFailure("The portal did not serve its first page");
      }
    }

    private static double residentMiB(long pid) throws IOException {
      try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
        return lines
            .filter(l -> l.startsWith("VmRSS"))
            .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(Double.NaN);
      }
    }

    private static double millisSince(long nanos) {
      return (System.nanoTime() - nanos) / 1e6;
    }

    private static void delete(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder())
            .forEach(p -> {
              try {
                Files.delete(p);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
    }
  }
}
