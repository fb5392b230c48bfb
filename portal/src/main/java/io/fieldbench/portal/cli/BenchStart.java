package io.fieldbench.portal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the portal several times, on empty data and on what it left there: in turn without an AOT
 * cache and with the one that this JVM was given.
 */
@Command(
    name = "start",
    description = {
      "Time to the first page, processor time and memory till then; with and without AOT cache."
    },
    mixinStandardHelpOptions = true)
final class BenchStart implements Callable<Integer> {
  private static final String CACHE = "-XX:AOTCache=";

  @Option(
      names = "--times",
      defaultValue = "3",
      description = "How often (default: ${DEFAULT-VALUE}).")
  private int times;

  @Option(names = "--data", hidden = true)
  private @Nullable Path data;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * One start.
   *
   * @param bare milliseconds that a JVM takes which only tells its version
   * @param page milliseconds to the first page
   * @param processor seconds of processor time till then
   * @param memory resident MiB then
   */
  private record Row(double bare, double page, double processor, double memory) {
    static Row median(List<Row> rows) {
      return new Row(
          median(rows, Row::bare),
          median(rows, Row::page),
          median(rows, Row::processor),
          median(rows, Row::memory));
    }

    private static double median(List<Row> rows, ToDoubleFunction<Row> of) {
      double[] sorted = rows.stream().mapToDouble(of).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  /** A start on empty data, and the next one on what it left. */
  private record Pair(Row empty, Row kept) {
    static Pair median(List<Pair> pairs) {
      return new Pair(
          Row.median(pairs.stream().map(Pair::empty).toList()),
          Row.median(pairs.stream().map(Pair::kept).toList()));
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException, VerbFailure {
    if (times < 1) {
      throw new VerbFailure("--times must be at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> plain = flags.stream().filter(flag -> !flag.startsWith(CACHE)).toList();
    boolean cached = plain.size() < flags.size();
    out.println(
        "start   cache  data   bare JVM ms  first page ms   ratio  processor s  memory MiB");
    var without = new ArrayList<Pair>();
    var with = new ArrayList<Pair>();
    for (int i = 1; i <= times; i++) {
      String start = Integer.toString(i);
      without.add(print(out, start, "no", once(plain)));
      if (cached) {
        with.add(print(out, start, "yes", once(flags)));
      }
    }
    Pair plainMedian = print(out, "median", "no", Pair.median(without));
    if (cached) {
      Pair cachedMedian = print(out, "median", "yes", Pair.median(with));
      compare(out, "empty", cachedMedian.empty, plainMedian.empty);
      compare(out, "kept", cachedMedian.kept, plainMedian.kept);
    } else {
      out.println("There is no AOT cache: `./fieldbench bench start` makes one.");
    }
    out.flush();
    return 0;
  }

  private static Pair print(PrintWriter out, String start, String cache, Pair pair) {
    print(out, start, cache, "empty", pair.empty);
    print(out, start, cache, "kept", pair.kept);
    out.flush();
    return pair;
  }

  private static void print(PrintWriter out, String start, String cache, String data, Row row) {
    out.printf(
        Locale.ROOT,
        "%-6s %6s  %-5s %12.0f %14.0f %7.1f %12.1f %11.0f%n",
        start,
        cache,
        data,
        row.bare,
        row.page,
        row.page / row.bare,
        row.processor,
        row.memory);
  }

  private static void compare(PrintWriter out, String data, Row with, Row without) {
    out.printf(
        Locale.ROOT,
        "with / without %-5s %27.2f %20.2f %11.2f%n",
        data,
        with.page / without.page,
        with.processor / without.processor,
        with.memory / without.memory);
  }

  private static Pair once(List<String> flags)
      throws IOException, InterruptedException, VerbFailure {
    double bare = bare();
    long before = System.nanoTime();
    try (var portal = BenchPortal.start(flags)) {
      Row empty = row(bare, before, portal);
      portal.stop();
      bare = bare();
      before = System.nanoTime();
      portal.startAgain();
      return new Pair(empty, row(bare, before, portal));
    }
  }

  private static double bare() throws IOException, InterruptedException {
    long before = System.nanoTime();
    new ProcessBuilder(BenchPortal.jvm(), "-version")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return millisSince(before);
  }

  private static Row row(double bare, long begun, BenchPortal portal)
      throws IOException, InterruptedException, VerbFailure {
    portal.awaitFirstPage();
    double page = millisSince(begun);
    ProcessHandle process = portal.process().toHandle();
    double processor =
        process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1000.0;
    return new Row(bare, page, processor, residentMiB(process.pid()));
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
}
